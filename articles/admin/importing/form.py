"""The form of a new import: where its stories come from, and how they are to be filed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import limits
from articles.admin.importing.arriving import Arrival
from articles.admin.names import NamesField
from articles.importing.options import COLLECTION, Options
from articles.importing.uploads import NotAllowed, allowed
from articles.models import ImportRun, Section

# Folders offered within each of those the settings name.
WITHIN = 200


class ManyFilesInput(forms.FileInput):
    """The chooser; what is chosen comes in by the gate and is not looked for here."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> None:
        return None


class NewImportForm(forms.Form):
    """What somebody asks for. `arrival` holds the files that came with it."""

    upload = forms.FileField(
        label=_("Files"), required=False, widget=ManyFilesInput(attrs={"multiple": True})
    )
    folder = forms.ChoiceField(label=_("Or a folder on the server"), required=False)
    source = forms.CharField(
        label=_("Collection"),
        required=False,
        max_length=COLLECTION,
        widget=forms.TextInput(attrs={"list": "collections", "autocomplete": "off", "dir": "auto"}),
        help_text=_(
            "A name for where these come from, such as “Harbour wire”. Files imported under it"
            " again update the stories they brought before. Without one only what is word for"
            " word the same is recognised."
        ),
    )
    section = forms.ModelChoiceField(
        Section.objects.all(),
        label=_("Section for stories that name none"),
        required=False,
        to_field_name="name",
        empty_label="–",
    )
    tags = NamesField(field="tags", most=limits.TAGS, label=_("Tags for all of them"))
    publish = forms.BooleanField(
        label=_("Publish what is approved"),
        required=False,
        help_text=_("Otherwise it waits on the desk as drafts."),
    )

    def __init__(self, data: Any = None, *, by: User, arrival: Arrival | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.arrival = arrival
        folders = list(_folders())
        if folders:
            self.fields["folder"].choices = [("", "–"), *folders]  # type: ignore[attr-defined]
        else:
            del self.fields["folder"]
        if not by.has_perm("articles.publish_article"):
            del self.fields["publish"]

    @property
    def collections(self) -> list[str]:
        """Names given lately."""
        return ImportRun.objects.collections()

    def clean_folder(self) -> str:
        folder: str = self.cleaned_data["folder"]
        try:
            return allowed(folder) if folder else ""
        except NotAllowed as refusal:
            raise ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_files = bool(self.arrival and self.arrival.files)
        if has_files and cleaned.get("folder"):
            self.add_error("folder", _("Choose files or a folder, one at a time."))
        elif not has_files and not cleaned.get("folder") and "folder" not in self.errors:
            self.add_error("upload", self._why_nothing())
        return cleaned

    def options(self) -> Options:
        section = self.cleaned_data["section"]
        return Options(
            publish=bool(self.cleaned_data.get("publish")),
            section=section.name if section else "",
            tags=self.cleaned_data["tags"],
            source=" ".join(self.cleaned_data["source"].split()),
        )

    def _why_nothing(self) -> list[str]:
        refused = self.arrival.refused if self.arrival else []
        return [str(each) for each in refused] or [str(_("Choose the files to import."))]


def _folders() -> Iterator[tuple[str, str]]:
    """The folders editors may import from, and those right within them; not what is gone."""
    for root in settings.IMPORT_FOLDERS:
        try:
            with os.scandir(root) as entries:
                names = sorted(entry.name for entry in entries if _is_plain_folder(entry))
        except OSError:  # a disk that is not mounted takes no upload from anybody
            continue
        yield root, root
        yield from ((os.path.join(root, name), f"{root}/{name}") for name in names[:WITHIN])


def _is_plain_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
