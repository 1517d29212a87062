"""Rights: who may do what to a run. Bringing readers a story, or taking one from them, needs
the right to do so as well."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from articles.models import ImportRun


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do to one run."""

    approve: bool
    steer: bool
    undo: bool


def rights(user: User, run: ImportRun) -> Rights:
    publishes = bool(run.options.get("publish"))
    may_publish = user.has_perm("articles.publish_article")
    may_withdraw = may_publish and user.has_perm("articles.withdraw_article")
    may_approve = user.has_perm("articles.approve_importrun")
    may_undo = user.has_perm("articles.undo_importrun")
    is_own = run.by_id == user.pk
    return Rights(
        approve=may_approve and (may_publish or not publishes),
        steer=may_approve or may_undo or is_own,
        undo=may_undo and (may_withdraw or not publishes),
    )
