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
    """Two stories that are alike, as it looks from one of them, which is “this”.

    `story` is the other one, without its words, and `appeared_at` when readers first had
    that. Nobody can have judged what was found in words not saved yet: it has no `resemblance`.
    """

    story: Article
    of_this: float
    of_that: float
    appeared_at: datetime | None = None
    resemblance: Resemblance | None = None

    @property
    def percent(self) -> int:
        """Of whichever stands more in the other; a hundred only where that is all of it."""
        return int(max(self.of_this, self.of_that) * 100)

    @property
    def is_part(self) -> bool:
        """Whether rather that one stands in this than this in that one."""
        return self.of_that > self.of_this


def note(found: Iterable[tuple[int, int, Shares]], at: datetime) -> None:
    """Put pairs on record: (article, other, shares of the two). A judged one stays as it was."""
    Resemblance.objects.bulk_create(
        [_row(*one, at) for one in found],
        update_conflicts=True,
        unique_fields=["article", "other"],
        update_fields=["share", "share_of_other"],
    )


def refresh(article_id: int) -> None:
    """Look again for what a story is like as it stands now; five queries at most.

    Pairs nobody has judged, and that are alike no more, are forgotten.
    """
    body = Article.objects.values_list("body", flat=True).get(pk=article_id)
    found = alike(body, besides=article_id)
    with transaction.atomic():
        undecided = Resemblance.objects.of(article_id).undecided()
        keys = [one.article_id for one in found]
        undecided.exclude(article__in=keys).exclude(other__in=keys).delete()
        note(((article_id, one.article_id, one.shares) for one in found), timezone.now())


def pairs_of(article_id: int) -> list[Pair]:
    """The pairs of a story, those nobody has judged first; two queries."""
    found = Resemblance.objects.of(article_id).with_stories().order_by("judgement", "-pk")
    return _dated([_seen_from(article_id, one) for one in found[:SHOWN]])


def pair_of(article_id: int, other_id: int) -> Pair | None:
    """Two stories as a pair, if they are on record as one; two queries."""
    found = Resemblance.objects.between(article_id, other_id).with_stories()
    return next(iter(_dated([_seen_from(article_id, one) for one in found])), None)


def seen_from_later(resemblances: Iterable[Resemblance]) -> list[Pair]:
    """These as they look from the later of the two; one query."""
    return _dated([_seen_from(one.article_id, one) for one in resemblances])


def pairs_in(html: str, article_id: int) -> list[Pair]:
    """Those on record, then what a body not saved yet is like besides; four queries."""
    pairs = pairs_of(article_id)
    known = {article_id, *(pair.story.pk for pair in pairs)}
    found = [one for one in alike(html, besides=article_id) if one.article_id not in known]
    return pairs + _dated(
        [Pair(Article(pk=one.article_id, headline=one.headline), *one.shares) for one in found]
    )


def _dated(pairs: list[Pair]) -> list[Pair]:
    appeared = _first_appearances(pair.story.pk for pair in pairs)
    return [pair._replace(appeared_at=appeared.get(pair.story.pk)) for pair in pairs]


def _first_appearances(article_ids: Iterable[int]) -> dict[int, datetime]:
    """Article → the date under which readers first had it, for those they had."""
    editions = Edition.log.filter(article__in=list(article_ids)).seen_by(timezone.now())
    return dict(editions.values_list("article").annotate(Min("published_at")).order_by())


def _seen_from(article_id: int, pair: Resemblance) -> Pair:
    if pair.article_id == article_id:
        return Pair(pair.other, pair.share, pair.share_of_other, resemblance=pair)
    return Pair(pair.article, pair.share_of_other, pair.share, resemblance=pair)


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
