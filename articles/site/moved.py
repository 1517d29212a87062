"""Addresses that no longer hold what they held.

A story's former addresses are told from the log of editions, as it could be seen by now:
nothing here answers otherwise for what is only scheduled. Redirect rows are for the rest.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from articles import clock
from articles.models.edition import LAST_KEY, Edition
from articles.models.redirect import Redirect
from articles.site import reading
from articles.site.answers import uncacheable
from articles.site.fragments import here
from articles.site.frame import frame

STORY = re.compile(r"/(\d{4}/\d\d/\d\d/[^/\0]+)/((?:ninjs\.json|changes/|at/[^/\0]+/)?)", re.ASCII)
TERM = re.compile(r"/(section|tag|author)/([^/]+)/")
NAMED = re.compile(r"/(tag|author)/([^/]+)/")
FEED = re.compile(r"(/(?:section|tag|author)/[^/]+/)(feed/(?:(?:atom|json)/)?)")
NAMES = {
    "tag": (reading.tag_at, reading.newest_tagged),
    "author": (reading.author_at, reading.newest_by),
}


def answer(request: HttpRequest) -> HttpResponse | None:
    """301 to where it is now, 410 where it is gone for good, None where it never was."""
    story = STORY.fullmatch(request.path_info)
    return (story and _story_at(*story.groups())) or _decided(request.path_info)


def gone(reason: str) -> HttpResponse:
    """The page that says so, and why."""
    context = {"frame": frame(here(), reading.sections()), "reason": reason}
    return uncacheable(HttpResponse(render_to_string("410.html", context), status=410))


class Once(NamedTuple):
    """A story that was seen at some address: as it is live now, or why it is not."""

    live: Edition | None
    reason: str


def story_once_at(path: str) -> Once | None:
    """What stood at YYYY/MM/DD/slug once, if anything did."""
    seen = Edition.log.at_path(path).seen_by(clock.now()).order_by("-live_from").first()
    if seen is None:
        return None
    live = Edition.objects.of(seen.article_id).first()
    if live:
        return Once(live, "")
    last = Edition.log.of(seen.article_id).seen_by(clock.now()).order_by("-live_from").first()
    return Once(None, last.end_reason if last else "")


def _story_at(path: str, form: str) -> HttpResponse | None:
    once = story_once_at(path)
    if once and once.live:
        return None if once.live.path == path else moved_to(once.live.get_absolute_url() + form)
    return gone(once.reason) if once else None


def _decided(path: str) -> HttpResponse | None:
    page, feed = _apart(path)
    redirect = None if "\0" in path else Redirect.objects.for_path(page)
    if redirect is None:
        return None
    if redirect.answer == redirect.Answer.GONE:
        return gone(redirect.reason)
    return moved_to(redirect.target + feed) if _has_page(redirect.target) else None


def renamed(kind: str, slug: str) -> str | None:
    """The slug that a section, tag or author of a former one has now, if readers may know."""
    redirect = None if "\0" in slug else Redirect.objects.for_path(f"/{kind}/{slug}/")
    if redirect is None or redirect.answer == redirect.Answer.GONE:
        return None
    target = TERM.fullmatch(redirect.target)
    return target[2] if target and target[1] == kind and _has_page(redirect.target) else None


def _apart(path: str) -> tuple[str, str]:
    """The address of a page, and that of its feed below it, if it is one that is asked for."""
    feed = FEED.fullmatch(path)
    return (feed[1], feed[2]) if feed else (path, "")


def _has_page(address: str) -> bool:
    """Whether it is there for readers: a tag's or an author's new name might be a draft's."""
    named = NAMED.fullmatch(address)
    if named is None:
        return True
    known, newest = NAMES[named[1]]
    return any(newest(of=own.ident, before=LAST_KEY) for own in known(slug=named[2]))


def moved_to(target: str) -> HttpResponse:
    """For good, and asked again each time: the next second it may be gone."""
    return uncacheable(HttpResponsePermanentRedirect(target))
