"""Metadata: what site generators write about a story, in the newsroom's words.

Jekyll, Hugo, Zola, Eleventy, Astro and their like agree on little: the same fact stands
under many keys, as a string, a list or a table, at the top or under `extra` or `params`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from articles import headlines, limits
from articles.documents import Document
from articles.languages import guess
from articles.readers import naming, stated_dates, titles
from articles.readers.reading import Problem
from articles.slugs import slugify, stated

NESTED = ("taxonomies", "extra", "params", "data", "metadata")
HEADLINE = ("title", "headline")
DEK = ("dek", "deck", "subtitle", "standfirst", "summary", "description", "excerpt", "abstract")
DATE = (
    *("date", "published", "pubdate", "pub_date", "publishdate", "publish_date", "published_at"),
    *("date_published", "publication_date", "published_date", "created", "created_at"),
)
AUTHORS = ("author", "authors", "by", "byline", "bylines", "writer", "creator")
TAGS = ("tags", "tag", "keywords", "topics", "labels")
SECTION = ("section", "category", "categories")
UNDETERMINED = "und"  # BCP 47's word for a language that nobody is to guess
LANGUAGE = ("lang", "language", "locale")
ADDRESS = (
    "canonical",
    "canonical_url",
    "canonicalurl",
    "source_url",
    "original_url",
    "link",
    "url",
)
PATH = ("path", "permalink", "url")
STATES = {
    **dict.fromkeys(("draft", "pending", "in-progress", "wip"), "draft"),
    **dict.fromkeys(("publish", "published", "live"), "published"),
    **dict.fromkeys(("future", "scheduled"), "scheduled"),
    **{"private": "private", "trash": "trash"},
}
TRUE = ("true", "yes", "on", "1")
FALSE = ("false", "no", "off", "0")

DATED_NAME = re.compile(r"(?:\d{4}-\d{2}-)?(\d{4}-\d{1,2}-\d{1,2})-(.+)")
DATED_PATH = re.compile(r"(?:^|/)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
TRANSLATED = re.compile(r"(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)")
INDEX = ("index", "_index", "readme")
SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
NAME_KEYS = ("name", "display_name", "full_name", "title", "label", "slug", "id")


@dataclass(slots=True)
class Metadata:
    """The fields of a story that its header and its file's name give."""

    headline: str = ""
    headline_derived: bool = False
    kicker: str = ""
    dek: str = ""
    dateline: str = ""
    bylines: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    dated: date | datetime | None = None
    language: str = ""
    slug: str = ""
    source_url: str = ""
    source: str = ""
    source_id: str = ""
    status: str = ""
    problems: list[Problem] = field(default_factory=list)

    def document(self, body: str, prose: str, *, untitled: str = "") -> Document:
        """The story: `prose`, the body's running text, tells what nobody stated."""
        return Document(
            headline=self.headline or headlines.derive(prose) or untitled,
            headline_derived=self.headline_derived or not self.headline,
            kicker=self.kicker,
            dek=self.dek[: limits.DEK],
            dateline=self.dateline,
            body=body,
            bylines=self.bylines,
            section=self.section,
            tags=self.tags,
            dated=self.dated,
            language="" if self.language == UNDETERMINED else self.language or guess(prose),
            slug=self.slug,
            source_url=self.source_url,
        )


def metadata(values: Mapping[str, Any], name: str) -> Metadata:
    """What `values`, a header with lower-case keys, and the file's name say of a story."""
    values = _flat(values)
    stem, day, language = _of_name(name)
    section, *categories = _section(values) or [""]
    found = Metadata(
        headline=titles.plain(_first(values, HEADLINE)),
        headline_derived=_first(values, ("working_headline",)).lower() in TRUE,
        kicker=titles.plain(_first(values, ("kicker",))),
        dek=titles.plain(_first(values, DEK)),
        dateline=titles.plain(_first(values, ("dateline",))),
        bylines=_bylines(values),
        section=section,
        tags=naming.distinct([*_tags(values, by_spaces=bool(day)), *categories])[: limits.TAGS],
        language=naming.language(_first(values, LANGUAGE)) or language,
        slug=_slug(values, stem, bool(day)),
        source_url=next(filter(_is_web, _strings(values, ADDRESS)), ""),
        source=titles.plain(_first(values, ("source", "publication"))),
        source_id=_first(values, ("guid", "uuid")),
        status=_status(values),
    )
    _date(found, values, day)
    if expiry := _first(values, ("expirydate", "expiry_date", "expires")):
        found.problems.append(_expiring(expiry))
    return found


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """The top keys, and what stands one table further down where the top says nothing of it."""
    flat = {key: value for key, value in values.items() if not _is_empty(value)}
    for table in (flat.get(key) for key in NESTED):
        for key, value in table.items() if isinstance(table, Mapping) else ():
            if not _is_empty(value):
                flat.setdefault(str(key).lower().replace("-", "_"), value)
    return flat


