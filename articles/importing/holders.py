"""Holders: processes by name, so that those of one machine see at once when another is gone."""

from __future__ import annotations

import os
import secrets
import socket
from functools import cache


def new_name() -> str:
    """place:process:chance, as nobody else is called; at most 100 characters."""
    return f"{_place()}:{os.getpid()}:{secrets.token_hex(3)}"


def is_gone(name: str) -> bool:
    """Whether the process of this name is known to have ended: only its own machine can tell."""
    place, _, rest = name.partition(":")
    process = rest.partition(":")[0]
    return place == _place() and process.isdecimal() and not _runs(int(process))


@cache
def _place() -> str:
    """The machine, and the container on it: a process's number means something only there."""
    host = socket.gethostname().replace(":", "-")[:60]
    try:
        return f"{host}-{os.stat('/proc/self/ns/pid').st_ino}"
    except OSError:
        return host


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass  # it runs, as somebody else
    return True
