"""Noting: where a story stands on the desk, who has it and by when; no part of its words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import auditing, holding, revising
from articles.models import Article, Stage, Verb
from articles.publishing import NotPublishable


class Refused(Exception):
    """Why nothing was saved, in a sentence for the editor, and the field to look at."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def note(article_id: int, *, by: User, **desk: Any) -> None:
    """Write stage, assignee, due time, embargo: no part of the document. Raises Refused.

    A story that is sent back (`returned_why`) goes to whoever began it, if to nobody else.
    """
    with transaction.atomic():
        article = revising.locked(article_id)
        if desk.get("stage") == Stage.SPIKED:
            with _refusing("stage"):
                holding.spike(article_id, by=by)
        if "embargo_until" in desk:
            with _refusing("embargo_until"):
                holding.embargo(article_id, desk["embargo_until"], by=by)
        desk = _with_what_follows(article, desk)
        for name, value in desk.items():
            setattr(article, name, value)
        article.save(update_fields=list(desk))
        _put_on_record(article, desk, by)


def _with_what_follows(article: Article, desk: dict[str, Any]) -> dict[str, Any]:
    """With what follows: a reason ends with its stage, a story sent back has a writer."""
    if "stage" in desk:
        desk = {"returned_why": ""} | desk
    if desk.get("returned_why") and not (desk.get("assignee") or article.assignee_id):
        staff = User.objects.filter(is_staff=True, is_active=True)
        desk["assignee"] = staff.filter(pk=article.begun_by_id or 0).first()
    return desk


def _put_on_record(article: Article, desk: dict[str, Any], by: User) -> None:
    if why := desk.get("returned_why"):
        auditing.record(Verb.RETURNED, article, by=by, detail=why)
    if moved := _moved(article, desk):
        auditing.record(Verb.MOVED, article, by=by, detail=moved)


def _moved(article: Article, desk: dict[str, Any]) -> str:
    """Where it stands next, who has it, by when; to spike or send it back is an act of its own."""
    said = []
    is_told_elsewhere = desk.get("returned_why") or desk.get("stage") == Stage.SPIKED
    if "stage" in desk and not is_told_elsewhere:
        said.append(article.get_stage_display())
    if "assignee" in desk:
        said.append(_("assigned to %s") % (article.assignee or _("nobody")))
    if "due_at" in desk:
        due = article.due_at
        said.append(_("due %s") % auditing.instant(due) if due else _("due at no set time"))
    return ", ".join(said)


@contextmanager
def _refusing(field: str) -> Iterator[None]:
    """What the newsroom's rules forbid is said beside the field it is about."""
    try:
        yield
    except NotPublishable as refusal:
        raise Refused(str(refusal), field) from refusal
