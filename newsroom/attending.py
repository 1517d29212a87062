"""The worker beside a server: started with it, anew when it dies, and stopped with it."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

LOOK_EVERY = 0.5
ANEW_AFTER = 2.0
"""Seconds before a worker that died is followed by another."""
SECONDS_TO_FINISH = 10.0
log = logging.getLogger(__name__)


@contextmanager
def attended() -> Iterator[None]:
    """While the block runs there is a worker; should we be killed, it notices and stops.

    The first is started before the server forks: a fork would keep Popen's own pipe open.
    """
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(_start(), stopping), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join()


def _keep(worker: subprocess.Popen[bytes], stopping: threading.Event) -> None:
    while not stopping.wait(LOOK_EVERY):
        if worker.poll() is not None:
            log.warning("The worker ended with code %s; it is started anew.", worker.returncode)
            stopping.wait(ANEW_AFTER)
            worker = _start()
    _stop(worker)


def _start() -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl+C is for the server, which then stops it."""
    words = [str(settings.BASE_DIR / "manage.py"), "work", "--beside", str(os.getpid())]
    return subprocess.Popen(  # noqa: S603 – our own program, with words of our own
        [sys.executable, *words], stdin=subprocess.DEVNULL, start_new_session=True
    )


def _stop(worker: subprocess.Popen[bytes]) -> None:
    """Killed if need be: it loses nothing, the next one goes on from its last checkpoint."""
    worker.terminate()
    try:
        worker.wait(SECONDS_TO_FINISH)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
