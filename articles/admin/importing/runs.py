"""The list of runs: newest first, a page at a time, with how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst

from articles.admin.importing.pages import page
from articles.admin.importing.tally import Count, outcome
from articles.admin.opening import allow, number_in
from articles.models import ImportRun
from articles.models.importing import AT_WORK, RunState

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A run as the list shows it: what became of its documents, none that became nothing."""

    run: ImportRun
    outcome: list[Count]

    @property
    def is_at_work(self) -> bool:
        return self.run.state in AT_WORK


def runs(admin: ImportRunAdmin, request: HttpRequest) -> HttpResponse:
    """?state= narrows to a state, ?before= turns the page."""
    allow(admin.has_view_or_change_permission(request))
    state = request.GET.get("state", "")
    state = state if state in RunState.values else ""
    found = list(ImportRun.objects.listed(state, number_in(request.GET.get("before", "")), A_PAGE))
    return page(
        admin,
        request,
        "list",
        title=capfirst(str(admin.opts.verbose_name_plural)),
        rows=[Row(run, outcome(run)) for run in found[:A_PAGE]],
        older=found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        states=RunState,
        state=state,
        can_add=admin.has_add_permission(request),
    )
