"""Without a connection: one page that says so. No story is ever kept to be shown as new."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.site.answers import cacheable
from articles.site.imprint import imprint

SHEETS = ("site/css/tokens.css", "site/css/page.css")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What stands in for any page that cannot be fetched."""
    return cacheable(request, HttpResponse(_page()))


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. It keeps the page above and its style sheets, and nothing else;
    its cache is named by what is in it."""
    kept = [reverse("site:offline"), *map(static, SHEETS)]
    digest = hashlib.blake2b("\n".join([*kept, _page()]).encode(), digest_size=6).hexdigest()
    context = {"kept": kept, "digest": digest, "offline": kept[0]}
    script = render_to_string("site/worker.js", context)
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    return cacheable(request, response)


def _page() -> str:
    return render_to_string("site/offline.html", {"newsroom": imprint(), "sheets": SHEETS})
