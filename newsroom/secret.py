"""The secret key of a machine that was given none: made once, readable by its owner alone."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

from django.core.management.utils import get_random_secret_key

LEAST_CHARACTERS = 50
LEAST_DISTINCT = 5
EXAMPLES = ("django-insecure", "insecure", "changeme", "change-me", "example", "secret-key")


def kept_in(path: Path) -> str:
    """The key in the file at `path`, written there first where there is none.

    Raises OSError where the file can be neither written nor read, or is empty.
    """
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(descriptor, "w") as file:
        file.write(get_random_secret_key())
    return _read(path)


def weakness(key: str) -> str:
    """Why a key must not be used, as the end of a sentence; "" for a good one."""
    if len(key) < LEAST_CHARACTERS:
        return f"has {len(key)} characters, and {LEAST_CHARACTERS} are the least"
    if len(set(key)) < LEAST_DISTINCT:
        return f"has {len(set(key))} different characters, and {LEAST_DISTINCT} are the least"
    if any(example in key.lower() for example in EXAMPLES):
        return "is an example from a manual"
    return ""


def exposed(path: Path) -> bool:
    """Whether others than the owner may read the file."""
    readers = stat.S_IRWXG | stat.S_IRWXO
    return os.name == "posix" and path.is_file() and bool(path.stat().st_mode & readers)


def _read(path: Path) -> str:
    """The key; another process may have made the file this instant and not filled it yet."""
    for _attempt in range(50):
        key = path.read_text().strip()
        if key:
            return key
        time.sleep(0.02)
    raise OSError(f"{path} is empty: delete it, and a new key is made")
