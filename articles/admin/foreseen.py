"""Foreseen: what merging or renaming a term would change, counted no further than is useful."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from articles.admin.queues import up_to
from articles.models import Edition, Redirect, Tag, TagAlias
from articles.models.taxonomy import Term
from articles.shelves import SHELVES

MOST = 10_000
SAMPLES = 5
ADDRESSES = 20
FEEDS = ("", "feed/", "feed/atom/", "feed/json/")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`addresses` are (old, new), the feeds among them; `samples` the newest of what
    readers have."""

    stories: str
    editions: str
    addresses: list[tuple[str, str]]
    samples: list[Edition]
    aliases: list[str]
    children: list[str]


def foreseen(term: Term, to: str) -> Foreseen:
    """What would change if the term's address became `to`, in a fixed number of queries."""
    desk, public = SHELVES[str(term._meta.model_name)]
    is_tag = isinstance(term, Tag)
    aliases = TagAlias.objects.filter(tag=term.pk).values_list("name", flat=True)
    children = Tag.objects.filter(parent=term.pk).values_list("name", flat=True)
    return Foreseen(
        stories=up_to(desk.under(term.pk), MOST),
        editions=up_to(public.under(term.pk), MOST),
        addresses=list(_addresses(term, unquote(to))),
        samples=_samples(term),
        aliases=list(aliases[:ADDRESSES]) if is_tag else [],
        children=list(children[:ADDRESSES]) if is_tag else [],
    )


def _addresses(term: Term, to: str) -> Iterator[tuple[str, str]]:
    own = unquote(term.get_absolute_url())
    if own == to:
        return
    yield from ((own + feed, to + feed) for feed in FEEDS)
    led = Redirect.objects.filter(target=own).order_by("path").values_list("path", flat=True)
    yield from ((path, to) for path in led[:ADDRESSES])


def _samples(term: Term) -> list[Edition]:
    live = Edition.objects.defer("body_html", "contents")
    walks = {
        "tag": lambda: live.tagged(term.pk),
        "author": lambda: live.by(term.pk),
        "section": lambda: live.in_section(term.pk).newest(),
    }
    return list(walks[str(term._meta.model_name)]()[:SAMPLES])
