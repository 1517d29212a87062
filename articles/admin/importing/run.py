"""A run: where it stands, and its documents by what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from articles.admin.importing import pages
from articles.admin.importing.tally import counts
from articles.admin.opening import number_in
from articles.models import ImportItem, ImportRun, Verdict

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

ITEMS = 100


def run(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts, then the documents with something to say; ?verdict= for those of one kind."""
    run = pages.opened(admin, request, pk)
    return pages.page(
        admin,
        request,
        "run",
        title=str(run).capitalize(),
        run=run,
        counts=counts(run),
        page=page_of(run, request.GET.get("verdict", ""), request.GET.get("after", "")),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """Documents of a run: those of one verdict, or all with something to say."""

    verdict: str
    items: list[ImportItem]
    after: int | None


def page_of(run: ImportRun, verdict: str, after: str) -> Page:
    """The page after the document at that position; `after` of the answer leads to the next."""
    verdict = verdict if verdict in Verdict.values else ""
    items = run.items.with_article().defer("content")
    items = items.with_verdict(Verdict(verdict)) if verdict else items.with_something_to_say()
    if after.isdecimal():
        items = items.after(number_in(after))
    shown = list(items.order_by("position")[: ITEMS + 1])
    more = len(shown) > ITEMS
    return Page(verdict, shown[:ITEMS], shown[ITEMS - 1].position if more else None)
