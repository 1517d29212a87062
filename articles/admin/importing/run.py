"""A run: where it stands, what it would do or did, and what can be done about it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.admin.importing import pages
from articles.admin.importing.choice import NONE, Choice, Decided, Reservation, sections_of
from articles.admin.importing.documents import page_of
from articles.admin.importing.rights import Rights, rights
from articles.admin.importing.tally import approvals, counts, undone, unwritten
from articles.importing.changeset import STOPPABLE, can_be_undone
from articles.importing.progress import progress
from articles.models import ImportRun
from articles.models.importing import RunState

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

RESUMABLE = (RunState.PAUSED, RunState.FAILED)
ACTS: dict[str, str | Promise] = {
    "opened": _("brought the files"),
    "approved": _("approved"),
    "declined": _("declined"),
    "applied": _("had what is approved written"),
    "paused": _("paused"),
    "resumed": _("let it go on"),
    "cancelled": _("cancelled"),
    "undone": _("had it undone"),
}


class Pile(NamedTuple):
    """A link to documents of one verdict; "all" of them or "" for those that need somebody."""

    verdict: str
    name: str | Promise
    number: int | None
    query: str
    chosen: bool


def run(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Its facts and its documents: all of a plan, of a report those with something to say."""
    run, choice = pages.opened(admin, request, pk), Choice.of(request.GET)
    # What is over is a report: one looks for what needs somebody.
    worst_first = run.is_finished and not choice.verdict and not choice.is_narrow
    return pages.page(
        admin,
        request,
        "run",
        title=str(run).capitalize(),
        run=run,
        progress=progress(run),
        piles=_piles(run, choice),
        choice=choice,
        worst_first=worst_first,
        page=page_of(run, choice, request.GET.get("after", ""), worst_first=worst_first),
        undone=undone(run),
        acts=[_told(act) for act in run.acts],
        **_ways(run, rights(cast(User, request.user), run)),
        **_plan(run),
    )


def look(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, for the page that asks every other second."""
    run = pages.opened(admin, request, pk)
    shown = {"run": run, "progress": progress(run)}
    html = render_to_string("admin/articles/importrun/progress.html", shown)
    return JsonResponse({"state": run.state, "html": html})


def _piles(run: ImportRun, choice: Choice) -> list[Pile]:
    """All first in a plan; in a report what needs somebody, and all last."""
    told = [Pile(v, v.label, n, choice.said(v), choice.verdict == v) for v, n in counts(run)]
    is_first = not choice.verdict
    if not run.is_finished:
        return [Pile("", _("All"), run.total, choice.said(""), is_first), *told]
    first = Pile("", _("With something to say"), None, choice.said(""), is_first)
    last = Pile("all", _("All"), run.total, choice.said("all"), choice.verdict == "all")
    return [first, *told, last]


def _ways(run: ImportRun, rights: Rights) -> dict[str, Any]:
    """What can be done in this state, by this person."""
    return {
        "rights": rights,
        "can_decide": run.state == RunState.PLANNED and rights.approve,
        "can_resume": run.state in RESUMABLE and bool(run.resumes),
        "can_cancel": run.is_planned and run.state in STOPPABLE and run.resumes != RunState.UNDOING,
        "can_undo": can_be_undone(run),
    }


def _plan(run: ImportRun) -> dict[str, Any]:
    """What can be chosen by and what was said so far, where there is a plan to decide on."""
    if not run.is_planned:
        return {}
    return {
        "approvals": approvals(run),
        "unwritten": unwritten(run),
        "sections": sections_of(run),
        "no_section": NONE,
        "decided": Decided,
        "reservations": Reservation,
    }


def _told(act: dict[str, Any]) -> dict[str, Any]:
    """An act as it is on record, its instant an instant."""
    name = ACTS.get(act["act"], act["act"])
    return {**act, "name": name, "at": datetime.fromisoformat(act["at"])}
