"""The API's corrections: what readers have been told was put right."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.site import reading
from articles.site.api import asking
from articles.site.api.answering import Asked, endpoint, paged
from articles.site.api.problems import Problem
from articles.site.api.telling import Teller
from articles.site.dispatches import Dispatch, dispatches
from articles.site.origin import origin_of

OF_ITS_STORY = ("id", "url", "api_url", "headline")


@endpoint("Corrections, newest first", "Corrections", asking.SECTION, asking.LIMIT, asking.CURSOR)
def corrections(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    limit, sections = asked.get("limit", asking.DEFAULT_ITEMS), reading.sections()
    told = Correction.objects.newest()
    if "section" in asked:
        own = [section.ident for section in sections if section.slug == asked["section"]]
        told = told.in_section(own[0]) if own else told.none()
    if "cursor" in asked:
        last = Correction.objects.at_key(str(asked["cursor"]))
        if last is None:
            raise Problem(400, "The list does not go on there.", {"cursor": "Begin anew."})
        told = told.older_than(last.at, last.pk)
    found = list(told[: limit + 1])
    stories = Edition.objects.of_each({each.article_id for each in found[:limit]})
    by_article = {each.story.article_id: each for each in dispatches(stories, sections)}
    teller = Teller(origin_of(request))
    items = [
        _told(teller, each, by_article[each.article_id])
        for each in found[:limit]
        if each.article_id in by_article
    ]
    return paged(request, items, found[limit - 1].pk if len(found) > limit else None)


def _told(teller: Teller, correction: Correction, dispatch: Dispatch) -> dict[str, Any]:
    story = teller.article(dispatch, OF_ITS_STORY)
    return {**teller.correction(correction.printed()), "article": story}
