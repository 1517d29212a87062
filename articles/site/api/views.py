"""The addresses of the API. Names without live stories are as unknown as nonsense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles import clock
from articles import search as index
from articles.models.edition import LAST_KEY, Edition, EditionQuerySet
from articles.site import moved, reading
from articles.site.api import asking
from articles.site.api.answering import Asked, endpoint, paged
from articles.site.api.problems import Problem
from articles.site.api.telling import ROOT, Teller, pieces
from articles.site.dispatches import WHOLE, Dispatch, dispatches
from articles.site.imprint import imprint
from articles.site.origin import origin_of
from articles.site.reading import Name

LISTED = tuple(name for name in asking.FIELDS if name not in asking.BODIES)


@endpoint("The newsroom, and where everything is", "Newsroom")
def newsroom(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    told, teller = imprint(), Teller(origin_of(request))
    lists = ("articles", "sections", "tags", "authors", "search", "corrections")
    return {
        "name": told.name,
        "tagline": told.tagline,
        "language": told.language,
        "url": teller.address("/"),
        **{name: teller.address(f"{ROOT}/{name}") for name in lists},
        "openapi": teller.address(f"{ROOT}/openapi.json"),
    }


@endpoint(
    "Stories, newest first",
    "Articles",
    *asking.NARROWING,
    *(asking.WORDS, asking.LIMIT, asking.CURSOR, asking.FIELDS_ASKED),
)
def articles(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    fields, limit = asked.get("fields", LISTED), _limit(asked)
    before, sections = asked.get("cursor", LAST_KEY), reading.sections()
    editions = _narrowed(asked, before, sections)
    if words := asked.get("q"):
        found = index.find(words, before=before, limit=limit, among=editions)
        keys = [hit.edition.pk for hit in found.hits]
        listed = Edition.objects.these(keys).newest()
    else:
        listed = editions[: limit + 1]
    told = dispatches(listed, sections, longest_body=_longest(fields))
    further = found.further if words else _further(told, limit)
    teller = Teller(origin_of(request))
    return paged(request, [teller.article(each, fields) for each in told[:limit]], further)


@endpoint("A story by its id", "Article", asking.FIELDS_ASKED)
def article(request: HttpRequest, asked: Asked, ident: str) -> dict[str, Any]:
    told = _told(request, asked, Edition.objects.of(int(ident)))
    if told is None and Edition.log.of(int(ident)).seen_by(clock.now()).exists():
        raise Problem(410, "This story has been withdrawn.")
    if told is None:
        raise Problem(404, "There is no story with this id.")
    return told


@endpoint("A story by the path of its page", "Article", asking.FIELDS_ASKED)
def article_at(request: HttpRequest, asked: Asked, path: str) -> dict[str, Any] | HttpResponse:
    told = _told(request, asked, Edition.objects.at_path(path))
    if told:
        return told
    once = moved.story_once_at(path)
    if once and once.live:
        return HttpResponsePermanentRedirect(f"{ROOT}/articles/{once.live.article_id}")
    raise Problem(410 if once else 404, "No story has this path" + (" any more." if once else "."))


@endpoint(
    "What is found, the best first",
    "Hits",
    *asking.NARROWING,
    *(asking.NEEDED_WORDS, asking.LIMIT, asking.SKIP),
)
def search(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    skip, teller = asked.get("cursor", 0), Teller(origin_of(request))
    sections = reading.sections()
    among = _narrowed(asked, LAST_KEY, sections)
    found = index.best(asked["q"], skip=skip, limit=_limit(asked), among=among)
    keys = [hit.edition.pk for hit in found.hits]
    told = dispatches(Edition.objects.these(keys), sections)
    by_key = {each.story.id: teller.article(each, LISTED) for each in told}
    hits = [
        {
            "article": by_key[hit.edition.pk],
            "headline": pieces(hit.headline),
            "snippet": pieces(hit.snippet),
        }
        for hit in found.hits
        if hit.edition.pk in by_key
    ]
    return paged(request, hits, found.further)


def _narrowed(asked: Asked, before: int, sections: Sequence[Name]) -> EditionQuerySet:
    """The live stories that fit, newest first, from below the key."""
    editions = Edition.objects.newest().older_than(before)
    if "since" in asked or "until" in asked:
        editions = editions.within(asked.get("since", -LAST_KEY), asked.get("until", LAST_KEY))
    if "section" in asked:
        known = [section.ident for section in sections if section.slug == asked["section"]]
        editions = editions.in_section(known[0]) if known else editions.none()
    if "language" in asked:
        editions = editions.in_languages(_variants(asked["language"]))
    if "tag" in asked:
        known = [tag.ident for tag in reading.tag_at(slug=asked["tag"])]
        editions = editions.tagged(known[0], before) if known else editions.none()
    if "author" in asked:
        known = [author.ident for author in reading.author_at(slug=asked["author"])]
        editions = editions.by(known[0], before) if known else editions.none()
    return editions


def _variants(language: str) -> list[str]:
    """Those of the languages that stories are in that the tag stands for."""
    return [
        each
        for each in reading.languages()
        if each.lower() == language or each.lower().startswith(f"{language}-")
    ]


def _told(request: HttpRequest, asked: Asked, editions: EditionQuerySet) -> dict[str, Any] | None:
    """The one story among these, if it is live."""
    fields = asked.get("fields", asking.FIELDS)
    found = dispatches(editions[:1], reading.sections(), longest_body=_longest(fields))
    return Teller(origin_of(request)).article(found[0], fields) if found else None


def _limit(asked: Asked) -> int:
    """How many are to be given. Raises a Problem where they would be too long together."""
    limit: int = asked.get("limit", asking.DEFAULT_ITEMS)
    if limit > asking.WITH_BODIES and asking.BODIES & set(asked.get("fields", ())):
        most = f"With their text {asking.WITH_BODIES} stories are given at a time."
        raise Problem(400, most, {"limit": most})
    return limit


def _longest(fields: Sequence[str]) -> int:
    return WHOLE if asking.BODIES & set(fields) else 0


def _further(told: Sequence[Dispatch], limit: int) -> int | None:
    return told[limit - 1].story.id if len(told) > limit else None
