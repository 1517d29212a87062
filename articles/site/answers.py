"""Answers: a page with what caches must know to be neither slow nor stale."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from articles import clock
from articles.site.forme import printed

# What a withdrawn story may outlive its withdrawal by, in caches between us and readers. Longer
# would spare us little: to tell such a cache that nothing has changed costs microseconds.
SHARED_SECONDS = 1
YEAR = 31_536_000


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    until: datetime | None = None,
) -> HttpResponse:
    """The template, or 304 to who has it. Shared caches keep it until `until`, a second at most.

    A page whose context is text is printed from its forme.
    """
    is_text = all(isinstance(value, str) for name, value in context.items() if name != "frame")
    html = printed(template, context) if is_text else render_to_string(template, dict(context))
    return cacheable(request, HttpResponse(html), until=until)


def cacheable(
    request: HttpRequest, response: HttpResponse, *, until: datetime | None = None
) -> HttpResponse:
    """The response with its ETag and how long it may be shared; 304 where that is enough."""
    response["Cache-Control"] = f"public, max-age=0, s-maxage={_seconds(until)}"
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response


def kept(
    request: HttpRequest, response: HttpResponse, *, until: datetime | None = None
) -> HttpResponse:
    """What never changes at its address: browsers keep it for good, shared caches until it ends."""
    found = cacheable(request, response, until=until)
    found["Cache-Control"] = f"public, max-age={YEAR}, s-maxage={_seconds(until)}, immutable"
    return found


def for_anybody(response: HttpResponse) -> HttpResponse:
    """The response, open to the scripts of any other site; nobody is signed in here."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def uncacheable(response: HttpResponse) -> HttpResponse:
    """What may be otherwise the next second: nothing found, gone."""
    response["Cache-Control"] = "no-cache"
    return response


def _seconds(until: datetime | None) -> int:
    if until is None:
        return SHARED_SECONDS
    return max(0, min(SHARED_SECONDS, int((until - clock.now()).total_seconds())))
