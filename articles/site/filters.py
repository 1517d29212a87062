"""The archive's filters. The address is the state; what makes no sense there is said so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import limits, search
from articles.models.edition import LAST_KEY, Edition, EditionQuerySet
from articles.models.taxonomy import NAME_LENGTH, Author, Tag, key_of
from articles.site import calendars
from articles.site.cards import Sections
from articles.site.fragments import Fragment, Here
from articles.site.reading import A_PAGE, Entry, Name, entry_of

DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


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
    """Words, section, tag, author and days. A tag or author is told by any of its spellings."""

    q = _words(_("Words"), "having", limits.SEARCH_CHARACTERS)
    section = django_filters.ChoiceFilter(
        label=_("Section"), method="in_section", empty_label=_("All sections")
    )
    tag = _words(_("Tag"), "tagged", NAME_LENGTH)
    author = _words(_("Author"), "by", NAME_LENGTH)
    since = _day(_("From"), "from_day")
    until = _day(_("Until"), "to_day")

    def __init__(
        self, asked: QueryDict, *, sections: Sequence[Name], before: int = LAST_KEY
    ) -> None:
        super().__init__(asked, queryset=Edition.objects.newest().older_than(before))
        self.before = before
        self.sections = {section.slug: section.ident for section in sections}
        self.filters["section"].extra["choices"] = [(each.slug, each.name) for each in sections]

    @classmethod
    def is_asked(cls, asked: QueryDict) -> bool:
        """Whether the address narrows anything down."""
        return any(asked.get(name) for name in cls.base_filters)

    def entries(self) -> list[Entry]:
        """The newest that fit all that was asked; one more than a page holds."""
        words = self.form.cleaned_data.get("q") if self.form.is_valid() else ""
        if words:
            found = search.find(words, before=self.before, limit=A_PAGE + 1, among=self.qs)
            return [entry_of(hit.edition) for hit in found.hits]
        return [Entry(*row) for row in self.qs.values_list(*Entry._fields)[: A_PAGE + 1]]

    def having(self, editions: EditionQuerySet, name: str, words: str) -> EditionQuerySet:
        """The words are looked for among what the other filters leave: see `entries`."""
        return editions

    def in_section(self, editions: EditionQuerySet, name: str, slug: str) -> EditionQuerySet:
        return editions.in_section(self.sections[slug])

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


def form(site: Here, sections: Sections, chosen: ArchiveFilter | None) -> SafeString:
    """The fields, with what was chosen and what is wrong with it."""
    if chosen is None:
        return FORM(site, sections=sections)
    return render_to_string(FORM.template, {"site": site, "filter": chosen, "is_narrowed": True})


def _nothing_chosen(site: Here, sections: Sections) -> dict[str, Any]:
    return {"filter": ArchiveFilter(QueryDict(), sections=sections)}


FORM = Fragment("site/filters.html", 4, _nothing_chosen)
