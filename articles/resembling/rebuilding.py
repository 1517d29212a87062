"""Rebuilding: the sketches of a whole archive anew, and the pairs in it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from articles.likeness import shingles
from articles.models.article import Article
from articles.resembling.finding import Text, alike_each
from articles.resembling.pairs import note
from articles.resembling.sketches import clear, enter

STRETCH = 200


def rebuild(*, pairs: bool = False) -> Iterator[int]:
    """Sketch every article anew, the oldest first, a stretch and a transaction at a time.

    Yields how many are done. With `pairs`, each is also compared with those before it.
    Killed half-way, the rest is missing until it is run again; judgements stay.
    """
    clear()
    done, last = 0, 0
    while stretch := _stretch(last):
        with transaction.atomic():
            enter((text.article_id, text.sketch) for text in stretch)
            if pairs:
                _note_pairs(stretch)
        done, last = done + len(stretch), stretch[-1].article_id
        yield done


def _stretch(after: int) -> list[Text]:
    rows = Article.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "body")
    return [Text(body, shingles(body).sketch, key) for key, body in rows[:STRETCH]]


def _note_pairs(stretch: list[Text]) -> None:
    found = zip(stretch, alike_each(stretch), strict=True)
    note(
        (
            (text.article_id, one.article_id, one.shares)
            for text, each in found
            for one in each
            if one.article_id < text.article_id
        ),
        timezone.now(),
    )
