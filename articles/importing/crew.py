"""A crew of processes that read files, each bundle to the next in turn, the order kept."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from articles.importing.finding import found_in, refusal_of
from articles.importing.found import Found
from articles.importing.hand import Bundle, Hand, Lost
from articles.importing.intake import SourceFile
from articles.importing.memory import Remembered
from articles.importing.options import Options

FEW_FILES, FEW_BYTES = 200, 1_000_000
"""Beyond either, processes are worth what they take to start."""
SMALL_BYTES = 64 * 1024
BUNDLE_FILES, BUNDLE_BYTES = 16, 128 * 1024
AHEAD = 40
"""Bundles each process is given before what it found in the first is fetched.

It has more to read than the largest batch, so that it goes on while that is written.
"""

KILLED = "Reading this file took too long, or too much memory."
ALONE = "Split it into smaller files, or convert it to text."

Task = SourceFile | Remembered


def found(tasks: Iterable[Task], options: Options) -> Iterator[Found]:
    """What is found in the files, in order: read here if they are few, else by a crew.

    What is remembered before there is anything to read is handed on as it comes.
    """
    tasks = iter(tasks)
    few: list[Task] = []
    for task in tasks:
        if isinstance(task, Remembered) and not few:
            yield from task.found
            continue
        few.append(task)
        if len(few) > FEW_FILES or sum(map(_size, few)) > FEW_BYTES:
            yield from _by_crew(few, tasks, options)
            return
    for task in few:
        yield from _found(task, options)


def _by_crew(few: list[Task], rest: Iterator[Task], options: Options) -> Iterator[Found]:
    """Small files that are there already are read while the crew is called together."""
    with Crew(options) as crew:
        while few and _size(few[0]) < SMALL_BYTES:
            yield from _found(few.pop(0), options)
        yield from crew.found(chain(few, rest))


def _size(task: Task) -> int:
    """Bytes to read."""
    return 0 if isinstance(task, Remembered) else task.size


def _found(task: Task, options: Options) -> Iterable[Found]:
    return task.found if isinstance(task, Remembered) else found_in(task, options)


class Crew:
    """As many processes as there are processors; whichever a file kills is replaced."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self.hands = [Hand(options) for _ in range(len(os.sched_getaffinity(0)))]
        self._given: list[deque[Bundle]] = [deque() for _ in self.hands]

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *how: object) -> None:
        for hand in self.hands:
            hand.dismiss()

    def found(self, tasks: Iterable[Task]) -> Iterator[Found]:
        turns: deque[int | Remembered] = deque()
        number = 0
        for bundle in _bundles(tasks):
            if isinstance(bundle, Remembered):
                turns.append(bundle)
            else:
                number = (number + 1) % len(self.hands)
                self._give(number, bundle)
                turns.append(number)
            while len(turns) > AHEAD * len(self.hands):
                yield from self._take(turns.popleft())
        for turn in turns:
            yield from self._take(turn)

    def _give(self, turn: int, bundle: Bundle) -> None:
        self._given[turn].append(bundle)
        self.hands[turn].give(bundle)

    def _take(self, turn: int | Remembered) -> Iterator[Found]:
        """The next bundle of a hand; should it be lost over it, the rest file by file."""
        if isinstance(turn, Remembered):
            yield from turn.found
            return
        bundle, received = self._given[turn][0], 0
        try:
            for found in self.hands[turn].found():
                received += 1
                yield found
        except Lost:
            yield from islice(self._one_by_one(turn, bundle), received, None)
        self._given[turn].popleft()

    def _one_by_one(self, turn: int, bundle: Bundle) -> Iterator[Found]:
        self._replace(turn)
        for file in bundle:
            self.hands[turn].give([file])
            try:
                yield from self.hands[turn].found()
            except Lost:
                yield refusal_of(file, KILLED, ALONE)
                self._replace(turn)
        for waiting in list(self._given[turn])[1:]:
            self.hands[turn].give(waiting)

    def _replace(self, turn: int) -> None:
        self.hands[turn].dismiss()
        self.hands[turn] = Hand(self._options)


def _bundles(tasks: Iterable[Task]) -> Iterator[Bundle | Remembered]:
    """Several small files, or a large one; what is remembered as it is."""
    bundle: Bundle = []
    for task in tasks:
        if isinstance(task, Remembered):
            yield task
            continue
        bundle.append(task)
        if len(bundle) == BUNDLE_FILES or sum(file.size for file in bundle) > BUNDLE_BYTES:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
