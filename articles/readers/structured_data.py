"""Structured data: what a page says of itself in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

STORY = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review|Recipe|LiveBlogPosting)$")
PAGE = re.compile(r"(?:WebPage|Page|Episode|CreativeWork)$")
LONGEST = 1_000_000  # characters of one script
MOST = 2_000  # objects looked at
COMMENT = re.compile(r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")

Thing = Mapping[str, Any]


def story(scripts: Iterable[str]) -> Thing:
    """The object that describes the story of a page: an article, else a page; empty if none."""
    things = [thing for script in scripts for thing in _things(script)]
    by_name = {str(thing["@id"]): thing for thing in things if thing.get("@id")}
    for kind in (STORY, PAGE):
        found = next((thing for thing in things if _is(thing, kind)), None)
        if found is not None:
            return {key: _resolved(value, by_name) for key, value in found.items()}
    return {}


def _things(script: str) -> Iterator[Thing]:
    if len(script) > LONGEST:
        return
    try:
        data = json.loads(COMMENT.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return
    waiting, number = [data], 0
    while waiting and number < MOST:
        number += 1
        one = waiting.pop(0)
        if isinstance(one, dict):
            yield one
            waiting += [
                one[key] for key in ("@graph", "mainEntity", "itemListElement") if key in one
            ]
        elif isinstance(one, list):
            waiting += one


def _is(thing: Thing, kind: re.Pattern[str]) -> bool:
    types = thing.get("@type")
    named = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and kind.search(name) for name in named)


def _resolved(value: Any, by_name: Mapping[str, Thing]) -> Any:
    """A reference to another object of the page, as that object."""
    if isinstance(value, list):
        return [_resolved(one, by_name) for one in value[:50] if not isinstance(one, list)]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
        return by_name.get(str(value.get("@id")), value)
    return value


def texts(value: Any) -> Iterator[str]:
    """The strings in a value; of an object its name."""
    for one in value if isinstance(value, list) else [value]:
        text = (
            one.get("name") or one.get("@value") or one.get("@id") if isinstance(one, dict) else one
        )
        if isinstance(text, list):
            text = next(iter(text), "")
        if isinstance(text, str) and text.strip():
            yield text.strip()
