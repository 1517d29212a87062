"""Finding: the archive and the search, narrowed down as far as the address says."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import search as index
from articles.site import calendars, facets, reading
from articles.site.answers import page
from articles.site.asked import words_of
from articles.site.cards import river
from articles.site.facets import Found, address
from articles.site.filters import ArchiveFilter, choices
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.pages import canonical, results, shared, spans
from articles.site.paging import before, newest, older_than, paging, sheet
from articles.site.reading import Entry, Name, entry_of

NEWEST = "newest"


class Meant(NamedTuple):
    """What may have been meant, and the address of the search for that."""

    words: str
    url: str


A_RESULT_PAGE = 20
SKIP_DIGITS = 4


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """Everything, newest first."""
    sections = reading.sections()
    there, is_narrowed = choices(sections), ArchiveFilter.is_asked(request.GET)
    chosen = ArchiveFilter(request.GET, choices=there, before=before(request))
    found = sheet(
        request, _entries(chosen) if is_narrowed else reading.newest(before=chosen.before)
    )
    tally = Found() if found.newest else facets.reckon(chosen, there, request.path)
    context = _context(request, chosen, sections, tally) | {
        "title": _("Archive"),
        "canonical": canonical(request),
        "machines": shared(request, found.entries, title=_("Archive")),
        "is_narrowed": is_narrowed,
        "river": river(here(), found.entries, tuple(sections)),
        "paging": paging(here(), found.newest, found.older),
        "years": "" if is_narrowed else spans(here(), calendars.years_with_stories()),
    }
    return page(request, "site/archive.html", context, until=reading.next_change())


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The stories with these words, best first or newest first."""
    sections, asked = reading.sections(), _typed(request)
    there = choices(sections)
    chosen = ArchiveFilter(asked, choices=there, before=before(request))
    found, older = _newest(request, chosen) if _is_newest(asked) else _best(request, chosen)
    is_first = bool(found.hits) and not {"before", "skip"} & asked.keys()
    tally = facets.reckon(chosen, there, request.path) if is_first else Found()
    meant = "" if found.hits else index.meant(chosen.words, chosen.qs, chosen.tongues)
    context = _context(request, chosen, sections, tally) | {
        "title": _("Search"),
        "meant": Meant(meant, address(request.path, asked, {"q": meant})) if meant else None,
        "machines": shared(request, title=_("Search")),
        "words": asked["q"],
        "asked": [(name, asked[name]) for name in ArchiveFilter.base_filters if asked.get(name)],
        "results": results(here(), found.hits, sections),
        "paging": paging(here(), newest(request), older),
        "orders": _orders(request.path, asked),
    }
    return page(request, "site/search.html", context, until=reading.next_change())


def _entries(chosen: ArchiveFilter) -> list[Entry]:
    """The newest that fit all that was asked; one more than a page holds."""
    most = reading.A_PAGE + 1
    if chosen.words:
        found = index.find(
            chosen.words,
            before=chosen.before,
            limit=most,
            among=chosen.qs,
            languages=chosen.tongues,
        )
        return [entry_of(hit.edition) for hit in found.hits]
    return [Entry(*row) for row in chosen.qs.values_list(*Entry._fields)[:most]]


def _typed(request: HttpRequest) -> QueryDict:
    asked = request.GET.copy()
    asked["q"] = words_of(request)
    return asked


def _is_newest(asked: QueryDict) -> bool:
    return asked.get("order") == NEWEST


def _best(request: HttpRequest, chosen: ArchiveFilter) -> tuple[index.Page, str]:
    """A page of them, and the address of the next."""
    skip = request.GET.get("skip", "0")
    if not (skip.isascii() and skip.isdigit() and len(skip) <= SKIP_DIGITS):
        raise Http404
    found = index.best(
        chosen.words, skip=int(skip), limit=A_RESULT_PAGE, among=chosen.qs, languages=chosen.tongues
    )
    further = str(found.further or "")
    return found, address(request.path, chosen.data, {"skip": further}) if further else ""


def _newest(request: HttpRequest, chosen: ArchiveFilter) -> tuple[index.Page, str]:
    found = index.find(
        chosen.words,
        before=chosen.before,
        limit=A_RESULT_PAGE,
        among=chosen.qs,
        languages=chosen.tongues,
    )
    return found, older_than(request, found.further)


def _orders(path: str, asked: QueryDict) -> list[tuple[str, str, bool]]:
    """(name, address, whether it is the present one)"""
    is_newest = _is_newest(asked)
    return [
        (_("Best match first"), address(path, asked, {"order": ""}), not is_newest),
        (_("Newest first"), address(path, asked, {"order": NEWEST}), is_newest),
    ]


def _context(
    request: HttpRequest, chosen: ArchiveFilter, sections: tuple[Name, ...], tally: Found
) -> dict[str, Any]:
    """What both pages show around what was found."""
    path, asked = request.path, chosen.data
    return {
        "frame": frame(here(), sections, current=path, sheet="finding"),
        "path": path,
        "fields": list(chosen.form),
        "order": asked.get("order", ""),
        "chips": facets.chips(chosen, path),
        "found": tally,
    }
