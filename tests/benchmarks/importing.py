"""How fast seeds are imported, beside the rate at which their rows can be written at all.

    python -m tests.benchmarks.importing --seeds 100000
    python -m tests.benchmarks.importing --database postgres://postgres@127.0.0.1:5432
    python -m tests.benchmarks.importing --seeds 10000 --growth 1000000

Both begin with an empty database and end with the same rows, the same index, the same sketches,
in the order and the batches of the import; raw is an executemany a table, or COPY. The import
also reads, cleans, renders and reports, and its own start is counted in. `--growth` imports once
more into an archive grown to that size by raw rows. Databases at a server are made anew.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import psycopg

from tests.benchmarks.memory import Watch
from tests.benchmarks.served import ARCHIVES, ROOT

AIM, SECOND_AIM, GROWTH_AIM = 0.5, 5.0, 0.8
MOST_MEGABYTES = 300


class Place:
    """A database of its own, by name, in a data folder of its own."""

    def __init__(self, name: str, server: str) -> None:
        self.folder = ARCHIVES / f"{name}-{'postgres' if server else 'sqlite'}"
        self._name, self._server = f"newsroom_benchmark_{name}", server.rstrip("/")
        self.environment = os.environ | {"DATA_DIR": str(self.folder), "ALLOW_ROOT": "1"}
        if server:
            self.environment["DATABASE_URL"] = f"{self._server}/{self._name}"

    @property
    def source(self) -> str:
        """Where its rows are read: a server's address or the path of a file."""
        url = self.environment["DATABASE_URL"] if self._server else ""
        return url or str(self.folder / "newsroom.sqlite3")

    def make_anew(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._server:
            with psycopg.connect(f"{self._server}/postgres", autocommit=True) as server:
                server.execute(f"DROP DATABASE IF EXISTS {self._name}".encode())
                server.execute(f"CREATE DATABASE {self._name}".encode())
        self.manage("migrate", "--verbosity=0")

    def manage(self, *arguments: str) -> str:
        """manage.py here; what it prints."""
        with self.started(*arguments) as process:
            told = process.communicate()[0]
        if process.returncode:
            raise SystemExit(process.returncode)
        return told

    def started(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=pipe, text=True)

    def call(self, expression: str) -> dict[str, float]:
        """What a function of `seeding` prints last, as JSON."""
        told = self.manage("shell", "-c", f"from tests.benchmarks import seeding; {expression}")
        answer: dict[str, float] = json.loads(told.splitlines()[-1])
        return answer


def main() -> None:
    parser = argparse.ArgumentParser(description="Import, beside a raw write of the same rows.")
    parser.add_argument("--seeds", type=int, default=5_000)
    parser.add_argument("--database", default="", help="a PostgreSQL server; else SQLite")
    parser.add_argument("--growth", type=int, default=0, help="articles to import into, once more")
    given = parser.parse_args()
    imported, raw = (Place(name, given.database) for name in ("imported", "raw"))
    imported.make_anew()
    first = timed_import(imported, seeds(imported, given.seeds))
    tell("import", given.seeds, first)
    again = timed_import(imported, seeds(imported, given.seeds))
    ratio(first["seconds"] / again["seconds"], "times the rate in a second run", SECOND_AIM)
    raw.make_anew()
    written = raw.call(f"seeding.write_again({imported.source!r})")
    tell("raw", given.seeds, written)
    ratio(written["seconds"] / first["seconds"], "of the raw rate", AIM)
    if given.growth:
        grown = raw.call(f"seeding.grow({imported.source!r}, {given.growth})")
        tell("grown", int(grown["stories"]), grown)
        late = timed_import(raw, seeds(raw, given.seeds, first=given.growth))
        tell("late", given.seeds, late)
        ratio(first["seconds"] / late["seconds"], "of the rate at first", GROWTH_AIM)


def seeds(place: Place, count: int, first: int = 0) -> Path:
    folder = ARCHIVES / f"seeds-{first}-{count}"
    if not folder.is_dir():
        place.call(f"seeding.write({count}, {str(folder)!r}, {first})")
    return folder


def timed_import(place: Place, folder: Path) -> dict[str, float]:
    """Seconds, seconds of CPU with all its processes, and the most memory these shared out."""
    before, begun = cpu_of_children(), time.perf_counter()
    arguments = ("import_seeds", str(folder), "--publish", "--section=Council", "--tag=trams")
    with place.started(*arguments) as process, Watch(process.pid) as watch:
        process.communicate()
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": cpu_of_children() - before,
        "megabytes": watch.most,
    }


def tell(name: str, count: int, cost: Mapping[str, float]) -> None:
    each = cost["cpu"] / count * 1e3
    line = f"{name:8}{count / cost['seconds']:7.0f} a second, {each:5.2f} ms of CPU each"
    memory = cost.get("megabytes", 0)
    over = " over the aim" if memory > MOST_MEGABYTES else ""
    print(line + (f", {memory:.0f} MB at most{over}" if memory else ""), flush=True)


def ratio(value: float, what: str, aim: float) -> None:
    print(f"{value:.2f} {what}{' under aim' if value < aim else ''}", flush=True)


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
