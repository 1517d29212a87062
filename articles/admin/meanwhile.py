"""Meanwhile: a form that does not save over what somebody else saved while it was open."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _


class BasedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of a model with `changed_at`; `base` is when it had been changed as the form was filled."""

    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "base" in self.fields:
            self.fields["base"].initial = _base_of(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("base") != _base_of(self.instance):
            raise ValidationError(
                _(
                    "Somebody saved this while you had it open. Copy what you wrote, and open it"
                    " again; the history has what they changed."
                )
            )
        return cleaned


def _base_of(row: Model) -> str:
    changed = getattr(row, "changed_at", None)
    return changed.isoformat() if changed and row.pk else ""
