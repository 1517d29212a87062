"""The changeset: an import that is planned, approved, applied, and undone if need be.

What pages and commands call; everything below this module is how. A run goes

    open_run → PLANNING → PLANNED → approve, decline → apply → APPLYING → DONE
    pause ⇄ resume while it is planned, applied or undone; cancel before it is done
    undo (of any finished run, direct ones too) → UNDOING → UNDONE

Each function commits one change of state and returns the run as it then stands; the work
is done by a worker (`manage.py work`) or whoever drives `steps.advance`. What the state
does not allow raises NotNow, whose message is for a person. `progress(run)` says how far
it is, `Selection(…).of(run)` lists documents, `settling.settle` and `settling.dismiss`
deal with one that is held, `undoing.forecast` says what an undo would do. Nobody's
permissions are looked at here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing
from articles.importing import memory
from articles.importing.options import Options
from articles.importing.selecting import Selection
from articles.models.audit import Verb
from articles.models.importing import (
    AT_WORK,
    UNDOABLE,
    Approval,
    ImportItem,
    ImportRun,
    RunState,
)
from articles.models.revision import name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

__all__ = [
    "NotNow",
    "Selection",
    "apply",
    "approve",
    "can_be_undone",
    "cancel",
    "decline",
    "open_run",
    "pause",
    "resume",
    "undo",
]

STOPPABLE = (RunState.PLANNING, RunState.PLANNED, RunState.APPLYING, RunState.PAUSED)


class NotNow(Exception):
    """The run's state does not allow it. The message says so to a person."""


def open_run(
    options: Options, *, by: User | None, folder: str = "", paths: Iterable[str] = ()
) -> ImportRun:
    """A planned run, waiting to be read.

    Its files are what `uploads.store` put into `folder`, or stand at `paths` (absolute;
    for an editor's choice `uploads.allowed` has vouched for them).
    """
    now = timezone.now()
    return ImportRun.objects.create(
        is_planned=True,
        state=RunState.PLANNING,
        source=options.collection,
        options={**options.as_json(), "reading": memory.reading()},
        folder=folder,
        paths=list(paths),
        by=by,
        by_name=name_of(by),
        started_at=now,
        heartbeat_at=now,
        acts=[_act("opened", by)],
    )


def approve(run: ImportRun, by: User | None, selection: Selection) -> int:
    """Say yes to those that would be created or updated; how many that were."""
    return _decide(run, by, selection, Approval.APPROVED)


def decline(run: ImportRun, by: User | None, selection: Selection) -> int:
    """As `approve`, saying no."""
    return _decide(run, by, selection, Approval.DECLINED)


def apply(run: ImportRun, by: User | None) -> ImportRun:
    """Write what is approved. With some undecided left it will stand at PLANNED again."""
    with transaction.atomic():
        run = _held(run, [RunState.PLANNED])
        aim = ImportItem.objects.of(run).approved().count()
        if not aim and ImportItem.objects.of(run).undecided().exists():
            raise NotNow(_("Nothing is approved yet: approve something first."))
        _begin(run, RunState.APPLYING, aim)
        auditing.record(Verb.IMPORTED, run, by=by, detail=f"{aim:,}")
        return _noted(run, "applied", by, aim)


def pause(run: ImportRun, by: User | None) -> ImportRun:
    """Stop after the checkpoint under way, to be resumed."""
    with transaction.atomic():
        run = _held(run, AT_WORK)
        if not (run.is_planned or run.state == RunState.UNDOING):
            raise NotNow(_("It runs at the command line: interrupt it there."))
        run.resumes, run.state, run.worker = run.state, RunState.PAUSED, ""
        return _noted(run, "paused", by)


def resume(run: ImportRun, by: User | None) -> ImportRun:
    """Go on where it was paused, or where it failed."""
    with transaction.atomic():
        run = _held(run, [RunState.PAUSED, RunState.FAILED])
        if not run.resumes:
            raise NotNow(_("It cannot go on: import its files again."))
        run.state, run.resumes, run.reason = RunState(run.resumes), "", ""
        run.finished_at = None
        return _noted(run, "resumed", by)


def cancel(run: ImportRun, by: User | None) -> ImportRun:
    """End it after the checkpoint under way. What it has written stands, and can be undone."""
    with transaction.atomic():
        run = _held(run, STOPPABLE)
        if run.resumes == RunState.UNDOING:
            raise NotNow(_("An undo cannot be cancelled, only paused."))
        if not run.is_planned:
            raise NotNow(_("It runs at the command line: interrupt it there."))
        run.state, run.worker, run.resumes = RunState.CANCELLED, "", ""
        run.finished_at = timezone.now()
        return _noted(run, "cancelled", by)


def undo(run: ImportRun, by: User | None) -> ImportRun:
    """Take back what the run did to articles nobody has touched since. Twice is as once,
    but for what the first time kept, which is looked at again."""
    with transaction.atomic():
        run = _held(run, [*UNDOABLE, RunState.UNDONE])
        if not can_be_undone(run):
            return run
        _begin(run, RunState.UNDOING, ImportItem.objects.of(run).standing().count())
        run.resumes = run.reason = ""
        run.finished_at = None
        auditing.record(Verb.UNDID, run, by=by, detail=f"{run.aim:,}")
        return _noted(run, "undone", by, run.aim)


def can_be_undone(run: ImportRun) -> bool:
    """Whether it is over, and not undone already but for stories that were kept; one query."""
    if run.state == RunState.UNDONE:
        return ImportItem.objects.of(run).kept().exists()
    return run.state in UNDOABLE


def _decide(run: ImportRun, by: User | None, selection: Selection, approval: Approval) -> int:
    with transaction.atomic():
        run = _held(run, [RunState.PLANNED])
        proposed = selection.of(run).proposed().exclude(approval=approval)
        decided = proposed.update(
            approval=approval, decided_by_name=name_of(by), decided_at=timezone.now()
        )
        _noted(run, str(approval), by, decided)
        verb = Verb.APPROVED if approval == Approval.APPROVED else Verb.DECLINED
        auditing.record(verb, run, by=by, detail=f"{decided:,}")
        return decided


def _held(run: ImportRun, states: Collection[str]) -> ImportRun:
    """The run's row, locked; it is in one of these states."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state not in states:
        told = {"run": str(run), "state": run.get_state_display()}
        raise NotNow(_("That cannot be done now: %(run)s is “%(state)s”.") % told)
    return run


def _begin(run: ImportRun, state: RunState, aim: int) -> None:
    run.state, run.worker = state, ""
    run.cursor, run.aim, run.done, run.rate = {}, aim, 0, 0.0


def _noted(run: ImportRun, act: str, by: User | None, documents: int | None = None) -> ImportRun:
    run.acts = [*run.acts, _act(act, by, documents)]
    run.save()
    return run


def _act(act: str, by: User | None, documents: int | None = None) -> dict[str, Any]:
    return {
        "act": act,
        "by": name_of(by),
        "by_id": by.pk if by else None,
        "at": timezone.now().isoformat(),
        "documents": documents,
    }
