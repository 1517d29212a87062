"""What every answer tells the browser it may do: the Content-Security-Policy and its kin."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django_prose_editor.widgets import importmap

SITE: dict[str, list[str]] = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
    "frame-ancestors": ["'none'"],
}
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
DESK = "/admin/"


class Headers:
    """Middleware: the site's policy for readers, the desk's for the desk, which is never kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.site_policy = header(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if is_desk(request.path_info):
            headers["Cache-Control"] = "private, no-store"
            headers.setdefault("X-Robots-Tag", "noindex")
            headers.setdefault("Content-Security-Policy", self.desk_policy)
        else:
            headers.setdefault("Content-Security-Policy", self.site_policy)
        return response

    @cached_property
    def desk_policy(self) -> str:
        """The site's, and the two inline things the rich-text editor cannot do without."""
        policy = dict(settings.SECURE_CSP)
        policy["script-src"] = [*policy["script-src"], import_map_hash()]
        policy["style-src"] = [*policy["style-src"], EMPTY_STYLE]
        return header(policy)


def is_desk(path: str) -> bool:
    """Whether the path is for people who have signed in."""
    return path.startswith(DESK)


def header(policy: Mapping[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


def import_map_hash() -> str:
    """The source expression that allows the editor's import map, and no other inline script."""
    script = re.sub(r"^<script[^>]*>|</script>$", "", str(importmap))
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
