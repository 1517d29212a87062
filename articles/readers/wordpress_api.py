"""WordPress's interface: a post as it answers, with what is embedded beside it, as a flat row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from articles.readers.cards import listed, said

UNCATEGORIZED = "uncategorized"


def flattened(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The row with the names of authors, terms and pictures; any other row as it is."""
    if not isinstance(row.get("title"), dict) or "rendered" not in row["title"]:
        return row
    embedded = row.get("_embedded")
    terms = list(_terms(embedded if isinstance(embedded, dict) else {}))
    others = embedded if isinstance(embedded, dict) else {}
    named = {taxonomy: [name for kind, name in terms if kind == taxonomy] for taxonomy, _ in terms}
    authors = named.get("author") or [said(author, "name") for author in listed(others, "author")]
    flat = {
        **{key: _rendered(value) for key, value in row.items() if not key.startswith("_")},
        "authors": list(filter(None, authors)),
        "tags": [*named.get("post_tag", ()), *named.get("category", ())] or row.get("tags"),
        "categories": named.get("category", ()),
        **_picture(others),
    }
    if isinstance(row.get("content"), dict) and row["content"].get("protected"):
        flat["status"] = "private"
    return flat


def _rendered(value: Any) -> Any:
    return value.get("rendered", "") if isinstance(value, dict) else value


def _terms(embedded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Taxonomy and name of every term."""
    groups = embedded.get("wp:term")
    for group in groups if isinstance(groups, list) else ():
        for term in listed({"terms": group}, "terms"):
            if said(term, "slug") != UNCATEGORIZED and said(term, "name"):
                yield said(term, "taxonomy"), said(term, "name")


def _picture(embedded: Mapping[str, Any]) -> Mapping[str, str]:
    for media in listed(embedded, "wp:featuredmedia"):
        return {
            "feature_image": said(media, "source_url"),
            "feature_image_alt": said(media, "alt_text"),
        }
    return {}
