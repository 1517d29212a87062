"""Import runs: what came, what was decided, and what waits for somebody. Read only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from articles.models import ImportItem, ImportRun, Verdict

ITEMS = 100
WAITING = (Verdict.HELD, Verdict.REJECTED, Verdict.DUPLICATE)
LAST_POSITION = 2**31 - 1


class ImportRunAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A report to be read: runs are made by importing, and kept."""

    list_display = ("id", "source", "state", "total", "verdicts", "by_name", "started_at")
    list_filter = ("state",)
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    @admin.display(description=_("outcome"))
    def verdicts(self, run: ImportRun) -> str:
        found = ((Verdict(key).label, number) for key, number in _counts(run).items() if number)
        return ", ".join(f"{number} {str(label).lower()}" for label, number in found)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The report: counts, then the documents with something to say, worst first."""
        run = self.get_object(request, object_id)
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        if run is None:
            raise Http404
        context = self.admin_site.each_context(request) | _report(run, request)
        return TemplateResponse(request, "admin/articles/importrun/report.html", context)


def _report(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    return {
        "opts": run._meta,
        "title": str(run).capitalize(),
        "run": run,
        "counts": [(Verdict(key), number) for key, number in _counts(run).items()],
        "page": page_of(run, request.GET.get("verdict", ""), request.GET.get("after", "")),
    }


@dataclass(frozen=True, slots=True)
class Page:
    """Documents of a run: those of one verdict, or all with something to say."""

    verdict: str
    items: list[ImportItem]
    after: int | None


def page_of(run: ImportRun, verdict: str, after: str) -> Page:
    """The page after the document at that position; `after` of the answer leads to the next."""
    items = run.items.select_related("article").defer("content", "article__body")
    if verdict in Verdict.values:
        items = items.filter(verdict=verdict)
    else:
        verdict = ""
        items = items.filter(Q(verdict__in=WAITING) | ~Q(problems=[]))
    if after.isdecimal():
        items = items.filter(position__gt=min(int(after), LAST_POSITION))
    shown = list(items.order_by("position")[: ITEMS + 1])
    more = len(shown) > ITEMS
    return Page(verdict, shown[:ITEMS], shown[ITEMS - 1].position if more else None)


def _counts(run: ImportRun) -> dict[str, int]:
    """Verdict → number, in the order the newsroom reads them."""
    return {key: int(run.counts.get(key, 0)) for key in Verdict.values}
