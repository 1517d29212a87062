"""Serving: the application, and the server that `manage.py start` runs it on."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if TYPE_CHECKING:
    from newsroom.newsstand import Stand

# SQLite's writers wait for one another; more threads would only lengthen the queue.
THREADS = 4
SECONDS_TO_FINISH = 20
# By name: it reads models, and they want Django set up before they are imported.
STAND = "newsroom.newsstand.around"
# No page may hold the database up; imports and migrations, which do not serve, may.
PATIENCE = """
SET statement_timeout = '15s';
SET lock_timeout = '5s';
SET idle_in_transaction_session_timeout = '60s'
"""


def application() -> Stand:
    """The site as a WSGI application, for a process that serves and does nothing else."""
    connection_created.connect(limit_patience, dispatch_uid="newsroom.serving")
    press = get_wsgi_application()
    stand: Stand = import_string(STAND)(press)
    return stand


def limit_patience(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(PATIENCE)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until SIGTERM or SIGINT; requests under way have SECONDS_TO_FINISH."""
    Granian(
        "newsroom.serving:application",
        factory=True,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=THREADS,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
    ).serve()


def is_taken(host: str, port: int) -> bool:
    """Whether another program answers at that address already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
