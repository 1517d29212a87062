"""Conflict: two people changed the same words; what each did, and whose are to stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from articles.admin.choosing import ChoiceForm, Side
from articles.admin.form import ArticleForm
from articles.comparing import Comparison, compare
from articles.models import Revision
from articles.revising import Stale


class ColleaguesForm(ChoiceForm):
    """Of two people, one who saved before and one who is saving now."""

    labels = {
        Side.OURS: _("Mine"),
        Side.THEIRS: _("Theirs"),
        Side.BOTH: _("Both, mine first"),
        Side.EDIT: _("Others, written here"),
    }


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else saved while this person was typing, and what this person typed."""

    base: int
    version: int
    since: list[Revision]
    theirs: Comparison
    mine: Comparison
    choices: ColleaguesForm | None

    @classmethod
    def of(cls, form: ArticleForm, stale: Stale) -> Conflict:
        theirs = stale.article.document()
        since = stale.article.revisions.filter(number__gt=stale.base).newest_first()
        return cls(
            base=stale.base,
            version=stale.article.version,
            since=list(since.defer("content")[:20]),
            theirs=compare(form.original, theirs),
            mine=compare(form.original, stale.mine),
            choices=_choices(form, stale),
        )


def _choices(form: ArticleForm, stale: Stale) -> ColleaguesForm | None:
    """What was chosen before is kept; where nothing was, nothing is missing yet."""
    if stale.merge is None:
        return None
    theirs = stale.article.document()
    choices = ColleaguesForm(None, merge=stale.merge, theirs=theirs)
    if not any(name in form.data for name in choices.names):
        return choices
    return ColleaguesForm(form.data, merge=stale.merge, theirs=theirs)
