"""Addresses: what a link or a picture in a story may point at.

http, https, mailto and paths from the site's root, written one way. Anything
else (javascript:, data:, a path relative to a page that is not here) is no
address; a link without one is its text, a picture without one is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from articles.limits import TAG_CHARACTERS, TooMuch

URL = re.compile(r"(https?://(?=[^/?#%@:])|mailto:(?=[^?#])|/(?!/))(.*)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
PIXELS = re.compile(r"0*(\d{1,5})(?:px)?", re.ASCII)


def image(attributes: Mapping[str, str]) -> str:
    """An `<img>`, or nothing for a tracking pixel or an address that cannot be shown."""
    lazy = (attributes.get(name, "") for name in ("src", "data-src", "data-lazy-src"))
    source = next(filter(None, map(web_address, lazy)), "")
    size = {name: PIXELS.fullmatch(attributes.get(name, "")) for name in ("width", "height")}
    if not source or any(pixels and int(pixels[1]) < 2 for pixels in size.values()):
        return ""
    alt = " ".join(CONTROLS.sub(" ", attributes.get("alt", "")).split())
    sizes = "".join(f' {name}="{pixels[1]}"' for name, pixels in size.items() if pixels)
    return _measured(f'<img src="{_quoted(source)}" alt="{_quoted(alt)}"{sizes}>')


def link(attributes: Mapping[str, str]) -> str:
    """The mark of a link, or nothing when its address is not one a story may carry."""
    href = address(attributes.get("href", ""))
    return _measured(f'a href="{_quoted(href)}"') if href else ""


def address(url: str) -> str:
    """http, https, mailto or a path from the root, written one way; anything else is ""."""
    url = CONTROLS.sub("", url).strip()
    if url.startswith("//"):
        url = f"https:{url}"
    match = URL.fullmatch(url.replace("\\", "%5C").replace(" ", "%20"))
    return match[1].lower() + match[2] if match else ""


def web_address(url: str) -> str:
    """An address a picture may have."""
    found = address(url)
    return "" if found.startswith("mailto:") else found


def _quoted(value: str) -> str:
    return escape(value).replace("&#x27;", "'")


def _measured(tag: str) -> str:
    if len(tag) > TAG_CHARACTERS:
        raise TooMuch(
            f"A link or picture takes more than {TAG_CHARACTERS:,} characters. Shorten its address."
        )
    return tag
