"""Addresses that no longer hold what they held.

A story's former addresses are told from the log of editions, as it could be seen by now:
nothing here answers otherwise for what is only scheduled. Redirect rows are for the rest.
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from articles import clock
from articles.models.edition import Edition
from articles.models.redirect import Redirect
from articles.site.answers import uncacheable
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.reading import sections

STORY = re.compile(r"/(\d{4}/\d\d/\d\d/[^/\0]+)/", re.ASCII)


def answer(request: HttpRequest) -> HttpResponse | None:
    """301 to where it is now, 410 where it is gone for good, None where it never was."""
    story = STORY.fullmatch(request.path_info)
    return (story and _story_once_at(story[1])) or _decided(request.path_info)


def gone(reason: str) -> HttpResponse:
    """The page that says so, and why."""
    context = {"frame": frame(here(), sections()), "reason": reason}
    return uncacheable(HttpResponse(render_to_string("410.html", context), status=410))


def _story_once_at(path: str) -> HttpResponse | None:
    seen = Edition.log.at_path(path).seen_by(clock.now()).order_by("-live_from").first()
    if seen is None:
        return None
    live = Edition.objects.of(seen.article_id).first()
    if live:
        return _moved(live.get_absolute_url())
    last = Edition.log.of(seen.article_id).seen_by(clock.now()).order_by("-live_from").first()
    return gone(last.end_reason if last else "")


def _decided(path: str) -> HttpResponse | None:
    redirect = None if "\0" in path else Redirect.objects.for_path(path)
    if redirect is None:
        return None
    return (
        gone(redirect.reason)
        if redirect.answer == redirect.Answer.GONE
        else _moved(redirect.target)
    )


def _moved(target: str) -> HttpResponse:
    return uncacheable(HttpResponsePermanentRedirect(target))
