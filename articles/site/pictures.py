"""Pictures as readers get them: a print at its address, and stories with the prints they name.

Another site's picture is not fetched, by us or by a reader's browser: a link leads to it.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import prints
from articles.models.picture import PicturePrint
from articles.models.prepared import prepared
from articles.site.answers import for_anybody, kept

IMAGE = re.compile(r'<img ([^>]*?)src="([^"]*)" alt="([^"]*)"[^>]*>')
# The measure of the text in story.css; below it the width of the screen.
IN_TEXT = "(min-width: 42rem) 38rem, 100vw"


class Printed(NamedTuple):
    """The column of a PicturePrint of that name."""

    data: bytes


@prepared(Printed)
def print_of(key: str, width: int) -> Any:
    return PicturePrint.objects.shown(key, width)


@require_safe
def picture(request: HttpRequest, key: str, width: int, height: int = 0) -> HttpResponse:
    """One print. What is at an address never changes; a picture taken down is not there."""
    found = print_of(key=key, width=width)
    if not found:
        raise Http404
    answer = HttpResponse(bytes(found[0].data), content_type="image/webp")
    return for_anybody(kept(request, answer))


def with_prints(body_html: str) -> str:
    """A story's HTML with each picture of ours in every width, and others as links."""
    return IMAGE.sub(_set, body_html) if "<img " in body_html else body_html


def _set(image: re.Match[str]) -> str:
    before, source, alt = image.groups()
    own = prints.at(unescape(source))
    if own is None:
        return _link(source, alt)
    srcset = f' srcset="{own.srcset}" sizes="{IN_TEXT}"' if own.srcset else ""
    size = f' width="{own.width}" height="{own.height}"'
    return f'<img {before}src="{source}"{srcset} alt="{alt}"{size}>'


def _link(source: str, alt: str) -> str:
    host = urlsplit(unescape(source)).hostname
    told = alt or escape(_("Picture"))
    where = f" <span>({escape(host)})</span>" if host else ""
    return f'<a class="picture" rel="noopener" href="{source}">{told}{where}</a>'
