"""The newsroom's profile of ninjs 3: where its own export keeps what ninjs has no field for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from articles.readers.cards import listed, said
from articles.readers.titles import verbatim

NAME = "newsroom"

Item = Mapping[str, Any]


def values(item: Item) -> dict[str, Any]:
    """The facts of an item, keys in lower case, under `metadata`'s keys; text is plain text."""
    headlines = _by_role(item, "headlines")
    other = _by_role(item, "altids")
    return {
        "title": verbatim(headlines.get("main") or headlines.get("working", "")),
        "working_headline": "working" in headlines,
        "kicker": verbatim(headlines.get("kicker", "")),
        "dek": verbatim(_by_role(item, "descriptions").get("summary", "")),
        "dateline": verbatim(said(item, "located")),
        "date": other.get("date", ""),
        "authors": _related(item, "people", "author"),
        "tags": _related(item, "subjects", "about"),
        "section": next(iter(_related(item, "subjects", "section")), ""),
        "lang": said(item, "language"),
        "slug": other.get("slug", ""),
        "canonical": other.get("source", ""),
    }


def _by_role(item: Item, name: str) -> dict[str, str]:
    return {said(one, "role"): said(one, "value") for one in listed(item, name)}


def _related(item: Item, name: str, rel: str) -> list[str]:
    return [verbatim(said(one, "name")) for one in listed(item, name) if said(one, "rel") == rel]
