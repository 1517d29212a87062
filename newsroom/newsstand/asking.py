"""Asking: which requests the stand may answer, and what tells two of them apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.http import parse_http_date_safe

from newsroom import policy

Environ = dict[str, Any]

# Of queries only the place in a list is bounded: each key in it is a story there is.
KEPT_QUERY = re.compile(r"before=[0-9]{1,18}", re.ASCII)
LONGEST_PATH = 1000
PASSED_ON = {
    "HTTP_AUTHORIZATION",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_TRANSFER_ENCODING",
}
# Best first. Older clients that name none, or refuse all, are given what was written.
CODINGS = ("gzip",)


class Address(NamedTuple):
    """All that a kept page may depend on besides the impression."""

    scheme: str
    host: str
    path: str
    query: str


def is_a_readers(environ: Environ) -> bool:
    """Whether a page is asked for, by nobody in particular."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not environ.get("SCRIPT_NAME")
        and environ.get("CONTENT_LENGTH") in (None, "", "0")
        and not environ["PATH_INFO"].startswith(_elsewhere())
        and PASSED_ON.isdisjoint(environ)
        and not ("HTTP_COOKIE" in environ and _is_signed_in(environ["HTTP_COOKIE"]))
    )


def address_of(environ: Environ) -> Address | None:
    """Where the page can be kept; None if it is not to be."""
    host, path = environ.get("HTTP_HOST"), environ["PATH_INFO"]
    query = environ.get("QUERY_STRING", "")
    if not host or len(path) > LONGEST_PATH or (query and not KEPT_QUERY.fullmatch(query)):
        return None
    return Address(environ.get(_says_the_scheme(), ""), host, path, query)


@lru_cache(maxsize=256)
def coding_for(accepted: str) -> str:
    """The coding to answer an Accept-Encoding with, "" for none."""
    weights = dict(map(_weighed, accepted.lower().split(",")))
    for coding in CODINGS:
        if weights.get(coding, weights.get("*", 0.0)) > 0:
            return coding
    return ""


def has_it(environ: Environ, etag: str, modified: int | None) -> bool:
    """Whether the client has the page of this ETag, last modified then, in seconds."""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return etag in tags or "*" in tags
    given = environ.get("HTTP_IF_MODIFIED_SINCE")
    since = parse_http_date_safe(given) if given else None
    return modified is not None and since is not None and modified <= since


@lru_cache(maxsize=1)
def _says_the_scheme() -> str:
    """As Django is told it: by the proxy, where that is trusted."""
    trusted = settings.SECURE_PROXY_SSL_HEADER
    return trusted[0] if trusted else "wsgi.url_scheme"


@lru_cache(maxsize=1)
def _elsewhere() -> tuple[str, ...]:
    """What is no page of the site: the desk, and files, which have their own conditions."""
    return (policy.DESK, settings.STATIC_URL, settings.MEDIA_URL)


def _is_signed_in(cookies: str) -> bool:
    return settings.SESSION_COOKIE_NAME in cookies or settings.CSRF_COOKIE_NAME in cookies


def _weighed(accepted: str) -> tuple[str, float]:
    """The coding and how welcome it is, of `gzip;q=0.5`."""
    coding, _, parameter = accepted.partition(";")
    weight = parameter.replace(" ", "").removeprefix("q=")
    try:
        return coding.strip(), float(weight) if parameter else 1.0
    except ValueError:
        return coding.strip(), 0.0
