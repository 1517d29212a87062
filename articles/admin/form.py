"""The article form: a Document as an editor sees it, and what the desk notes beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import limits
from articles.admin.body import BodyField
from articles.admin.names import NamesField
from articles.documents import Document
from articles.models import Article, CorrectionKind, Notice, Placement, Section, Stage
from articles.models.edition import FOREVER
from articles.slugs import slugify

# What is a Document's and typed as it is; the date is put together from two fields.
TYPED = ("headline", "kicker", "dek", "dateline", "body", "bylines", "tags", "language", "slug")
DESK = ("stage", "assignee", "due_at", "embargo_until")
PUBLICATION = ("schedule_at", "expire_at", "end_seen", "change", "notice", "placement")
MINOR = "minor"
CHANGES = ((MINOR, _("Minor: a slip, nothing readers need be told")), *CorrectionKind.choices)
INSTANT = "%Y-%m-%dT%H:%M"


def _line(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto", "class": "line"})
    return forms.CharField(label=label, max_length=most, required=False, widget=widget, **kwargs)


class InstantField(forms.DateTimeField):
    """An instant by the newsroom's clock, shown to the minute and no less precise for that."""

    widget = forms.DateTimeInput(format=INSTANT, attrs={"type": "datetime-local"})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return _to_the_minute(self.to_python(initial)) != _to_the_minute(self.to_python(data))
        except ValidationError:
            return True


