"""Uniting: a tag, author or section taken into another, and taken out again.

Links move a batch at a time, each batch a transaction that holds the merge's row, so that
whoever goes on with it (the request, a worker) moves nothing twice and a killed one leaves
nothing half done. What moved is in the ledger (models/term_merge.py); revisions stay as written.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, handing
from articles.models import Author, Section, Tag
from articles.models.audit import Verb
from articles.models.revision import name_of
from articles.models.taxonomy import Term
from articles.models.term_merge import MergeState, TermMerge
from articles.shelves import BATCH, SHELVES, put_back, take_over

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KINDS: dict[str, type[Term]] = {"tag": Tag, "author": Author, "section": Section}


class CannotUnite(Exception):
    """Why not, in a sentence for an editor."""


def unite(former: Term, into: Term, *, by: User | None) -> TermMerge:
    """Begin to merge two terms of one kind; `carry` does it. Raises CannotUnite."""
    kind = str(former._meta.model_name)
    with transaction.atomic():
        both = KINDS[kind].objects.select_for_update().in_bulk(sorted({former.pk, into.pk}))
        if len(both) < 2 or into._meta.model_name != kind:
            raise CannotUnite(_("Choose two that are not the same."))
        _refuse_busy(kind, former.pk, into.pk)
        merge = TermMerge.objects.create(
            kind=kind,
            former=former.pk,
            former_name=former.name,
            former_key=former.key,
            former_slug=former.slug,
            into=into.pk,
            into_name=into.name,
            at=timezone.now(),
            by=by,
            by_name=name_of(by),
        )
        auditing.record(Verb.MERGED, into, by=by, detail=str(merge))
        return merge


def undo(merge_id: int, *, by: User | None) -> TermMerge:
    """Begin to take a merge back: the former term is there again at once. Raises CannotUnite."""
    with transaction.atomic():
        merge = _locked(merge_id)
        if merge.state != MergeState.STANDING:
            raise CannotUnite(_("There is nothing to undo."))
        into = KINDS[merge.kind].objects.select_for_update().filter(pk=merge.into).first()
        if into is None:
            said = _("“%s” has been merged with another since: undo that first.")
            raise CannotUnite(said % merge.into_name)
        _refuse_busy(merge.kind, merge.into)
        _refuse_taken(merge)
        handing.hand_back(merge, into)
        merge.state, merge.reached = MergeState.UNDOING, 0
        merge.save()
        auditing.record(Verb.UNDID, into, by=by, detail=str(merge))
        return merge


def carry(merge_id: int, seconds: float = 0.0) -> TermMerge:
    """Go on with what is under way for so long, a batch at least; the merge as it then stands."""
    until = time.monotonic() + seconds
    while True:
        merge = _step(merge_id)
        if not merge.is_under_way or time.monotonic() >= until:
            return merge


@transaction.atomic
def _step(merge_id: int) -> TermMerge:
    merge = _locked(merge_id)
    if merge.state == MergeState.MOVING:
        moved = next(filter(None, (take_over(each, merge) for each in SHELVES[merge.kind])), 0)
        merge.moved += moved
        if not moved:
            _end(merge)
    elif merge.state == MergeState.UNDOING:
        links = list(merge.links.filter(pk__gt=merge.reached).order_by("pk")[:BATCH])
        merge.left += sum(put_back(each, merge, links) for each in SHELVES[merge.kind])
        merge.reached = links[-1].pk if links else merge.reached
        merge.state = merge.state if links else MergeState.UNDONE
    merge.save()
    return merge


def _end(merge: TermMerge) -> None:
    """Nothing has the former term any more: what else was its goes over, and it goes."""
    terms = KINDS[merge.kind].objects.select_for_update()
    former, into = terms.get(pk=merge.former), terms.get(pk=merge.into)
    handing.hand_over(merge, former, into)
    merge.state = MergeState.STANDING


def _locked(merge_id: int) -> TermMerge:
    return TermMerge.objects.select_for_update().get(pk=merge_id)


def _refuse_busy(kind: str, *idents: int) -> None:
    if TermMerge.objects.under_way().with_term(kind, *idents).exists():
        raise CannotUnite(_("One of them is being merged just now: wait until that is done."))


def _refuse_taken(merge: TermMerge) -> None:
    """Its name and its address must be free again."""
    row: dict[str, Any] = merge.kept["row"]
    terms = KINDS[merge.kind]._default_manager
    for field in ("id", "key", "slug"):
        other = terms.filter(**{field: row[field]}).first()
        if other:
            said = _("“%(other)s” has taken its name or its address: rename that first.")
            raise CannotUnite(said % {"other": other.name})
