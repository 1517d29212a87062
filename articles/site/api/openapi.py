"""The API's description of itself: OpenAPI 3.1, made of what the views themselves declare."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from django.http import HttpRequest

from articles.site.api import corrections, names, views
from articles.site.api.answering import ENDPOINTS, Asked, Endpoint, View, endpoint
from articles.site.api.asking import Parameter
from articles.site.api.schemas import SCHEMAS
from articles.site.imprint import imprint

ABOUT = (
    "What readers see, for programs. Nobody signs in; answers may be kept for a minute, and an "
    "ETag with If-None-Match saves sending what has not changed. Lists go on at “next”. "
    "What is withdrawn is gone at once."
)
PATHS: dict[str, View] = {
    "/": views.newsroom,
    "/articles": views.articles,
    "/articles/{id}": views.article,
    "/articles/{year}/{month}/{day}/{slug}": views.article_at,
    "/sections": names.sections,
    "/sections/{slug}": names.section,
    "/tags": names.tags,
    "/tags/{slug}": names.tag,
    "/authors": names.authors,
    "/authors/{slug}": names.author,
    "/search": views.search,
    "/corrections": corrections.corrections,
}
IN_PATH: dict[str, dict[str, Any]] = {
    "id": {"type": "integer"},
    "year": {"type": "string", "pattern": "^[0-9]{4}$"},
    "month": {"type": "string", "pattern": "^[0-9]{2}$"},
    "day": {"type": "string", "pattern": "^[0-9]{2}$"},
    "slug": {"type": "string"},
}


@endpoint("This document", "OpenAPI")
def document(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    return described(imprint().name)


@lru_cache(maxsize=4)
def described(newsroom: str) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{newsroom}: API", "version": "1", "description": ABOUT},
        "servers": [{"url": "/api/v1"}],
        "paths": {path: _path(path, ENDPOINTS[view], view) for path, view in PATHS.items()},
        "components": {"schemas": SCHEMAS},
    }


def _path(path: str, known: Endpoint, view: View) -> dict[str, Any]:
    given = [_in_path(name) for name in re.findall(r"{(\w+)}", path)]
    answers = {
        "200": _answer("What was asked for.", "application/json", known.answer),
        "304": {"description": "Nothing has changed since that ETag."},
        "400": _problem("A parameter is wrong, or there is none of this name."),
    }
    if given:
        answers["404"] = _problem("There is none.")
    if known.answer == "Article":
        answers["410"] = _problem("It was there and has been withdrawn.")
    if "{slug}" in path:
        answers["301"] = {"description": "It is known under another name now."}
    operation = {
        "operationId": view.__name__,
        "summary": known.summary,
        "parameters": [*given, *map(_in_query, known.parameters)],
        "responses": answers,
    }
    return {"get": operation}


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": IN_PATH[name]}


def _in_query(parameter: Parameter) -> dict[str, Any]:
    separated = {"explode": False} if parameter.schema.get("type") == "array" else {}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": parameter.description,
        "schema": dict(parameter.schema),
        **separated,
    }


def _problem(description: str) -> dict[str, Any]:
    return _answer(description, "application/problem+json", "Problem")


def _answer(description: str, content_type: str, schema: str) -> dict[str, Any]:
    content = {content_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": content}