class LineField(forms.CharField):
    """One line, in a box that grows with it; line breaks are spaces."""

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class LinesField(forms.CharField):
    """Text of several lines, whose ends a browser writes its own way."""

    def to_python(self, value: Any) -> str:
        return super().to_python((value or "").replace("\r\n", "\n")) or ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ArticleForm(forms.Form):
    """What is on the screen. `base` names the version it was filled from, and `seen` a later
    one whose changes this person was shown beside their own.

    Fields nobody touched keep what the document said, to the character: a field the form
    does not show, a date more precise than its widget, a body the editor would set anew.
    """

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    headline = LineField(
        label=_("Headline"),
        max_length=limits.HEADLINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "dir": "auto"}),
    )
    kicker = _line(_("Kicker"), limits.KICKER, help_text=_("The line above the headline."))
    dek = LinesField(
        label=_("Dek"),
        max_length=limits.DEK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("One or two sentences below the headline."),
    )
    body = BodyField(label=_("Story"))
    section = forms.ModelChoiceField(
        Section.objects.all(), label=_("Section"), required=False, to_field_name="name"
    )
    tags = NamesField(field="tags", most=limits.TAGS, label=_("Tags"))
    bylines = NamesField(field="authors", most=limits.TAGS, label=_("Bylines"))
    dateline = _line(_("Dateline"), limits.DATELINE, help_text=_("Where it was written."))
    day = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("The date readers see. Empty: the instant of publication."),
    )
    hour = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        label=_("Language"),
        required=False,
        max_length=35,
        widget=forms.TextInput(attrs={"list": "languages", "autocomplete": "off"}),
        help_text=_("A code: en, cy, ar, zh-Hant."),
    )
    slug = forms.CharField(
        label=_("Slug"),
        required=False,
        max_length=limits.SLUG,
        help_text=_("The end of its address. Minted when published; a new one redirects."),
    )
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices, show_hidden_initial=True)
    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Assigned to"), required=False, show_hidden_initial=True
    )
    due_at = InstantField(label=_("Due"), required=False, show_hidden_initial=True)
    embargo_until = InstantField(
        label=_("Embargo"),
        required=False,
        help_text=_("Nobody can publish it before."),
        show_hidden_initial=True,
    )
    why = _line(
        _("What is still to be done"),
        limits.NOTE,
        help_text=_("Its writer reads this beside the story."),
    )
    schedule_at = InstantField(label=_("Publish at"), required=False)
    expire_at = InstantField(
        label=_("Until"),
        required=False,
        help_text=_("Empty: it stays. Afterwards its address says that it was withdrawn."),
    )
    end_seen = InstantField(required=False, widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label=_("What kind of change is this?"),
        choices=CHANGES,
        required=False,
        widget=forms.RadioSelect,
    )
    notice = LinesField(
        label=_("What readers are told"),
        max_length=limits.NOTICE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("What was wrong, and what is right: in the story, and among corrections."),
    )
    placement = forms.ChoiceField(
        label=_("It stands"), choices=Placement.choices, required=False, widget=forms.RadioSelect
    )
    reason = _line(
        _("Note for the history"), 300, help_text=_("Why: what a colleague should know.")
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        document: Document,
        article: Article,
        ends: datetime | None = None,
    ) -> None:
        """`ends`: when readers lose it, as it is decided so far."""
        self.original = document
        self.accepts_headline = False
        initial = _initial(document, article) | {"expire_at": ends, "end_seen": ends}
        super().__init__(data, initial=initial, label_suffix="")
        staff = User.objects.filter(is_staff=True, is_active=True)
        self.fields["assignee"].queryset = staff.order_by("username")  # type: ignore[attr-defined]

    def close(self, names: Iterable[str] | None = None) -> None:
        """Take nothing from these fields, or from any, whatever is posted; they are still read."""
        for name in self.fields if names is None else names:
            self.fields[name].disabled = True

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        return slugify(slug) if slug and "slug" in self.changed_data else slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("hour") and not cleaned.get("day"):
            self.add_error("day", _("Give the day as well."))
        elif "hour" in self.changed_data or "day" in self.changed_data:
            cleaned["dated"] = _dated(cleaned.get("day"), cleaned.get("hour"))
        return cleaned

    def document(self) -> Document:
        """The document this was filled from, with what was changed on the screen."""
        typed = {name: self.cleaned_data[name] for name in TYPED if name in self.changed_data}
        if "section" in self.changed_data:
            section = self.cleaned_data["section"]
            typed["section"] = section.name if section else ""
        if "dated" in self.cleaned_data:
            typed["dated"] = self.cleaned_data["dated"]
        if "headline" in typed or self.accepts_headline:
            typed["headline_derived"] = False
        return replace(self.original, **typed)

    def told(self) -> Notice | None:
        """What readers are told of the change; nothing of a minor one."""
        change, placement = self.cleaned_data["change"], self.cleaned_data["placement"]
        if change in ("", MINOR):
            return None
        return Notice(change, self.cleaned_data["notice"], placement or Placement.BOTTOM)

    def until(self) -> datetime | None:
        """When readers are to lose it; None where what is decided stands, FOREVER: never."""
        typed, seen = self.cleaned_data["expire_at"], self.cleaned_data["end_seen"]
        return None if _to_the_minute(typed) == _to_the_minute(seen) else typed or FOREVER

    def publication(self) -> dict[str, Any]:
        """What was typed about a publication, and is no part of the story."""
        return {name: self.cleaned_data[name] for name in PUBLICATION}

    def desk(self) -> dict[str, Any]:
        """What the desk notes, where this person changed it: somebody else's change stands."""
        return {name: self.cleaned_data[name] for name in DESK if name in self.changed_data}


def _initial(document: Document, article: Article) -> dict[str, Any]:
    day, hour = day_and_hour(document.dated)
    return {
        **{name: getattr(document, name) for name in (*TYPED, "section")},
        **{name: getattr(article, name) for name in DESK},
        "base": article.version,
        "day": day,
        "hour": hour,
    }


def day_and_hour(dated: date | datetime | None) -> tuple[date | None, time | None]:
    """A Document's date as the newsroom's clock and calendar show it."""
    if not isinstance(dated, datetime):
        return dated, None
    local = timezone.localtime(dated)
    return local.date(), local.time().replace(second=0, microsecond=0)


def _dated(day: date | None, hour: time | None) -> date | datetime | None:
    return from_current_timezone(datetime.combine(day, hour)) if day and hour else day


def _to_the_minute(instant: datetime | None) -> datetime | None:
    return instant and instant.replace(second=0, microsecond=0)
