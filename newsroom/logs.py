"""The log: a line an event, which nobody's input can forge, with the request's id.

No body, query, cookie or token is ever logged; Django itself names the path alone.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

REQUEST_ID = re.compile(r"[\w.-]{8,64}", re.ASCII)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

_request_id: ContextVar[str] = ContextVar("request_id", default="-")


class RequestId:
    """Middleware: names the request in the log and in X-Request-ID.

    A proxy's own name for it is taken on where the proxy is trusted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        name = name_of(request.headers.get("X-Request-ID", ""))
        # Not taken back afterwards: Django logs 404 and its like once all middleware is done.
        _request_id.set(name)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = name
        return response


def name_of(given: str) -> str:
    """A request's name: the proxy's, if that is one and is trusted, else one of our own."""
    if settings.TRUST_PROXY and REQUEST_ID.fullmatch(given):
        return given
    return secrets.token_hex(8)


class Plain(logging.Formatter):
    """`instant LEVEL logger [request] message`; a traceback's lines follow, each set off."""

    def format(self, record: logging.LogRecord) -> str:
        head = (
            f"{_instant(record)} {record.levelname} {record.name} [{_request_id.get()}]"
            f" {escaped(record.getMessage())}"
        )
        return "\n  | ".join([head, *map(escaped, _traceback(self, record).splitlines())])


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": _instant(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": _request_id.get(),
            "message": record.getMessage(),
        }
        traceback = _traceback(self, record)
        return json.dumps(event | ({"traceback": traceback} if traceback else {}))


def escaped(text: str) -> str:
    """The text on one line, control characters spelled out."""
    return UNPRINTABLE.sub(lambda found: repr(found[0])[1:-1], text)


def configuration(form: str, level: str) -> dict[str, Any]:
    """LOGGING: everything to standard error, in the form asked for."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"()": "newsroom.logs.Plain"},
            "json": {"()": "newsroom.logs.Json"},
        },
        "handlers": {"log": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["log"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "axes": {"level": "WARNING"},
        },
    }


def _instant(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _traceback(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return formatter.formatException(record.exc_info) if record.exc_info else ""
