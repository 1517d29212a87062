"""A newsroom of its own for a test: data folder, database, and the command line over them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


class Newsroom:
    """An installation beside the one under test, on the same kind of database."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "ALLOW_ROOT": "1",
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """manage.py with these words, running."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *words],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """manage.py with these words, to its end."""
        with self.start(*words) as process:
            out, err = process.communicate(stdin)
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def ask(self, expression: str) -> Any:
        """The value of an expression over the models, in that newsroom."""
        code = f"import json; from articles.models import *; print(json.dumps({expression}))"
        return json.loads(self.run("shell", "--no-imports", "-c", code).stdout)


@contextmanager
def opened(folder: Path) -> Iterator[Newsroom]:
    """A newsroom with an empty database, which is gone afterwards."""
    with _database(folder.name) as url:
        newsroom = Newsroom(folder, url)
        done = newsroom.run("migrate", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        yield newsroom


@contextmanager
def _database(name: str) -> Iterator[str]:
    """The URL of a new database; SQLite's is in the data folder and needs none."""
    if connection.vendor == "sqlite":
        yield ""
        return
    server = urlsplit(os.environ["DATABASE_URL"])
    name = f"{server.path[1:]}_{os.getpid()}_{name}"
    with psycopg.connect(urlunsplit(server), autocommit=True) as administration:
        administration.execute(f'CREATE DATABASE "{name}"')
        yield urlunsplit(server._replace(path=f"/{name}"))
        administration.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