def _is_empty(value: object) -> bool:
    return value is None or value == "" or value == [] or value in ("null", "~")


def _of_name(name: str) -> tuple[str, str, str]:
    """What the file's name says: a slug, a day and a language, as far as it does."""
    path = PurePosixPath(name.replace("\\", "/"))
    stem = path.name.partition(".")[0] if path.name.endswith(".md.txt") else path.stem
    translated = TRANSLATED.fullmatch(stem)
    stem, language = (translated[1], translated[2]) if translated else (stem, "")
    if stem.lower() in INDEX:
        stem = path.parent.name
    dated = DATED_NAME.fullmatch(stem)
    return (dated[2], dated[1], language) if dated else (stem, "", language)


# The values, whatever their shape


def _first(values: Mapping[str, Any], keys: Sequence[str]) -> str:
    return next(iter(_strings(values, keys)), "")


def _strings(values: Mapping[str, Any], keys: Sequence[str]) -> Iterator[str]:
    for key in keys:
        yield from _texts(values.get(key))


def _texts(value: object) -> Iterator[str]:
    """The strings in a value; of a table its name. What is nested further is no string."""
    for item in value if isinstance(value, list | tuple) else (value,):
        text = _text(item)
        if text:
            yield text


def _text(item: object) -> str:
    if isinstance(item, Mapping):
        item = next((item[key] for key in NAME_KEYS if item.get(key)), "")
    if isinstance(item, date):
        return item.isoformat()
    if isinstance(item, bool):
        return str(item).lower()
    return str(item).strip() if isinstance(item, str | int | float) else ""


# The fields


def _bylines(values: Mapping[str, Any]) -> tuple[str, ...]:
    """A list says itself where a name ends; a line of names is taken apart."""
    value = next((values[key] for key in AUTHORS if values.get(key)), None)
    if isinstance(value, str):
        return naming.people([titles.plain(value)])
    return naming.distinct(map(naming.without_mail, _texts(value)))


def _tags(values: Mapping[str, Any], *, by_spaces: bool) -> list[str]:
    """A string of tags is cut at commas; Jekyll, whose files are named by date, cuts at spaces."""
    tags: list[str] = []
    for key in TAGS:
        value = values.get(key)
        if isinstance(value, str) and "," not in value and by_spaces and key != "tag":
            tags += value.split()
        elif isinstance(value, str):
            tags += re.split(r"[,;\n]|\s(?=#\w)", value.strip("[]"))
        else:
            tags += _texts(value)
    return [tag.strip("\"' ").removeprefix("#") for tag in tags]


def _section(values: Mapping[str, Any]) -> list[str]:
    """The section, then the other categories."""
    names: list[str] = []
    for key in SECTION:
        for text in _texts(values.get(key)):
            names += re.split(r"[,;]", text) if key == "categories" else [text]
    return list(naming.distinct(names))


def _slug(values: Mapping[str, Any], stem: str, dated: bool) -> str:
    """As the header says, else the end of the story's path, else the name of a site's file."""
    if slug := _first(values, ("slug",)):
        return stated(slug)
    paths = (path for path in _strings(values, PATH) if not _is_web(path) and ":" not in path)
    path = next(paths, "").rstrip("/")
    if path:
        return slugify(re.sub(r"\.html?$", "", path.rpartition("/")[2]))
    return slugify(stem) if dated or (values and SLUG.fullmatch(stem)) else ""


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _status(values: Mapping[str, Any]) -> str:
    state = STATES.get(_first(values, ("status", "state", "visibility")).lower(), "")
    draft, published = (_first(values, (key,)).lower() for key in ("draft", "published"))
    if draft in TRUE or published in FALSE:
        return "draft"
    return state or ("published" if draft in FALSE or published in TRUE else "")


def _date(found: Metadata, values: Mapping[str, Any], day: str) -> None:
    """The header's date, else the one in the story's path, else the file name's."""
    dates_written = (text for text in _strings(values, DATE) if text.lower() not in TRUE + FALSE)
    path = DATED_PATH.search(_first(values, PATH))
    written = next(dates_written, "") or ("-".join(path.groups()) if path else day)
    found.dated, problems = stated_dates.read(written)
    found.problems += problems


def _expiring(expiry: str) -> Problem:
    return Problem(
        message=f"The header lets the story expire ({expiry[:40]}), which is not kept.",
        remedy="Set an end when publishing it, if it is still meant to go.",
    )
