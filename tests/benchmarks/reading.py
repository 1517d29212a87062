"""What pages cost, as ratios to a view that does nothing, on archives of several sizes.

    python -m tests.benchmarks.reading --articles 1000 100000

The servers run side by side and are asked in turn, so that what else the machine does
falls on all alike. CPU is the server's own, by request.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from math import inf
from statistics import median

from tests.benchmarks.served import Served

CONSTANT = ["/constant/"]
CLIENTS = 8
AIMS = {"article": 3.5, "front": 5.0, "section": 5.0}
GROWTH = 1.10


Rows = list[float]


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
    parser.add_argument("--seconds", type=float, default=2, help="of asking, for the rate")
    return parser.parse_args()


def report(archives: list[Served], options: argparse.Namespace) -> Iterator[str]:
    """A line for each kind of page: CPU a request and rate, in constant views."""
    constant = median(archives[0].cost(CONSTANT, options.requests) for _ in range(options.rounds))
    rates = [archive.rate(CONSTANT, CLIENTS, options.seconds) for archive in archives]
    yield f"constant view: {constant * 1e6:.0f} µs of CPU, {max(rates):.0f} a second"
    yield f"{'':20}{''.join(f'{archive.count:>12,} stories' for archive in archives)}   growth"
    for kind in archives[0].addresses:
        costs = cpu_ratios(archives, kind, options)
        quick = [rate_ratio(*pair, kind, options) for pair in zip(archives, rates, strict=True)]
        yield row(kind, costs, quick)


def cpu_ratios(archives: list[Served], kind: str, options: argparse.Namespace) -> Rows:
    """For each archive, after a round for warming up. What disturbs a round only adds to it,
    so that the second-best of each tells more than the middle one on a busy machine."""
    rounds = [
        [_costs(archive, kind, options.requests) for archive in archives]
        for _ in range(options.rounds + 1)
    ]
    return [_ratio(costs) for costs in zip(*rounds[1:], strict=True)]


def _costs(archive: Served, kind: str, requests: int) -> tuple[float, float]:
    """Of a page of that kind, and of the constant view."""
    return archive.cost(archive.addresses[kind], requests), archive.cost(CONSTANT, requests)


def _ratio(costs: Sequence[tuple[float, float]]) -> float:
    pages, constants = (sorted(each) for each in zip(*costs, strict=True))
    return pages[min(1, len(pages) - 1)] / constants[min(1, len(constants) - 1)]


def rate_ratio(archive: Served, constant: float, kind: str, options: argparse.Namespace) -> float:
    return archive.rate(archive.addresses[kind], CLIENTS, options.seconds) / constant


def row(kind: str, costs: Rows, rates: Rows) -> str:
    growth = costs[-1] / costs[0]
    cells = "".join(f"{cost:10.2f} {rate:7.2f}/s" for cost, rate in zip(costs, rates, strict=True))
    remarks = ["over aim"] * (max(costs) > AIMS.get(kind, inf)) + ["grows"] * (growth > GROWTH)
    return f"{kind:20}{cells}{growth:9.2f}  {', '.join(remarks)}"


if __name__ == "__main__":
    main()
