"""Memory: what a process and those it started take, pages they share counted once."""

from __future__ import annotations

import re
from pathlib import Path
from threading import Event, Thread
from typing import Self

EVERY = 0.5
"""Seconds between two looks."""
SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Watch:
    """Looks on while the processes run; `most` is in megabytes."""

    def __init__(self, pid: int) -> None:
        self.most = 0.0
        self._pid, self._done = pid, Event()
        self._thread = Thread(target=self._look_on, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *how: object) -> None:
        self._done.set()
        self._thread.join()

    def _look_on(self) -> None:
        while not self._done.wait(EVERY):
            self.most = max(self.most, sum(map(_kilobytes, _family(self._pid))) / 1024)


def _family(pid: int) -> list[int]:
    """The process and all that descend from it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in map(int, children) for one in _family(child))]


def _kilobytes(pid: int) -> int:
    try:
        found = SHARE.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
