"""Verdicts: the words for where a run stands, what was decided and what a person said to it."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    """Where a run stands."""

    PLANNING = "planning", _("Planning")
    PLANNED = "planned", _("Awaiting approval")
    APPLYING = "applying", _("Applying")
    PAUSED = "paused", _("Paused")
    UNDOING = "undoing", _("Undoing")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")
    UNDONE = "undone", _("Undone")


class Verdict(TextChoices):
    """What an import decided about one document."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    HELD = "held", _("Held")
    DUPLICATE = "duplicate", _("Duplicate")
    REJECTED = "rejected", _("Rejected")


TROUBLES = (Verdict.REJECTED, Verdict.HELD, Verdict.DUPLICATE)
"""What an import did not take as it came, the worst first."""


class Approval(TextChoices):
    """What a person said to a planned document."""

    UNDECIDED = "", _("Undecided")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


AT_WORK = (RunState.PLANNING, RunState.APPLYING, RunState.UNDOING)
WAITING = (RunState.PLANNED, RunState.PAUSED)
"""The states in which a run waits for a person."""
FINISHED = (RunState.DONE, RunState.CANCELLED, RunState.FAILED, RunState.UNDONE)
UNDOABLE = (RunState.DONE, RunState.CANCELLED, RunState.FAILED)
WRITING = (Verdict.CREATED, Verdict.UPDATED)
"""The verdicts that write something, and so ask for approval."""
