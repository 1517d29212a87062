"""Steering: what is said to a run. Each takes a post, says what came of it, and leads back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.importing.choice import Choice
from articles.admin.importing.pages import opened
from articles.admin.importing.rights import Rights, rights
from articles.admin.opening import allow, number_in
from articles.importing import changeset
from articles.importing.changeset import NotNow, Selection
from articles.models import ImportRun

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

# Documents chosen one by one; more are meant by a filter.
CHOSEN = 500


@dataclass(frozen=True, slots=True)
class Deed:
    """A change of a run's state, who may make it, and what is said when it is made."""

    do: Callable[[ImportRun, User | None], ImportRun]
    allowed: Callable[[Rights], bool]
    said: str | Promise


DEEDS = {
    "apply": Deed(
        changeset.apply,
        lambda rights: rights.approve,
        gettext_lazy("What is approved is being written."),
    ),
    "pause": Deed(
        changeset.pause,
        lambda rights: rights.steer,
        gettext_lazy("It is paused. What is under way is finished first."),
    ),
    "resume": Deed(changeset.resume, lambda rights: rights.steer, gettext_lazy("It goes on.")),
    "cancel": Deed(
        changeset.cancel,
        lambda rights: rights.steer,
        gettext_lazy("It is cancelled. What it has written stands."),
    ),
    "undo": Deed(changeset.undo, lambda rights: rights.undo, gettext_lazy("It is being undone.")),
}
STEPS = ("apply", "pause", "resume", "cancel")


def steer(admin: ImportRunAdmin, request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Apply, pause, resume, cancel, undo."""
    run, user, deed = opened(admin, request, pk), cast(User, request.user), DEEDS[act]
    allow(deed.allowed(rights(user, run)))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        deed.do(run, user)
        messages.success(request, str(deed.said))
    except NotNow as refusal:
        messages.error(request, str(refusal))
    return _back(run)


def decide(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline the documents chosen, or all a filter shows."""
    run, user = opened(admin, request, pk), cast(User, request.user)
    allow(rights(user, run).approve)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    choice, chosen = Choice.of(request.POST), request.POST.getlist("position")[:CHOSEN]
    act, _sep, reach = request.POST.get("act", "").partition("-")
    by_hand = Selection(positions=[number_in(each) for each in chosen])
    selection = choice.selection() if reach == "all" else by_hand
    if act == "approve":
        _say(request, lambda: changeset.approve(run, user, selection), _approved)
    elif act == "decline":
        _say(request, lambda: changeset.decline(run, user, selection), _declined)
    return _to_the_next(request) or _back(run, choice.query)


def _approved(n: int) -> str:
    return ngettext("%d document approved.", "%d documents approved.", n) % n


def _declined(n: int) -> str:
    return ngettext("%d document declined.", "%d documents declined.", n) % n


def _say(request: HttpRequest, do: Callable[[], int], said: Callable[[int], str]) -> None:
    try:
        number = do()
    except NotNow as refusal:
        messages.error(request, str(refusal))
        return
    if number:
        messages.success(request, said(number))
    else:
        messages.warning(request, _("Nothing changed: choose documents that are not so already."))


def _to_the_next(request: HttpRequest) -> HttpResponse | None:
    """The document after the one decided on, for who goes through them one by one."""
    number = number_in(request.POST.get("next", ""))
    return redirect("admin:articles_importrun_document", number) if number else None


def _back(run: ImportRun, query: str = "") -> HttpResponse:
    url = reverse("admin:articles_importrun_change", args=[run.pk])
    return HttpResponseRedirect(f"{url}?{query}" if query else url)
