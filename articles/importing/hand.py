"""Hand: one process of a crew, and the thread that keeps it busy."""

from __future__ import annotations

import pickle
import queue
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread

from articles.importing import worker
from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.options import Options

CHUNKS = 64
"""Chunks of what was found that wait to be fetched; they bound the memory."""
PATIENCE = 30.0
"""Seconds a process may be silent before it is given up."""

IN_FLIGHT = 2
"""Bundles with the process: the one it reads, and the next."""

Bundle = list[SourceFile]


class Lost(Exception):
    """A process died, or fell silent for too long."""


class Hand:
    """Reads bundles in the order they are given, ahead of whoever fetches what it found.

    A thread carries the bundles to the process and the chunks back, so that reading goes
    on while the importing process is busy writing.
    """

    def __init__(self, options: Options) -> None:
        context = get_context("spawn")
        pipe, theirs = context.Pipe()
        self._process = context.Process(target=worker.serve, args=(theirs, options), daemon=True)
        self._process.start()
        theirs.close()
        self._given: queue.SimpleQueue[Bundle | None] = queue.SimpleQueue()
        self._chunks: queue.Queue[bytes] = queue.Queue(CHUNKS)
        self._dismissed = Event()
        Thread(target=self._carry, args=(pipe,), daemon=True).start()

    def give(self, bundle: Bundle) -> None:
        self._given.put(bundle)

    def found(self) -> Iterator[Found]:
        """What is in the first bundle not fetched yet. Raises Lost."""
        while True:
            try:
                chunk = self._chunks.get(timeout=PATIENCE)
            except queue.Empty as error:
                raise Lost from error
            if chunk == worker.DONE:
                return
            if not chunk:
                raise Lost
            yield from pickle.loads(chunk)  # noqa: S301 - from our own process

    def dismiss(self) -> None:
        self._dismissed.set()
        self._given.put(None)
        self.kill()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()

    def _carry(self, pipe: Connection) -> None:
        """Bundles there, chunks back; a bundle waits with the process behind the one it reads."""
        in_flight = 0
        with pipe:
            try:
                while not self._dismissed.is_set():
                    bundle = self._next(wait=not in_flight) if in_flight < IN_FLIGHT else None
                    if bundle:
                        pipe.send(bundle)
                        in_flight += 1
                    elif in_flight:
                        self._fetch(pipe)
                        in_flight -= 1
            except (EOFError, OSError):
                self._put(b"")

    def _next(self, *, wait: bool) -> Bundle | None:
        try:
            return self._given.get(block=wait)
        except queue.Empty:
            return None

    def _fetch(self, pipe: Connection) -> None:
        while (chunk := pipe.recv_bytes()) != worker.DONE:
            self._put(chunk)
        self._put(worker.DONE)

    def _put(self, chunk: bytes) -> None:
        while not self._dismissed.is_set():
            try:
                self._chunks.put(chunk, timeout=1)
            except queue.Full:
                continue
            return
