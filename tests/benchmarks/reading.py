"""What pages cost, as ratios to a view that does nothing, on archives of several sizes.

    python -m tests.benchmarks.reading --articles 1000 100000

The servers run side by side and are asked in turn, so that what else the machine does
falls on all alike. CPU is the server's own, by request: once for a page printed afresh and
once for one that is kept (searches never are). Waits are those of eight clients at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from math import inf
from statistics import median
from typing import NamedTuple

from tests.benchmarks.served import Served

CONSTANT = ["/constant/"]
CLIENTS = 8
AIMS = {"article": 3.0, "front": 4.0, "section": 4.0}
KEPT_AIM, SEARCH = 0.3, "search"
GROWTH, SPREAD = 1.10, 3.0


class Cost(NamedTuple):
    """Of a page, in constant views."""

    fresh: float
    kept: float


def main() -> None:
    options = parsed()
    with ExitStack() as stack:
        archives = [Served(count) for count in sorted(options.articles)]
        for archive in archives:
            stack.callback(archive.stop)
        for line in report(archives, options):
            print(line, flush=True)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What pages cost, in constant views.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=60, help="of each kind, each round")
    parser.add_argument("--seconds", type=float, default=2, help="of asking, for the waits")
    parser.add_argument("--only", nargs="+", help="kinds of pages, where not all are wanted")
    return parser.parse_args()


def report(archives: list[Served], options: argparse.Namespace) -> Iterator[str]:
    """Of each kind of page CPU a request, then how long eight clients wait for it."""
    constant = median(archives[0].cost(CONSTANT, options.requests) for _ in range(options.rounds))
    yield f"constant view: {constant * 1e6:.0f} µs of CPU"
    yield f"{'CPU':24}{''.join(f'{archive.count:>14,} stories' for archive in archives)}   growth"
    kinds = options.only or list(archives[0].addresses)
    for kind in kinds:
        yield cpu_row(kind, [_cost(archive, kind, options) for archive in archives])
    yield f"{'waits, ms':24}{'printed p50':>12}{'p99':>8}{'kept p50':>12}{'p99':>8}"
    for kind in kinds:
        yield wait_row(archives[-1], kind, options.seconds)


def _cost(archive: Served, kind: str, options: argparse.Namespace) -> Cost:
    """After a round for warming up. What disturbs a round only adds to it, so that the
    second-best of each tells more than the middle one on a busy machine."""
    paths, number = archive.addresses[kind], options.requests
    rounds = [
        (
            archive.cost(CONSTANT, number),
            archive.cost(paths, number, fresh=True),
            archive.cost(paths, max(number, 2 * len(paths))),
        )
        for _ in range(options.rounds + 1)
    ]
    constant, fresh, kept = (sorted(each)[1] for each in zip(*rounds[1:], strict=True))
    return Cost(fresh / constant, kept / constant)


def cpu_row(kind: str, costs: Sequence[Cost]) -> str:
    growth = costs[-1].fresh / costs[0].fresh
    cells = "".join(f"{cost.fresh:14.2f}{cost.kept:8.2f}" for cost in costs)
    is_kept = not kind.startswith(SEARCH)
    remarks = [
        *["over aim"] * (max(cost.fresh for cost in costs) > AIMS.get(kind, inf)),
        *["kept over aim"] * (is_kept and max(cost.kept for cost in costs) > KEPT_AIM),
        *["grows"] * (growth > GROWTH),
    ]
    return f"{kind:24}{cells}{growth:9.2f}  {', '.join(remarks)}"


def wait_row(archive: Served, kind: str, seconds: float) -> str:
    cells, remarks = "", ""
    for fresh in (True, False):
        waits = archive.waits(archive.addresses[kind], CLIENTS, seconds, fresh=fresh)
        middle, late = waits[len(waits) // 2] * 1e3, waits[len(waits) * 99 // 100] * 1e3
        cells += f"{middle:12.2f}{late:8.2f}"
        remarks += " uneven" * (late > SPREAD * middle)
    return f"{kind:24}{cells} {remarks}"


if __name__ == "__main__":
    main()
