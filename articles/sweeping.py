"""Sweeping: one thing done to many stories, each a revision with its reason, and taken back.

Stories are taken a few at a time, each few a transaction that holds the act's row: request and
worker may go on with it by turns, and a killed one leaves nothing half done.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User as Login
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, holding, revising
from articles.documents import Document
from articles.models import Article, BulkAct, BulkItem, BulkState, Deed, Revision, Stage, Verb
from articles.models.revision import name_of
from articles.publishing import NotPublishable
from articles.revising import Stale

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 200_000
"""Stories in one act."""
A_FEW = 20
AT_ONCE = 2_000
WORDS = (Deed.TAGS, Deed.SECTION)


def begin(
    deed: Deed,
    said: dict[str, Any],
    stories: Iterable[tuple[int, int]],
    *,
    by: User | None,
    spoken: str,
    reason: str = "",
) -> BulkAct:
    """Note down what is to be done to which (article, version asked about or 0); `carry` does it.

    `said` holds under the deed's name: a stage, a section's name, a list of tags, a login's key
    or None.
    """
    with transaction.atomic():
        act = BulkAct.objects.create(
            deed=deed,
            said=said,
            spoken=spoken[:300],
            reason=reason,
            at=timezone.now(),
            by=by,
            by_name=name_of(by),
        )
        rows = (BulkItem(act=act, article_id=pk, base=base) for pk, base in sorted(stories)[:MOST])
        while some := list(islice(rows, AT_ONCE)):
            act.number += len(BulkItem.objects.bulk_create(some))
        act.save()
        auditing.record(Verb.CHANGED, act, by=by, detail=_("%d stories") % act.number)
        return act


def undo(act_id: int, *, by: User | None) -> BulkAct:
    """Begin to take it back where nobody has touched the same since; `carry` does it."""
    with transaction.atomic():
        act = BulkAct.objects.select_for_update().get(pk=act_id)
        if act.state == BulkState.DONE:
            act.state, act.reached, act.undone_by = BulkState.UNDOING, 0, by
            act.save()
            auditing.record(Verb.UNDID, act, by=by)
        return act


def carry(act_id: int, seconds: float = 0.0) -> BulkAct:
    """Go on with what is under way for so long, a few stories at least."""
    until = time.monotonic() + seconds
    while True:
        act = _step(act_id)
        if not act.is_under_way or time.monotonic() >= until:
            return act


@transaction.atomic
def _step(act_id: int) -> BulkAct:
    act = BulkAct.objects.select_for_update().get(pk=act_id)
    if not act.is_under_way:
        return act
    doing = act.state == BulkState.DOING
    by = Login.objects.filter(pk=(act.by_id if doing else act.undone_by_id) or 0).first()
    items = list(act.items.filter(pk__gt=act.reached).order_by("pk")[:A_FEW])
    for item in items:
        if doing:
            _do(act, item, by)
        elif not item.problem and not _take_back(act, item, by):
            act.left += 1
    if items:
        act.reached = items[-1].pk
    else:
        act.state = BulkState.DONE if doing else BulkState.UNDONE
    act.save()
    return act


def _do(act: BulkAct, item: BulkItem, by: User | None) -> None:
    try:
        with transaction.atomic():
            article = revising.locked(item.article_id)
            item.before = article.version
            if act.deed in WORDS:
                item.after = _reword(act, article, item.base or article.version, by)
            else:
                item.after, item.was = article.version, _note(act, article, act.said, by)
        act.done += 1
    except Stale:
        item.problem = _("Somebody has changed the same meanwhile. Look again.")
    except (NotPublishable, Revision.DoesNotExist) as refusal:
        item.problem = str(refusal)[:300]
    act.refused += bool(item.problem)
    item.save()


def _reword(act: BulkAct, article: Article, base: int, by: User | None) -> int:
    """The version after it."""
    began = article.revisions.get(number=base)
    changed = _changed(began.document, act)
    made = revising.contribute(article.pk, changed, base=base, by=by, reason=act.reason)
    return made.revision.number


def _changed(document: Document, act: BulkAct) -> Document:
    if act.deed == Deed.SECTION:
        return replace(document, section=act.said["section"])
    return replace(document, tags=(*document.tags, *act.said["tags"]))


def _note(act: BulkAct, article: Article, said: dict[str, Any], by: User | None) -> dict[str, Any]:
    """Write stage or assignee; what it was."""
    if act.deed == Deed.ASSIGNEE:
        was: dict[str, Any] = {"assignee": article.assignee_id}
        login = Login.objects.filter(pk=said["assignee"] or 0).first()
        article.assignee = login
        told = _("assigned to %s") % (login or _("nobody"))
    else:
        was = {"stage": article.stage}
        if said["stage"] == Stage.SPIKED:
            holding.spike(article.pk, by=by)
        article.stage, article.returned_why = said["stage"], ""
        told = article.get_stage_display()
    article.save(update_fields=["assignee", "stage", "returned_why"])
    auditing.record(Verb.MOVED, article, by=by, detail=", ".join(filter(None, (told, act.reason))))
    return was


def _take_back(act: BulkAct, item: BulkItem, by: User | None) -> bool:
    """Whether it says again what it said; not where somebody has touched the same since."""
    article = revising.locked(item.article_id)
    if act.deed in WORDS:
        return _say_again(act, item, article, by)
    now = {"assignee": article.assignee_id, "stage": article.stage}[act.deed]
    if now != act.said[act.deed]:
        return False
    _note(act, article, item.was, by)
    return True


def _say_again(act: BulkAct, item: BulkItem, article: Article, by: User | None) -> bool:
    """What it said before, beside what others have changed since."""
    before = article.revisions.get(number=item.before).document
    reason = _("Undone: %s") % act
    try:
        with transaction.atomic():
            revising.contribute(article.pk, before, base=item.after, by=by, reason=reason[:300])
    except Stale:
        return False
    return True
