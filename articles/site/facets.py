"""Facets: in which sections, topics, years … the stories found are, and how many in each.

Counted are the newest five hundred of them, which costs the same in any archive. If there are no
more the numbers are exact; if there are, each is rounded down and says “or more”. Every count
is of what readers may see at this instant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.forms import BoundField
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles import search
from articles.models.edition import Edition, EditionByline, EditionTag, second_of
from articles.site.filters import ArchiveFilter, Choices
from articles.site.reckoning import at_least, rounded_down

MOST = 500
VALUES = 8  # shown of each kind


class Value(NamedTuple):
    """One way to narrow further, and how many stories that leaves."""

    name: str
    stories: str
    url: str


class Facet(NamedTuple):
    name: str
    values: tuple[Value, ...]


class Found(NamedTuple):
    """How many stories there are, as it is written, and what they divide into."""

    stories: str = ""
    facets: tuple[Facet, ...] = ()


class Chip(NamedTuple):
    """Something that was asked, and the address of the page that asks all but that."""

    name: str
    value: str
    url: str


Tallies = Iterable[tuple[Mapping[str, str], str, int]]


def reckon(chosen: ArchiveFilter, choices: Choices, path: str) -> Found:
    """Of all the pages of what was chosen."""
    sample = _sample(chosen)
    keys = [key for key, _section, _language in sample[:MOST]]
    is_all, asked = len(sample) <= MOST, chosen.data
    divided = [
        ("section", _("Section"), _by_section(sample, choices)),
        ("tag", _("Topic"), _by_name("tag", EditionTag.objects.tallied("tag", keys))),
        ("author", _("Author"), _by_name("author", EditionByline.objects.tallied("author", keys))),
        ("language", _("Language"), _by_language(sample, choices)),
        ("since", _("Year"), _by_year(keys) if is_all and not asked.get("until") else ()),
    ]
    facets = (
        Facet(name, _values(tallies, asked, path, is_all))
        for field, name, tallies in divided
        if not asked.get(field)
    )
    several = tuple(facet for facet in facets if len(facet.values) > 1)
    return Found(at_least(len(keys), len(keys) + 1 if is_all else MOST), several)


def chips(chosen: ArchiveFilter, path: str) -> list[Chip]:
    """All that was asked but the words, in the order of the form."""
    asked, said = chosen.data, chosen.valid
    return [
        Chip(
            str(field.label), _said(field, said[field.name]), address(path, asked, {field.name: ""})
        )
        for field in chosen.form
        if field.name != "q" and said.get(field.name)
    ]


def address(path: str, asked: QueryDict, other: Mapping[str, str]) -> str:
    """Of the first page of what was asked, with something asked otherwise."""
    given = {name: asked.get(name, "") for name in asked} | {"before": "", "skip": ""} | dict(other)
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{path}?{query}" if query else path


def _sample(chosen: ArchiveFilter) -> list[tuple[int, int | None, str]]:
    """(key, section, language) of the newest five hundred and one."""
    columns, words = ("pk", "section_id", "language"), chosen.words
    if not words:
        return list(chosen.qs.values_list(*columns)[: MOST + 1])
    keys = search.matching(words, limit=MOST + 1, among=chosen.qs, languages=chosen.tongues)
    return list(Edition.objects.these(keys).values_list(*columns)) if keys else []


def _by_section(sample: list[tuple[int, int | None, str]], choices: Choices) -> Tallies:
    tallies = Counter(section for _key, section, _language in sample)
    for section in choices.sections:
        yield {"section": section.slug}, section.name, tallies[section.ident]


def _by_language(sample: list[tuple[int, int | None, str]], choices: Choices) -> Tallies:
    tallies = Counter(language for _key, _section, language in sample)
    for code, name, variants in choices.languages:
        yield {"language": code}, name, sum(tallies[variant] for variant in variants)


def _by_name(field: str, tallies: Iterable[tuple[str, int]]) -> Tallies:
    for name, number in tallies:
        yield {field: name}, name, number


def _by_year(keys: list[int]) -> Tallies:
    tallies = Counter(timezone.localtime(second_of(key)).year for key in keys)
    for year in sorted(tallies, reverse=True):
        days = {"since": f"{year:04}-01-01", "until": f"{year:04}-12-31"}
        yield days, str(year), tallies[year]


def _values(tallies: Tallies, asked: QueryDict, path: str, is_all: bool) -> tuple[Value, ...]:
    present = [(other, name, number) for other, name, number in tallies if number]
    return tuple(
        Value(
            name,
            at_least(number, number + 1) if is_all else rounded_down(number),
            address(path, asked, other),
        )
        for other, name, number in present[:VALUES]
    )


def _said(field: BoundField, value: Any) -> str:
    """A choice by its name, a day as days are written, a name as it was typed."""
    options = dict(getattr(field.field, "choices", ()))
    return str(options.get(value) or formats.localize(value))
