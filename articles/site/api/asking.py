"""What can be asked: each parameter once, for the answer and for the document that describes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from articles import limits
from articles.models.edition import first_key_of
from articles.models.taxonomy import NAME_LENGTH
from articles.site.api.problems import Problem
from articles.site.api.schemas import ARTICLE

FIELDS = tuple(ARTICLE["properties"])
BODIES = frozenset(("body_html", "body_text"))
WITH_BODIES = 25  # articles with their text in one answer
DEFAULT_ITEMS = 20
MOST_SKIPPED = 1_000
LANGUAGE_TAG = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$"


class Parameter(NamedTuple):
    """`read` makes of the text what the answer needs; its ValueError says what is wrong."""

    name: str
    description: str
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    is_required: bool = False


def read(given: QueryDict, parameters: Sequence[Parameter]) -> dict[str, Any]:
    """Name → value for what was asked. Raises a Problem that names all that is wrong."""
    known = {parameter.name: parameter for parameter in parameters}
    found: dict[str, Any] = {}
    wrong = {name: "There is no such parameter." for name in given if name not in known}
    for name in known.keys() & given.keys():
        try:
            found[name] = known[name].read(_once(given.getlist(name)))
        except (ValueError, OverflowError) as error:
            wrong[name] = str(error)
    missing = [each.name for each in parameters if each.is_required and each.name not in given]
    wrong |= dict.fromkeys(missing, "It is needed.")
    if wrong:
        raise Problem(400, f"These parameters are wrong: {', '.join(sorted(wrong))}.", wrong)
    return found


def _once(values: Sequence[str]) -> str:
    if len(values) > 1:
        raise ValueError("It can be given once.")
    if "\0" in values[0]:
        raise ValueError("It holds a character that no text has.")
    return values[0]


def _slug(text: str) -> str:
    if not 0 < len(text) <= NAME_LENGTH:
        raise ValueError(f"A slug has 1 to {NAME_LENGTH} characters.")
    return text


def _words(text: str) -> str:
    if not 0 < len(text.strip()) <= limits.SEARCH_CHARACTERS:
        raise ValueError(f"Ask for 1 to {limits.SEARCH_CHARACTERS} characters.")
    return text.strip()


def _language(text: str) -> str:
    if not re.fullmatch(LANGUAGE_TAG, text):
        raise ValueError("Give a language as BCP 47 has it: en, or pt-BR.")
    return text.lower()


def _number(most: int, least: int = 1) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch(r"-?[0-9]{1,18}", text) and least <= int(text) <= most:
            return int(text)
        raise ValueError(f"Give a whole number from {least} to {most}.")

    return read


def _key(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,18}", text):
        raise ValueError("Follow “next” as it was given.")
    return int(text)


def _since(text: str) -> int:
    """The first key of a day or an instant."""
    day, instant = _day_or_instant(text)
    return first_key_of(day or instant)


def _until(text: str) -> int:
    """The key before which stories of the day, or from before the instant, stand."""
    day, instant = _day_or_instant(text)
    return first_key_of(day + timedelta(days=1) if day else instant)


def _day_or_instant(text: str) -> tuple[datetime | None, datetime]:
    """The start of a day of the newsroom, or none; and the instant."""
    if day := parse_date(text) if "T" not in text else None:
        start = timezone.make_aware(datetime.combine(day, time.min))
        return start, start
    instant = parse_datetime(text.replace(" ", "+"))  # what a plus is in an address
    if instant is None:
        raise ValueError("Give a day or an instant: 2024-02-25 or 2024-02-25T08:30:00Z.")
    aware = timezone.make_aware(instant) if timezone.is_naive(instant) else instant
    return None, aware.astimezone(UTC)


def _fields(text: str) -> list[str]:
    asked = text.split(",")
    unknown = [name for name in asked if name not in FIELDS]
    if unknown:
        raise ValueError(f"Of these fields there is none: {', '.join(unknown)}"[:300])
    return asked


SLUG = {"type": "string", "minLength": 1, "maxLength": NAME_LENGTH}
WHEN = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
WORDS_SCHEMA = {"type": "string", "minLength": 1, "maxLength": limits.SEARCH_CHARACTERS}

LANGUAGE_SCHEMA = {"type": "string", "pattern": LANGUAGE_TAG}

SECTION = Parameter("section", "The slug of a section.", SLUG, _slug)
TAG = Parameter("tag", "The slug of a tag.", SLUG, _slug)
AUTHOR = Parameter("author", "The slug of an author.", SLUG, _slug)
LANGUAGE = Parameter(
    "language", "A language with all its variants, or one of them.", LANGUAGE_SCHEMA, _language
)
SINCE = Parameter("since", "Published on this day, at this instant, or later.", WHEN, _since)
UNTIL = Parameter(
    "until", "Published on this day or earlier, or before this instant.", WHEN, _until
)
WORDS = Parameter(
    "q",
    "Words that must all be in the story; “in quotation marks” together, -not, begin* .",
    WORDS_SCHEMA,
    _words,
)
NEEDED_WORDS = WORDS._replace(is_required=True)
NARROWING = (SECTION, TAG, AUTHOR, LANGUAGE, SINCE, UNTIL)
LIMIT = Parameter(
    "limit",
    f"How many at most; {WITH_BODIES} where their text is asked for.",
    {"type": "integer", "minimum": 1, "maximum": limits.API_PAGE_ITEMS, "default": DEFAULT_ITEMS},
    _number(limits.API_PAGE_ITEMS),
)
CURSOR = Parameter(
    "cursor",
    "Where to go on, as “next” has it.",
    {"type": "string", "pattern": "^-?[0-9]{1,18}$"},
    _key,
)
SKIP = CURSOR._replace(
    schema={"type": "integer", "minimum": 0, "maximum": MOST_SKIPPED}, read=_number(MOST_SKIPPED, 0)
)
AFTER = CURSOR._replace(schema=SLUG, read=_slug)
FIELDS_ASKED = Parameter(
    "fields",
    "Only these fields, separated by commas. A list has all but the text where none are named.",
    {"type": "array", "items": {"enum": list(FIELDS)}, "minItems": 1},
    _fields,
)
