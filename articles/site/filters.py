"""The filters of archive and search. The address is the state; what makes no sense there is
said so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles import limits
from articles.models.edition import LAST_KEY, Edition, EditionQuerySet
from articles.models.taxonomy import NAME_LENGTH, Author, Tag, key_of
from articles.site import calendars, reading
from articles.site.reading import Name

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Choices(NamedTuple):
    """What there is to choose from: public sections, and languages with all their variants."""

    sections: tuple[Name, ...]
    languages: tuple[tuple[str, str, tuple[str, ...]], ...]


class DayInput(forms.DateInput):
    """The browser's own calendar, which can show no day that is none."""

    input_type = "date"

    def format_value(self, value: Any) -> str:
        return value if isinstance(value, str) and DAY.fullmatch(value) else ""


def _words(label: Any, method: str, length: int) -> django_filters.CharFilter:
    return django_filters.CharFilter(label=label, method=method, max_length=length)


def _day(label: Any, method: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(label=label, method=method, widget=DayInput())


class ArchiveFilter(django_filters.FilterSet):
    """Words, section, tag, author, language and days. A tag or author is told by any of its
    spellings. `before` is the key below which the page begins."""

    q = _words(_("Words"), "having", limits.SEARCH_CHARACTERS)
    section = django_filters.ChoiceFilter(
        label=_("Section"), method="in_section", empty_label=_("All sections")
    )
    tag = _words(_("Topic"), "tagged", NAME_LENGTH)
    author = _words(_("Author"), "by", NAME_LENGTH)
    since = _day(_("From"), "from_day")
    until = _day(_("Until"), "to_day")
    language = django_filters.ChoiceFilter(
        label=_("Language"), method="in_language", empty_label=_("All languages")
    )

    def __init__(self, asked: QueryDict, *, choices: Choices, before: int = LAST_KEY) -> None:
        super().__init__(asked, queryset=Edition.objects.newest().older_than(before))
        self.before = before
        self.sections = {section.slug: section.ident for section in choices.sections}
        self.languages = {code: variants for code, _name, variants in choices.languages}
        self.filters["section"].extra["choices"] = [(s.slug, s.name) for s in choices.sections]
        self.filters["language"].extra["choices"] = [
            (code, name) for code, name, _variants in choices.languages
        ]
        if len(choices.languages) < 2 and not asked.get("language"):
            del self.filters["language"]

    @classmethod
    def is_asked(cls, asked: QueryDict) -> bool:
        """Whether the address narrows anything down."""
        return any(asked.get(name) for name in cls.base_filters)

    @property
    def valid(self) -> dict[str, Any]:
        """What was asked and makes sense."""
        self.form.is_valid()
        return dict(self.form.cleaned_data)

    @property
    def tongues(self) -> list[str]:
        """Those by whose grammar the words may be in other forms."""
        return list(self.languages)

    @property
    def words(self) -> str:
        return str(self.valid.get("q", ""))

    def having(self, editions: EditionQuerySet, name: str, words: str) -> EditionQuerySet:
        """The words are looked for among what the other filters leave."""
        return editions

    def in_section(self, editions: EditionQuerySet, name: str, slug: str) -> EditionQuerySet:
        return editions.in_section(self.sections[slug])

    def in_language(self, editions: EditionQuerySet, name: str, code: str) -> EditionQuerySet:
        return editions.in_languages(self.languages[code])

    def tagged(self, editions: EditionQuerySet, name: str, tag_name: str) -> EditionQuerySet:
        tag = Tag.objects.known([key_of(tag_name)]).get(key_of(tag_name))
        return editions.tagged(tag, self.before) if tag else editions.none()

    def by(self, editions: EditionQuerySet, name: str, author_name: str) -> EditionQuerySet:
        author = Author.objects.known([key_of(author_name)]).get(key_of(author_name))
        return editions.by(author, self.before) if author else editions.none()

    def from_day(self, editions: EditionQuerySet, name: str, day: date) -> EditionQuerySet:
        return editions.within(calendars.keys_of(day)[0], LAST_KEY)

    def to_day(self, editions: EditionQuerySet, name: str, day: date) -> EditionQuerySet:
        return editions.within(-LAST_KEY, calendars.keys_of(day)[1])


def choices(sections: Sequence[Name]) -> Choices:
    """Of these sections, and of the languages that live stories are in."""
    variants: dict[str, list[str]] = {}
    for language in reading.languages():
        variants.setdefault(language.split("-")[0], []).append(language)
    named = sorted((_language_name(code), code, tuple(of)) for code, of in variants.items())
    return Choices(tuple(sections), tuple((code, name, of) for name, code, of in named))


def _language_name(code: str) -> str:
    """In that language itself."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code
