"""The API's page for people, made of what its own document says."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.site import reading
from articles.site.answers import page
from articles.site.api.openapi import described
from articles.site.api.telling import ROOT
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.imprint import imprint
from articles.site.pages import canonical, shared


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    document = described(imprint().name)
    context = {
        "frame": frame(here(), reading.sections(), current=request.path, sheet="machines"),
        "title": _("For programs"),
        "canonical": canonical(request),
        "machines": shared(request, title=_("For programs")),
        "description": document["info"]["description"],
        "addresses": [_address(path, told["get"]) for path, told in document["paths"].items()],
    }
    return page(request, "site/api.html", context, until=reading.next_change())


def _address(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": ROOT + path,
        "summary": operation["summary"],
        "parameters": [each for each in operation["parameters"] if each["in"] == "query"],
        "link": "" if "{" in path or path == "/search" else ROOT + path,
    }
