"""Copies of stories as desks and agencies make them, and what it takes to find the first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import likeness, resembling
from articles.importing import tables
from articles.models import Article
from articles.resembling import Text

Paragraphs = list[str]
RECALL, PRECISION, HALF = 0.95, 0.99, 0.5
NEW, BATCH, WORDS, VOCABULARY = 500, 100, 550, 20_000
chance = random.Random(1)


def tell_finds(folders: list[str]) -> None:
    """Recall and precision, kind of copy by kind."""
    stories = [paragraphs for folder in folders for paragraphs in read(Path(folder))]
    keys = enter([body_of(story) for story in stories])
    print(f"{len(stories)} seeds         found     right    share")
    for name, (edit, others) in edits(stories).items():
        found = right = told = 0
        shares = []
        for place, story in enumerate(stories):
            alike = resembling.alike(body_of(edit(place, story)))
            mine = [one for one in alike if one.article_id == keys[place]]
            wanted = {keys[place], *(keys[other] for other in others(place))}
            shares += [max(one.shares) for one in mine]
            found += bool(mine)
            right += sum(one.article_id in wanted for one in alike)
            told += len(alike)
        recall, precision = found / len(stories), right / max(told, 1)
        mean = sum(shares) / max(len(shares), 1)
        misses = recall < RECALL and mean >= HALF
        short = " under aim" if misses or precision < PRECISION else ""
        print(f"{name:18}{recall:9.3f}{precision:10.3f}{mean:9.2f}{short}")


def tell_costs(sizes: list[int]) -> None:
    """Milliseconds of CPU a new story, at each size, and how they grow."""
    costs: dict[str, list[float]] = {}
    for size in sorted(sizes):
        while (here := Article.objects.count()) < size:
            enter([invented() for _ in range(min(2_000, size - here))])
        for name, cost in costs_of([invented() for _ in range(NEW)]).items():
            costs.setdefault(name, []).append(cost)
    for name, each in costs.items():
        growth = each[-1] / each[0]
        row = "".join(f"{cost:9.3f}" for cost in each)
        print(f"{name:18}{row} ms a story, growth {growth:.1f}")


def costs_of(bodies: list[str]) -> dict[str, float]:
    size = sum(map(len, bodies)) / len(bodies)
    sketching, known = timed(lambda: [likeness.likeness(body) for body in bodies])
    texts = [Text(body, one.sketch) for body, one in zip(bodies, known, strict=True)]
    asking, _ = timed(lambda: [resembling.alike_each(part) for part in parts(texts)])
    entering, _ = timed(lambda: enter(bodies, known))
    return {f"recognise {size / 1e3:.1f} kB": sketching, "look for": asking, "enter": entering}


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    result = work()
    return (time.process_time() - began) / NEW * 1e3, result


def parts(texts: list[Text]) -> list[list[Text]]:
    return [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]


def enter(bodies: list[str], known: list[likeness.Likeness] | None = None) -> list[int]:
    """Articles of these bodies; where their likeness is known, their sketches alone."""
    sketches = [one.sketch for one in known or map(likeness.likeness, bodies)]
    at = timezone.now()
    with transaction.atomic():
        keys = list(tables.keys(Article, len(bodies)))
        if known is None:
            rows = [
                {"id": key, "headline": f"Story {key}", "body": body, "created_at": at,
                 "changed_at": at}
                for key, body in zip(keys, bodies, strict=True)
            ]  # fmt: skip
            tables.insert(Article, rows)
        for start in range(0, len(keys), BATCH):
            entries = zip(keys[start : start + BATCH], sketches[start : start + BATCH], strict=True)
            resembling.enter(entries)
    return keys


def read(folder: Path) -> list[Paragraphs]:
    files = [path for path in sorted(folder.rglob("*.txt")) if path.is_file()]
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in files]
    return [[part for part in text.split("\n\n") if part.strip()] for text in texts]


def body_of(story: Paragraphs) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in story)


def invented() -> str:
    """A story of words as common as in real ones, none of whose sentences was ever written."""
    words = chance.choices(WORDS_AT_HAND, cum_weights=WEIGHTS, k=WORDS)
    return body_of([" ".join(words[at : at + 50]) for at in range(0, WORDS, 50)])


SYLLABLES = [c + v for c in "bdfgklmnprstvw" for v in ("a", "e", "i", "o", "u", "an", "er", "ing")]
WORDS_AT_HAND = [
    "".join(chance.choices(SYLLABLES, k=1 + rank % 4)) for rank in range(1, VOCABULARY + 1)
]
WEIGHTS = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))

Edit = Callable[[int, Paragraphs], Paragraphs]
Others = Callable[[int], list[int]]


def edits(stories: list[Paragraphs]) -> dict[str, tuple[Edit, Others]]:
    """Kind of copy → how it is made, and what else of the archive is put into it."""
    vocabulary = [word for story in stories for part in story for word in part.split()]

    def beside(place: int) -> int:
        return (place + 17) % len(stories)

    def rewritten(share: float) -> Edit:
        def edit(place: int, story: Paragraphs) -> Paragraphs:
            return [
                " ".join(
                    chance.choice(vocabulary) if chance.random() < share else word
                    for word in part.split()
                )
                for part in story
            ]

        return edit

    def cut(share: float) -> Edit:
        def edit(place: int, story: Paragraphs) -> Paragraphs:
            words = " ".join(story).split()
            gone = int(len(words) * share)
            start = chance.randrange(len(words) - gone)
            return [" ".join(words[:start] + words[start + gone :])]

        return edit

    def half_of_another(place: int, story: Paragraphs) -> Paragraphs:
        words, others = " ".join(story).split(), " ".join(stories[beside(place)]).split()
        half = len(words) // 2
        return [" ".join(words[:half]), " ".join(others[:half])]

    def none(place: int) -> list[int]:
        return []

    def donor(place: int) -> list[int]:
        return [beside(place)]

    return {
        **{f"{share:.0%} reworded": (rewritten(share), none) for share in (0.05, 0.1, 0.2, 0.3)},
        "a third cut": (cut(1 / 3), none),
        "half cut": (cut(1 / 2), none),
        "reordered": (lambda place, story: chance.sample(story, len(story)), none),
        "a new lede": (lambda place, story: [stories[beside(place)][0], *story[1:]], donor),
        "another dateline": (
            lambda place, story: [f"HEXLEY, Tuesday — {story[0]}", *story[1:], "Reporting: A. B."],
            none,
        ),
        "half of another": (half_of_another, donor),
        "to the word": (lambda place, story: story, none),
    }
