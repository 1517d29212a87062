"""How every address of the API answers: methods, parameters, problems, caches, other origins."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from articles.site.answers import cacheable, for_anybody, uncacheable
from articles.site.api.asking import Parameter, read
from articles.site.api.problems import Problem
from articles.site.origin import origin_of
from articles.site.reading import next_change

METHODS = "GET, HEAD, OPTIONS"
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
Asked = dict[str, Any]
View = Callable[..., HttpResponse]


class Endpoint(NamedTuple):
    """What the API's own document says of a view."""

    summary: str
    answer: str  # the name of a schema
    parameters: tuple[Parameter, ...]


ENDPOINTS: dict[Callable[..., Any], Endpoint] = {}


def endpoint(
    summary: str, answer: str, *parameters: Parameter
) -> Callable[[Callable[..., Any]], View]:
    """Make a view of a function that is given the request and what was asked, and gives what
    JSON can hold, or raises a Problem. With `next` in it, the address is in a Link header too."""

    def decorate(view: Callable[..., Any]) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **named: Any) -> HttpResponse:
            try:
                return _answered(request, lambda asked: view(request, asked, **named), parameters)
            except Problem as problem:
                return problem.response()

        # Whoever writes is told that nobody can, and not that a form's token is missing.
        public: View = csrf_exempt(answered)
        ENDPOINTS[public] = Endpoint(summary, answer, parameters)
        return public

    return decorate


def _answered(
    request: HttpRequest, view: Callable[[Asked], Any], parameters: tuple[Parameter, ...]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return for_anybody(HttpResponse(status=204, headers={**PREFLIGHT, "Allow": METHODS}))
    if request.method not in ("GET", "HEAD"):
        return _refused(request.method or "")
    found = view(read(request.GET, parameters))
    if isinstance(found, HttpResponse):
        return for_anybody(uncacheable(found))
    response = HttpResponse(
        json.dumps(found, ensure_ascii=False), content_type="application/json; charset=utf-8"
    )
    if found.get("next"):
        response["Link"] = f'<{found["next"]}>; rel="next"'
    response["Access-Control-Expose-Headers"] = "ETag, Link"
    return for_anybody(cacheable(request, response, until=next_change()))


def _refused(method: str) -> HttpResponse:
    response = Problem(405, f"{method} is not answered here: the API is for reading.").response()
    response["Allow"] = METHODS
    return response


def paged(request: HttpRequest, items: list[Any], further: int | str | None) -> dict[str, Any]:
    """A page of a list, and the address of the next."""
    if further is None:
        return {"items": items, "next": None}
    query = request.GET.copy()
    query["cursor"] = str(further)
    return {"items": items, "next": f"{origin_of(request)}{request.path}?{query.urlencode()}"}
