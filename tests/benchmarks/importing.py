"""How fast seeds are imported, beside the rate at which their rows can be written at all.

    python -m tests.benchmarks.importing --seeds 5000

Both begin with an empty database and end with the same rows and the same index. The import
also reads, cleans, renders and reports; its own start is counted in.
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
from pathlib import Path

from tests.benchmarks.served import ARCHIVES, ROOT

AIM = 0.35


def main() -> None:
    parser = argparse.ArgumentParser(description="Import, beside executemany of the same rows.")
    parser.add_argument("--seeds", type=int, default=5_000)
    count = parser.parse_args().seeds
    seeds, imported, raw = (ARCHIVES / name for name in (f"seeds-{count}", "imported", "raw"))
    if not seeds.is_dir():
        manage(raw, "shell", "-c", call(f"write({count}, Path({str(seeds)!r}))"))
    import_seconds, import_cpu = timed_import(imported, seeds)
    written = rewritten(raw, imported / "newsroom.sqlite3")
    print(row("import", count, import_seconds, import_cpu))
    print(row("raw", count, written["seconds"], written["cpu"]))
    ratio = written["seconds"] / import_seconds
    print(f"{ratio:.2f} of the raw rate{' under aim' if ratio < AIM else ''}")


def row(name: str, count: int, seconds: float, cpu: float) -> str:
    return f"{name:8}{count / seconds:7.0f} a second, {cpu / count * 1e3:5.2f} ms of CPU each"


def timed_import(folder: Path, seeds: Path) -> tuple[float, float]:
    """Seconds, and seconds of CPU with all its processes."""
    shutil.rmtree(folder, ignore_errors=True)
    manage(folder, "migrate", "--verbosity=0")
    before = cpu_of_children()
    begun = time.perf_counter()
    manage(folder, "import_seeds", str(seeds), "--publish", "--section=Council", "--tag=trams")
    return time.perf_counter() - begun, cpu_of_children() - before


def rewritten(folder: Path, source: Path) -> dict[str, float]:
    shutil.rmtree(folder, ignore_errors=True)
    told = manage(folder, "shell", "-c", call(f"write_again(Path({str(source)!r}))"))
    written: dict[str, float] = json.loads(told.splitlines()[-1])
    return written


def call(expression: str) -> str:
    return f"from pathlib import Path; from tests.benchmarks import seeding; seeding.{expression}"


def manage(folder: Path, *arguments: str) -> str:
    """manage.py with a data folder of its own; what it prints."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(folder), "ALLOW_ROOT": "1"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
