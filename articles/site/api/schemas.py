"""What the answers look like, in JSON Schema."""

from __future__ import annotations

from typing import Any

from articles.models.correction import CorrectionKind

Schema = dict[str, Any]


def _object(properties: Schema, *, required: tuple[str, ...] | None = None) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
        "additionalProperties": False,
    }


def _list_of(item: Schema) -> Schema:
    return _object({"items": {"type": "array", "items": item}, "next": OPTIONAL_ADDRESS})


def _named(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
ADDRESS = {"type": "string", "format": "uri"}
INSTANT = {"type": "string", "format": "date-time"}
OPTIONAL_ADDRESS = _or_null(ADDRESS)

NAME = _object(
    {"name": TEXT, "slug": TEXT, "url": ADDRESS, "api_url": ADDRESS, "description": TEXT},
    required=("name", "slug", "url", "api_url"),
)
PICTURE = _object({"url": ADDRESS, "alt": TEXT, "width": NUMBER, "height": NUMBER})
PIECES: Schema = {
    "type": "array",
    "items": _object({"text": TEXT, "is_match": {"type": "boolean"}}),
}
CORRECTION = {
    "id": NUMBER,
    "kind": {"enum": list(CorrectionKind.values)},
    "text": TEXT,
    "at": INSTANT,
}
ARTICLE = _object(
    {
        "id": {**NUMBER, "description": "Stays when the address changes."},
        "identifier": {**ADDRESS, "description": "The same as in feeds."},
        "url": {**ADDRESS, "description": "The page for people."},
        "api_url": ADDRESS,
        "ninjs_url": ADDRESS,
        "path": {**TEXT, "description": "YYYY/MM/DD/slug, the end of the page's address."},
        "slug": TEXT,
        "headline": TEXT,
        "kicker": {**TEXT, "description": "The line above the headline."},
        "dek": {**TEXT, "description": "The standfirst below it."},
        "summary": {**TEXT, "description": "The opening, where there is no dek."},
        "dateline": TEXT,
        "byline": {**TEXT, "description": "The authors as one line."},
        "language": {**TEXT, "description": "BCP 47."},
        "direction": {"enum": ["ltr", "rtl"]},
        "words": NUMBER,
        "reading_minutes": NUMBER,
        "published_at": INSTANT,
        "published_day_only": {
            "type": "boolean",
            "description": "Whether only the day of published_at is known.",
        },
        "updated_at": _or_null(INSTANT),
        "section": _or_null(_named("Name")),
        "tags": {"type": "array", "items": _named("Name")},
        "authors": {"type": "array", "items": _named("Name")},
        "picture": _or_null(_named("Picture")),
        "corrections": {"type": "array", "items": _named("Correction")},
        "body_html": {
            **TEXT,
            "description": "Clean HTML. Addresses that begin with a slash are this site's.",
        },
        "body_text": {**TEXT, "description": "Plain text, a blank line between paragraphs."},
    },
    required=(),
)
PROBLEM = {
    **_object(
        {
            "type": TEXT,
            "title": TEXT,
            "status": NUMBER,
            "detail": TEXT,
            "parameters": {"type": "object", "additionalProperties": TEXT},
        },
        required=("type", "title", "status", "detail"),
    ),
    "description": "RFC 9457.",
}

SCHEMAS: Schema = {
    "Article": ARTICLE,
    "Articles": _list_of(_named("Article")),
    "Name": NAME,
    "Names": _list_of(_named("Name")),
    "Picture": PICTURE,
    "Correction": _object(CORRECTION),
    "Corrections": _list_of(_object({**CORRECTION, "article": _named("Article")})),
    "Hit": _object({"article": _named("Article"), "headline": PIECES, "snippet": PIECES}),
    "Hits": _list_of(_named("Hit")),
    "Newsroom": _object(
        {
            "name": TEXT,
            "tagline": TEXT,
            "language": TEXT,
            "url": ADDRESS,
            "articles": ADDRESS,
            "sections": ADDRESS,
            "tags": ADDRESS,
            "authors": ADDRESS,
            "search": ADDRESS,
            "corrections": ADDRESS,
            "openapi": ADDRESS,
        }
    ),
    "Problem": PROBLEM,
}
