"""Paging by key: the next page begins below the last story of this one, however deep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.http import Http404, HttpRequest
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from articles.models.edition import LAST_KEY
from articles.site.fragments import Fragment, Here
from articles.site.reading import A_PAGE, Entry

KEY = re.compile(r"-?[0-9]{1,18}", re.ASCII)


PAGING = Fragment("site/paging.html", 256)


class Sheet(NamedTuple):
    """The stories of a page, and the addresses of those around it; "" where there are none."""

    entries: Sequence[Entry]
    newest: str
    older: str


def before(request: HttpRequest) -> int:
    """The key in `?before=`, or one that all stories come before. What is no key is no page."""
    given = request.GET.get("before")
    if given is None:
        return LAST_KEY
    if not KEY.fullmatch(given):
        raise Http404
    return int(given)


def sheet(request: HttpRequest, entries: Sequence[Entry]) -> Sheet:
    """Of entries read one too many, to know whether there are more."""
    shown = entries[:A_PAGE]
    older = older_than(request, shown[-1].id) if len(entries) > A_PAGE else ""
    return Sheet(shown, newest(request), older)


def paging(site: Here, newest: str, older: str) -> SafeString:
    """The links at the foot of a list."""
    return PAGING(site, newest=newest, older=older)


def newest(request: HttpRequest) -> str:
    """The first page of the list that this is a later page of."""
    return _address(request, before="") if {"before", "skip"} & request.GET.keys() else ""


def older_than(request: HttpRequest, key: int | None) -> str:
    """This page's own address, but for the stories before the key."""
    return _address(request, before=str(key)) if key is not None else ""


def _address(request: HttpRequest, before: str) -> str:
    query = request.GET.copy()
    query["before"], query["skip"] = before, ""
    asked = {name: values for name, values in query.lists() if any(values)}
    return f"{request.path}?{urlencode(asked, doseq=True)}" if asked else request.path
