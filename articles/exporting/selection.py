"""Selection: which stories are to go out, walked by key, so that memory stays flat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q

from articles import clock
from articles.exporting.story import Story
from articles.models import Article, Author, Edition, Section, Stage, Tag
from articles.models.edition import LAST_KEY, first_key_of
from articles.models.taxonomy import key_of
from articles.slugs import slugify

CHUNK = 200
Terms = Sequence[tuple[str, int]]
"""Kind and key of each term that was named."""

DESK = {
    **{"key": "pk", "section": "section"},
    **{"tag": "article_tags__tag", "author": "bylines__author"},
}
SITE = {
    **{"key": "article", "section": "section"},
    **{"tag": "edition_tags__tag", "author": "edition_bylines__author"},
}
"""Where a row of the desk, or of the site, keeps what is asked for."""


class NobodyOfThatName(ValueError):
    """A section, tag or author was named that there is none of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for; nothing given means everything.

    `live` takes what readers see now, in the order of the news; else the desk's working
    copies are taken, in the order they came. `since` (inclusive) and `until` (exclusive) speak
    of the date readers see where `live`, else of the last change.
    """

    live: bool = False
    section: str = ""
    tag: str = ""
    author: str = ""
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None
    keys: Sequence[int] = ()

    def stories(self) -> Iterator[Story]:
        """One after another. Raises NobodyOfThatName before the first."""
        terms = self._terms()
        yield from self._live(terms) if self.live else self._on_desk(terms)

    def _terms(self) -> Terms:
        asked = (("section", Section, self.section), ("tag", Tag, self.tag))
        return [
            (kind, _term(kind, model, name))
            for kind, model, name in (*asked, ("author", Author, self.author))
            if name
        ]

    def _on_desk(self, terms: Terms) -> Iterator[Story]:
        articles = self._narrowed(Article.objects.with_relations(), DESK, terms)
        articles = articles.filter(_between("changed_at", self.since, self.until))
        last = 0
        while chunk := list(articles.filter(pk__gt=last).order_by("pk")[:CHUNK]):
            yield from stories_of(chunk)
            last = chunk[-1].pk

    def _live(self, terms: Terms) -> Iterator[Story]:
        first = first_key_of(self.since) if self.since else 0
        end = first_key_of(self.until) if self.until else LAST_KEY
        editions = self._narrowed(Edition.objects.select_related("revision"), SITE, terms)
        editions = editions.defer("body_html", "contents").order_by("pk")
        while chunk := list(editions.within(first, end)[:CHUNK]):
            yield from map(_of_edition, chunk)
            first = chunk[-1].pk + 1

    def _narrowed(self, rows: Any, fields: dict[str, str], terms: Terms) -> Any:
        if self.keys:
            rows = rows.filter(**{f"{fields['key']}__in": self.keys})
        if self.language:
            rows = rows.filter(_spoken(self.language))
        for kind, term in terms:
            rows = rows.filter(**{fields[kind]: term})
        return rows


def _spoken(language: str) -> Q:
    """“en” means en-GB as well, and not enm."""
    return Q(language__iexact=language) | Q(language__istartswith=f"{language}-")


def _between(field: str, since: datetime | None, until: datetime | None) -> Q:
    sides = {f"{field}__gte": since, f"{field}__lt": until}
    return Q(**{side: instant for side, instant in sides.items() if instant})


def stories_of(articles: Sequence[Article]) -> list[Story]:
    """The working copies of these articles, loaded with their relations."""
    now = clock.now()
    shown = Edition.log.filter(article__in=articles)
    live = dict(shown.live_at(now).values_list("article_id", "published_at"))
    coming = set(shown.scheduled(now).values_list("article_id", flat=True))
    return [
        Story(
            key=article.pk,
            uri=uri_of(article.pk),
            document=article.document(),
            status=_status(article, live, coming),
            changed_at=article.changed_at,
            published_at=live.get(article.pk),
        )
        for article in articles
    ]


def _status(article: Article, live: dict[int, datetime], coming: set[int]) -> str:
    if article.pk in live:
        return "published"
    if article.stage == Stage.SPIKED:
        return "trash"
    return "scheduled" if article.pk in coming else "draft"


def _of_edition(edition: Edition) -> Story:
    return Story(
        key=edition.article_id,
        uri=uri_of(edition.article_id),
        document=edition.revision.document,
        status="published",
        changed_at=edition.live_from,
        published_at=edition.published_at,
    )


def uri_of(key: int) -> str:
    """The name of an article outside: by the newsroom's own name and the article's key."""
    return f"urn:newsroom:{quote(slugify(settings.SITE_NAME))}:{key}"


def _term(kind: str, model: type[Section | Tag | Author], name: str) -> int:
    known = model.objects.known([key_of(name)])
    if not known:
        raise NobodyOfThatName(f"There is no {kind} “{name}”.")
    return int(next(iter(known.values())).pk)
