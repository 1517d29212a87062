"""How surely what was run already is found, and what looking for it costs as the archive grows.

    python -m tests.benchmarks.likeness --seeds seeds ../shared/seeds ../shared/corpus/seedtext

Copies of real seeds, edited as desks and agencies edit, are looked for among all of them. Then
new stories are recognised, looked for and entered beside ten thousand, and beside ten times that.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from tests.benchmarks.importing import manage
from tests.benchmarks.served import ARCHIVES

FOLDER = ARCHIVES / "likeness"


def main() -> None:
    parser = argparse.ArgumentParser(description="Recall, precision and cost of likeness.")
    parser.add_argument("--seeds", nargs="+", type=Path, default=[Path("seeds")])
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000])
    given = parser.parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    manage(FOLDER, "migrate", "--verbosity=0")
    folders = [str(folder.resolve()) for folder in given.seeds]
    told = f"copies.tell_finds({folders!r}); copies.tell_costs({given.sizes!r})"
    print(manage(FOLDER, "shell", "-c", f"from tests.benchmarks import copies; {told}"), end="")


if __name__ == "__main__":
    main()
