"""Choosing: for each place where two sides changed the same words, whose are to stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.forms.boundfield import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import limits, merging
from articles.admin.body import BodyField
from articles.admin.form import LinesField
from articles.comparing import Comparison, compare
from articles.documents import Document
from articles.merging import Conflict, Merge

# Places with an editor of their own; a browser grows slow with more.
EDITORS = 20
LINES = {
    "headline": limits.HEADLINE,
    "kicker": limits.KICKER,
    "dek": limits.DEK,
    "dateline": limits.DATELINE,
}


class Side(TextChoices):
    """Whose words are to stand: of the desk and a source, unless a form names other sides."""

    OURS = "ours", _("The desk’s")
    THEIRS = "theirs", _("The source’s")
    BOTH = "both", _("Both, the desk’s first")
    EDIT = "edit", _("Others, written here")


@dataclass(frozen=True, slots=True)
class Place:
    """A conflict as the page shows it: both sides against what they were, and the choice."""

    conflict: Conflict
    ours: Comparison
    theirs: Comparison
    side: BoundField
    text: BoundField | None


class ChoiceForm(forms.Form):
    """A choice for every conflict of a merge, all to be made. `theirs` is what was merged in.

    A choice is named by the words it is between: on a page made anew after somebody saved,
    it is kept wherever they are still the same.
    """

    labels: Mapping[Side, str | Promise] = {side: side.label for side in Side}

    def __init__(
        self, data: Mapping[str, Any] | None, *, merge: Merge, theirs: Document, **kwargs: Any
    ) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.merge, self.theirs = merge, theirs
        self._named = dict(_names(merge.conflicts))
        for name, conflict in self._named.items():
            self.fields[name] = _side_field(conflict, self.labels)
        for name, conflict in list(self._named.items())[:EDITORS]:
            if field := _text_field(conflict):
                self.fields[f"{name}-text"] = field

    @property
    def names(self) -> list[str]:
        return list(self._named)

    def places(self) -> list[Place]:
        return [
            Place(
                conflict,
                _against(conflict, conflict.mine),
                _against(conflict, conflict.theirs),
                self[name],
                self[f"{name}-text"] if f"{name}-text" in self.fields else None,
            )
            for name, conflict in self._named.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self._named:
            if cleaned.get(name) == Side.EDIT and f"{name}-text" not in self.fields:
                self.add_error(name, ValidationError(_("Choose a side here, and edit afterwards.")))
        return cleaned

    def document(self) -> Document:
        """The merged document with what was chosen in each place."""
        chosen, bodies = dict[str, Any](), list[str]()
        for name, conflict in self._named.items():
            if conflict.field == "body":
                bodies.append(self._body(name, conflict))
            else:
                chosen |= self._field(name, conflict.field)
        return replace(self.merge.document, **chosen, body=merging.settled_body(self.merge, bodies))

    def orphans(self) -> list[str]:
        """What was typed where nothing is to be chosen any more."""
        typed = (key for key in self.data if key.endswith("-text") and key not in self.fields)
        chosen = (key for key in typed if self.data.get(key.removesuffix("-text")) == Side.EDIT)
        return [self.data[key] for key in chosen if self.data[key].strip()]

    def _field(self, name: str, field: str) -> dict[str, Any]:
        side, derived = self.cleaned_data[name], dict[str, Any]()
        if side == Side.OURS:
            return {}
        if field == "headline":
            derived["headline_derived"] = side == Side.THEIRS and self.theirs.headline_derived
        edited = side == Side.EDIT
        value = self.cleaned_data[f"{name}-text"] if edited else getattr(self.theirs, field)
        return {field: value, **derived}

    def _body(self, name: str, conflict: Conflict) -> str:
        match self.cleaned_data[name]:
            case Side.THEIRS:
                return conflict.theirs
            case Side.BOTH:
                return conflict.mine + conflict.theirs
            case Side.EDIT:
                return str(self.cleaned_data[f"{name}-text"])
        return conflict.mine


def _names(conflicts: Sequence[Conflict]) -> Iterator[tuple[str, Conflict]]:
    seen = Counter[str]()
    for conflict in conflicts:
        words = "\0".join((conflict.field, conflict.base, conflict.mine, conflict.theirs))
        name = hashlib.sha256(words.encode()).hexdigest()[:16]
        seen[name] += 1
        yield f"place-{name}-{seen[name]}", conflict


def _side_field(conflict: Conflict, labels: Mapping[Side, str | Promise]) -> forms.ChoiceField:
    sides = [Side.OURS, Side.THEIRS]
    if conflict.field == "body":
        sides.append(Side.BOTH)
    if conflict.field == "body" or conflict.field in LINES:
        sides.append(Side.EDIT)
    return forms.ChoiceField(
        choices=[(side.value, labels[side]) for side in sides],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whose words are to stand here.")},
    )


def _text_field(conflict: Conflict) -> forms.CharField | None:
    if conflict.field == "body":
        return BodyField(label=_("The words"), initial=conflict.mine)
    if conflict.field not in LINES:
        return None
    return LinesField(
        label=_("The words"),
        required=False,
        max_length=LINES[conflict.field],
        initial=conflict.mine,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def _against(conflict: Conflict, side: str) -> Comparison:
    """What one side did to the words both began with."""
    was: dict[str, Any] = {conflict.field: conflict.base}
    now: dict[str, Any] = {conflict.field: side}
    return compare(Document(**was), Document(**now))
