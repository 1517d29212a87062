"""Pairs: what is alike is put on record, and asked about until somebody has judged it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from articles.likeness import Shares
from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.resemblance import Judgement, Resemblance
from articles.resembling.finding import alike

SHOWN = 12
"""Pairs shown beside a story."""


class Pair(NamedTuple):
    """A pair as it looks from one of its stories: the other one, and when readers first had it."""

    resemblance: Resemblance
    story: Article
    share: float
    appeared_at: datetime | None

    @property
    def percent(self) -> int:
        return percent(self.share)


def percent(share: float) -> int:
    """Whole, and a hundred only for all of it."""
    return int(share * 100)


def note(found: Iterable[tuple[int, int, Shares]], at: datetime) -> None:
    """Put pairs on record: (article, other, shares of the two). A judged one stays as it was."""
    Resemblance.objects.bulk_create(
        [_row(*one, at) for one in found],
        update_conflicts=True,
        unique_fields=["article", "other"],
        update_fields=["share", "share_of_other"],
    )


def refresh(article: Article) -> None:
    """Look again for what a story is like as it stands now; six queries at most.

    Pairs nobody has judged, and that are alike no more, are forgotten.
    """
    found = alike(article.body, besides=article.pk)
    with transaction.atomic():
        undecided = Resemblance.objects.of(article.pk).undecided()
        keys = [one.article_id for one in found]
        undecided.exclude(article__in=keys).exclude(other__in=keys).delete()
        note(((article.pk, one.article_id, one.shares) for one in found), timezone.now())


def pairs_of(article_id: int) -> list[Pair]:
    """The pairs of a story, undecided ones first, then the likest; two queries."""
    pairs = Resemblance.objects.of(article_id).with_stories().order_by("judgement", "-share")
    seen = list(pairs[:SHOWN])
    others = [_seen_from(pair, article_id)[0] for pair in seen]
    appeared = first_appearances(other.pk for other in others)
    return [
        Pair(pair, *_seen_from(pair, article_id), appeared.get(other.pk))
        for pair, other in zip(seen, others, strict=True)
    ]


def first_appearances(article_ids: Iterable[int]) -> dict[int, datetime]:
    """Article → the date under which readers first had it, for those they had."""
    editions = Edition.log.filter(article__in=list(article_ids)).seen_by(timezone.now())
    return dict(editions.values_list("article").annotate(Min("published_at")).order_by())


def _seen_from(pair: Resemblance, article_id: int) -> tuple[Article, float]:
    if pair.article_id == article_id:
        return pair.other, pair.share
    return pair.article, pair.share_of_other


def _row(article_id: int, other_id: int, shares: Shares, at: datetime) -> Resemblance:
    if article_id < other_id:
        article_id, other_id, shares = other_id, article_id, Shares(shares.of_other, shares.of_one)
    return Resemblance(
        article_id=article_id,
        other_id=other_id,
        share=shares.of_one,
        share_of_other=shares.of_other,
        found_at=at,
        judgement=Judgement.UNDECIDED,
    )
