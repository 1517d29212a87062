"""Names: tags and bylines picked from what exists, or typed anew.

The values of these fields are names, as a Document's are. A key would do for what exists,
but then a new tag called “2027” could not be told from the tag whose key is 2027.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib.admin.sites import AdminSite, site
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models import Article
from articles.models.taxonomy import NAME_LENGTH, key_of


class NamesView(AutocompleteJsonView):
    """The desk's one look-up: a tag's or an author's value is its name, anything else's its key."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        if self.source_field.many_to_many and self.source_field.model is Article:
            return {"id": str(obj), "text": str(obj)}
        return super().serialize_result(obj, to_field_name)


class NamesWidget(AutocompleteSelectMultiple):
    """A select that looks names up and takes new ones; a line of text where there is no script."""

    def __init__(self, field: str, admin_site: AdminSite = site) -> None:
        attrs = {"data-tags": "true", "data-token-separators": '[","]'}
        super().__init__(Article._meta.get_field(field), admin_site, attrs)

    @property
    def media(self) -> forms.Media:
        """Django's scripts without its style sheets: the desk's own import those into a layer."""
        scripts = super().media._js  # type: ignore[attr-defined]
        return forms.Media(js=[*scripts, "desk/js/names.js"])

    def optgroups(
        self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None
    ) -> list[tuple[str | None, list[dict[str, Any]], int | None]]:
        options = [
            self.create_option(name, chosen, chosen, True, index)
            for index, chosen in enumerate(value)
        ]
        return [(None, options, 0)]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        typed = data.get(f"{name}_typed", "").split(",")
        return [each for each in (*data.getlist(name), *typed) if each.strip()]


class NamesField(forms.Field):
    """Names in order, each once, as a tuple; at most `most` of them."""

    default_error_messages = {
        "too_many": ngettext_lazy(
            "At most %(most)d name, please.", "At most %(most)d names, please.", "most"
        ),
        "too_long": _("“%(name)s…” is too long: at most %(most)d characters."),
    }

    def __init__(self, *, field: str, most: int, **kwargs: Any) -> None:
        super().__init__(widget=NamesWidget(field), required=False, **kwargs)
        self.most = most

    def to_python(self, value: Sequence[str] | None) -> tuple[str, ...]:
        named: dict[str, str] = {}
        for name in value or ():
            named.setdefault(key_of(name), " ".join(name.split()))
        return tuple(name for key, name in named.items() if key)

    def validate(self, value: tuple[str, ...]) -> None:
        if len(value) > self.most:
            raise ValidationError(self.error_messages["too_many"] % {"most": self.most})
        if long := list(_too_long(value)):
            raise ValidationError(long)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def _too_long(names: Sequence[str]) -> Iterator[ValidationError]:
    message = NamesField.default_error_messages["too_long"]
    for name in names:
        if len(name) > NAME_LENGTH:
            yield ValidationError(message, params={"name": name[:40], "most": NAME_LENGTH})
