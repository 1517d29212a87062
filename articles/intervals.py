"""Intervals: when an edition ends, who said so, and what readers are told of it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from articles.models.article import Article
from articles.models.edition import Edition


class End(NamedTuple):
    """When readers lose an edition, who said so, and the public reason."""

    at: datetime
    by_name: str
    reason: str


def end(edition: Edition, its: End) -> None:
    edition.live_until, edition.ended_by_name, edition.end_reason = its
    edition.save(update_fields=["live_until", "ended_by_name", "end_reason"])


def last_of(article: Article, now: datetime) -> Edition | None:
    """What readers are to have last, as it is decided by now."""
    return Edition.log.of(article).from_now_on(now).order_by("-live_from").first()
