"""Suggesting: the tags a story's own words call for, and what the desk makes of that."""

from __future__ import annotations

from collections.abc import Iterable
from math import log2
from typing import NamedTuple

from django.db import transaction

from articles.documents import Document
from articles.models.suggestion import Dismissal, Habit
from articles.models.taxonomy import NAME_LENGTH, Tag, key_of
from articles.suggesting.names import names
from articles.suggesting.phrases import Phrase, longest, phrases, text_of
from articles.words.stems import primary

MOST, MOST_NEW = 12, 4
AROUND = 36
UNKNOWN = 0.5


class Suggestion(NamedTuple):
    """A tag, and the words that call for it as they stand: `before`, `words`, `after`."""

    name: str
    is_known: bool
    number: int
    before: str
    words: str
    after: str


def suggest(document: Document, article_id: int | None = None) -> list[Suggestion]:
    """Known tags and aliases first, then names the newsroom has no tag for; likeliest first.

    Four queries, whatever the number of tags. What was dismissed for this story is left out.
    """
    text = text_of(document.headline, document.dek, document.body)
    settled = {*map(key_of, (*document.tags, *document.bylines, document.section))}
    settled |= {key_of(tag) for tag in _dismissed(article_id)}
    known = _known(phrases(text), document.language, settled)
    new = {
        text[phrase.start : phrase.end]: phrase
        for key, phrase in longest(names(text, document.language)).items()
        if key not in settled | {key_of(name) for name in known} and len(key) < NAME_LENGTH
    }
    odds = Habit.objects.of(map(key_of, (*known, *new)))
    ordered = _by_odds(known, odds)[:MOST], _by_odds(new, odds)[:MOST_NEW]
    return [
        _suggestion(text, name, each[name], is_known)
        for each, is_known, chosen in ((known, True, ordered[0]), (new, False, ordered[1]))
        for name in chosen
    ]


@transaction.atomic
def learn(
    article_id: int, *, offered: Iterable[str], dismissed: Iterable[str], tags: Iterable[str]
) -> None:
    """What became of the names on offer: what was dismissed is not suggested for it again."""
    asked = {key_of(name) for name in list(offered)[: MOST + MOST_NEW]}
    asked = {key for key in asked if 0 < len(key) <= NAME_LENGTH}
    taken = asked & set(map(key_of, tags))
    refused = (asked & set(map(key_of, dismissed))) - taken
    Dismissal.objects.bulk_create(
        [Dismissal(article_id=article_id, key=key) for key in sorted(refused)],
        ignore_conflicts=True,
    )
    Habit.objects.learn(taken, "taken")
    Habit.objects.learn(refused, "dismissed")


def _dismissed(article_id: int | None) -> list[str]:
    if not article_id:
        return []
    return list(Dismissal.objects.filter(article=article_id).values_list("key", flat=True))


def _known(found: dict[str, Phrase], language: str, settled: set[str]) -> dict[str, Phrase]:
    """Name → phrase of the tags that are called so, or so in the other number."""
    forms = {form: key for key in reversed(found) for form in _forms(key, language)}
    forms |= {key: key for key in found}
    tags = Tag.objects.called(forms)
    kept = longest({forms[form]: found[forms[form]] for form in tags})
    return {
        tag.name: found[forms[form]]
        for form, tag in tags.items()
        if forms[form] in kept and tag.key not in settled and form not in settled
    }


def _forms(key: str, language: str) -> tuple[str, ...]:
    """Of an English name the other number, as far as an s makes it."""
    if not key.isascii() or (language and primary(language) != "en") or len(key) < 3:
        return ()
    return (key.removesuffix("s"),) if key.endswith("s") else (f"{key}s",)


def _by_odds(found: dict[str, Phrase], odds: dict[str, float]) -> list[str]:
    """Often said, early said, and seldom dismissed."""

    def weight(name: str) -> tuple[float, int]:
        phrase = found[name]
        return -odds.get(key_of(name), UNKNOWN) * log2(1 + phrase.number), phrase.start

    return sorted(found, key=weight)


def _suggestion(text: str, name: str, phrase: Phrase, is_known: bool) -> Suggestion:
    start = max(0, phrase.start - AROUND, text.rfind("\n", 0, phrase.start) + 1)
    end = min(phrase.end + AROUND, (text + "\n").index("\n", phrase.end))
    before = text[start : phrase.start]
    if start == phrase.start - AROUND:
        before = "…" + before.partition(" ")[2]
    after = text[phrase.end : end]
    if end == phrase.end + AROUND:
        after = after.rpartition(" ")[0] + "…"
    return Suggestion(name, is_known, phrase.number, before, text[phrase.start : phrase.end], after)
