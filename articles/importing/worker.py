"""A process that reads files. It has no database, and what kills it costs one file.

Started anew with nothing of its parent's: no connection, no lock, no open file. It knows
Django's settings and none of its apps, which would take it longer to start.
"""

from __future__ import annotations

import pickle
import resource
import signal
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection

from articles.importing.finding import found_in
from articles.importing.found import Found
from articles.importing.intake import SourceFile
from articles.importing.options import Options

CHUNK = 16
"""Documents sent at a time."""
DONE = b"."
MEMORY = 512 * 1024 * 1024
"""Bytes a reader may use before it is refused more."""


def serve(pipe: Connection, options: Options) -> None:
    """Take files, a bundle at a time, and send what is found in pickled chunks, then DONE."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    try:
        while True:
            found = _found(pipe.recv(), options)
            while chunk := list(islice(found, CHUNK)):
                pipe.send_bytes(pickle.dumps(chunk))
            pipe.send_bytes(DONE)
    except (EOFError, BrokenPipeError):
        return  # the parent is done, or gone


def _found(files: list[SourceFile], options: Options) -> Iterator[Found]:
    for file in files:
        yield from found_in(file, options)
