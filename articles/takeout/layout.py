"""Layout: which tables are in a takeout, in what order, and how a row is one line of JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers import sort_dependencies
from django.db import models

from articles.models.delivery import Delivery, Endpoint
from articles.models.impression import Impression
from articles.models.vocabulary import IndexForm, Spelling
from articles.models.worker import Worker

Row = dict[str, Any]

VERSION = 1
MANIFEST = "takeout.json"
LEFT_OUT: tuple[type[models.Model], ...] = (
    *(Impression, IndexForm, Spelling, Worker),
    *(Delivery, Endpoint),
)
"""What is only of the moment, what search makes anew from the editions, and whom this very
newsroom tells of its news: secrets, as settings are."""

README = """\
A takeout of a Newsroom: everything the desk ever wrote and readers ever saw.

takeout.json   version of this layout, when it was taken, the last migration, and for each
               file how many lines it has and the SHA-256 of its bytes
*.jsonl        one table a file, named after what it holds, one row a line, oldest first,
               as a JSON object: column to value. Text is UTF-8; instants are ISO 8601 in
               UTC to the microsecond; bytes are Base64; `_id` names a row of another file
               by its `id`
revision.jsonl every version of every article. `content` is the story as JSON, `digest`
               its SHA-256, `hash` that of the facts and the hash before
edition.jsonl  what readers saw, from `live_from` until `live_until` (year 9999: still)

Logins are no part of it: names stand where they signed, and nobody is assigned. Nor are
settings, the secret key and the full-text index. It holds what is not public: keep it safe.

`manage.py restore_takeout FILE` reads it into a newsroom that was only just migrated, with
the same keys, hashes and addresses, and keeps nothing of it unless `verify` finds it whole.
"""


class Damaged(ValueError):
    """The file is no takeout, or not the one that was taken."""


class NotEmpty(ValueError):
    """The newsroom holds something already, which a restored one would contradict."""


def tables() -> list[type[models.Model]]:
    """Every table, those that are referred to before those that refer to them."""
    everything = list(apps.get_app_config("articles").get_models(include_auto_created=True))
    ordered = sort_dependencies([(apps.get_app_config("articles"), everything)])
    return [model for model in ordered if model not in LEFT_OUT]


def file_of(model: type[models.Model]) -> str:
    return f"{model._meta.model_name}.jsonl"


def key_of(model: type[models.Model]) -> str:
    """The column of a table's key."""
    return str(model._meta.pk and model._meta.pk.attname)


def columns(model: type[models.Model]) -> list[str]:
    """The columns of a table by attribute, but those that name a login."""
    return [field.attname for field in model._meta.concrete_fields if not is_login(field)]


def is_login(field: models.Field[Any, Any]) -> bool:
    label = getattr(getattr(field.related_model, "_meta", None), "label", "")
    return bool(label == settings.AUTH_USER_MODEL)


def line(names: list[str], values: tuple[Any, ...]) -> bytes:
    row = dict(zip(names, values, strict=True))
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_spelled)
    return text.encode() + b"\n"


def _spelled(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} has no spelling in a takeout")


def row(model: type[models.Model], written: bytes) -> Row:
    """The row a line holds, by attribute. Raises Damaged for anything else."""
    try:
        found = json.loads(written)
    except ValueError as error:
        raise Damaged(f"A line of {file_of(model)} is no JSON") from error
    fields = _fields(model)
    if not isinstance(found, dict) or not {key_of(model)} <= found.keys() <= fields.keys():
        raise Damaged(f"A line of {file_of(model)} is no row this version knows")
    try:
        return {name: fields[name].to_python(value) for name, value in found.items()}
    except ValidationError as error:
        raise Damaged(f"A line of {file_of(model)} holds what its column cannot") from error


def _fields(model: type[models.Model]) -> Mapping[str, models.Field[Any, Any]]:
    return {field.attname: field for field in model._meta.concrete_fields}
