"""Where the site is, as a request reached it."""

from __future__ import annotations

import re

from django.http import HttpRequest
from django.utils.encoding import iri_to_uri

from articles.site.imprint import imprint

OWN_ADDRESS = re.compile(r'(?<= )(href|src)="(?=/(?!/)|#)')
# Tag URIs name the year their minter began; a domain that came later says so in TAG_AUTHORITY.
SINCE = "2026"


def origin_of(request: HttpRequest) -> str:
    """As https://example.org, which absolute addresses begin with."""
    return f"{request.scheme}://{request.get_host()}"


def absolute(origin: str, path: str) -> str:
    """A path with letters of any script as a full address."""
    return iri_to_uri(f"{origin}{path}")


def identifier(origin: str, path: str) -> str:
    """A tag URI (RFC 4151) for what keeps its identity when its address changes."""
    host = origin.partition("://")[2].rpartition("@")[2].split(":")[0].strip("[]")
    return f"tag:{imprint().tag_authority or f'{host},{SINCE}'}:{path}"


def with_absolute_addresses(html: str, origin: str, url: str) -> str:
    """A body to be read elsewhere: its own links and pictures lead back here."""

    def led(found: re.Match[str]) -> str:
        begins = url if html[found.end()] == "#" else origin
        return f'{found[1]}="{begins}'

    return OWN_ADDRESS.sub(led, html)
