"""ninjs: the IPTC's news in JSON, versions 1 to 3, one item or a list of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from articles.readers import json_text, ninjs_profile, records
from articles.readers.cards import figure, listed, said
from articles.readers.json_text import MOST_BYTES, NotJSON
from articles.readers.plain_text import paragraphs
from articles.readers.reading import Reading, refused
from articles.readers.records import Record
from articles.readers.wire import byline, stand

__all__ = ["MOST_BYTES", "read", "recognises"]

Item = Mapping[str, Any]

URI = re.compile(rb'"uri"\s*:\s*"')
NOT_OWN = re.compile(rb'"(?:body|content|text|html|rendered|jsonrpc|posts)"\s*:')
LISTS = ("items", "newsitems", "results", "docs", "data", "news")
HTML_BODIES = ("html", "xhtml", "html5", "main", "richhtml5", "article")
PICTURES = ("picture", "graphic", "image")
WIDEST = 2_400  # pixels; the largest rendition up to it is taken
CREDITS = ("creditline", "writer", "byline", "rights")
DEKS = ("summary", "abstract", "subheadline", "dek", "lead", "ingress", "teaser")


def recognises(name: str, head: bytes) -> bool:
    """JSON objects with a uri, the one thing ninjs asks for, and no field it would not know."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return start in (b"{", b"[") and bool(URI.search(head)) and not NOT_OWN.search(head)


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each item."""
    try:
        found = json_text.parse(json_text.text(data))
    except NotJSON as fault:
        yield fault.reading
        return
    items = list(_items(found))
    yield from records.bounded(_read(item, number) for number, item in enumerate(items, 1))
    if not items:
        yield refused("There is no news item in this file.", "Check that it is the right file.")


def _items(found: Any) -> Iterator[object]:
    if isinstance(found, list):
        yield from found
    elif isinstance(found, dict) and "uri" in found:
        yield found
    elif isinstance(found, dict):
        yield from next((listed(found, key) for key in LISTS if listed(found, key)), ())


def _read(item: object, number: int) -> Reading:
    if not isinstance(item, dict):
        return refused(f"Item {number} is no object.", "Ask the sender to mend it.")
    return records.read(_record(_lowered(item), number))


def _lowered(item: Item) -> dict[str, Any]:
    """Version 3 writes versionCreated what 1 and 2 write versioncreated, at every level."""
    return {
        str(key).lower(): [_lowered(one) if isinstance(one, dict) else one for one in value]
        if isinstance(value, list)
        else value
        for key, value in item.items()
    }


def _record(item: Item, number: int) -> Record:
    html, is_description = _story(item)
    record = Record(
        place=f"Item {number}",
        values=ninjs_profile.values(item)
        if said(item, "profile") == ninjs_profile.NAME
        else _values(item, "" if is_description else _dek(item)),
        html=_shown(item, caption="") + html + "".join(_others(item)),
        source_id=said(item, "uri"),
        is_item=bool(said(item, "uri")),
    )
    stand(record, said(item, "pubstatus"), said(item, "embargoed", "embargo"))
    return record


def _values(item: Item, dek: str) -> dict[str, Any]:
    canonical = said(item, "canonical", "webcanonical", "link") or _own_address(item)
    return {
        "title": _headline(item),
        "dek": dek,
        "dateline": said(item, "located", "dateline"),
        "date": said(item, "versioncreated", "contentcreated", "firstcreated"),
        "authors": byline(said(item, "byline", "by")),
        "tags": [said(subject, "name") for subject in _either(item, "subject")],
        "section": next((said(genre, "name") for genre in _either(item, "section")), ""),
        "lang": said(item, "language"),
        "canonical": canonical,
        "source": _source(item),
    }


def _either(item: Item, name: str) -> list[Item]:
    """The objects under `name` in version 1, or its plural in the later ones."""
    return [*listed(item, name), *listed(item, f"{name}s")]


def _headline(item: Item) -> str:
    headlines = listed(item, "headlines")
    main = [one for one in headlines if said(one, "role").lower() in ("main", "headline", "")]
    found = (said(one, "value") for one in [*main, *headlines])
    named = (said(item, key) for key in sorted(item) if key.startswith("headline_"))
    choice = (said(item, "headline"), *found, said(item, "headline_main"), *named)
    return next(filter(None, choice), "") or said(item, "title", "name", "slugline")


def _own_address(item: Item) -> str:
    """The item's uri, where it is a page's address and not an interface's."""
    uri = said(item, "uri")
    return uri if uri.startswith(("http://", "https://")) else ""


def _source(item: Item) -> str:
    named = (said(source, "name") for source in _either(item, "infosource"))
    return said(item, "copyrightholder", "creditline", "source") or next(filter(None, named), "")


# The story: bodies by their content type, or what describes a picture


def _story(item: Item) -> tuple[str, bool]:
    """The story as HTML, and whether it is only a description."""
    html = next(filter(None, (_html(item), paragraphs(_text(item)))), "")
    if html:
        return html, False
    return _described(item), True


def _html(item: Item) -> str:
    bodies = [body for body in listed(item, "bodies") if "html" in _kind(body)]
    bodies.sort(key=lambda body: _rank(said(body, "role").lower()))
    found = next((said(body, "value") for body in bodies if said(body, "value")), "")
    return (
        found or said(item, "body_xhtml", "body_html", "body_html5") or _other_body(item, html=True)
    )


def _kind(body: Item) -> str:
    return said(body, "contenttype", "mimetype").lower() or said(body, "role").lower()


def _rank(role: str) -> int:
    return HTML_BODIES.index(role) if role in HTML_BODIES else len(HTML_BODIES)


def _text(item: Item) -> str:
    bodies = [body for body in listed(item, "bodies") if "xml" not in _kind(body)]
    plain = (said(body, "value") for body in bodies)
    return next(filter(None, plain), "") or said(item, "body_text") or _other_body(item, html=False)


def _other_body(item: Item, *, html: bool) -> str:
    """Version 1 lets a sender name bodies of its own: body_main, body_nitf …"""
    for key in sorted(item):
        value = said(item, key) if key.startswith("body_") and "nitf" not in key else ""
        if value and html == bool(re.search(r"<p[\s>]|<div[\s>]|<br", value)):
            return value
    return ""


def _described(item: Item) -> str:
    if html := said(item, "description_xhtml", "description_html"):
        return html
    told = [
        one
        for one in listed(item, "descriptions")
        if said(one, "role") not in ("creditline", "writer")
    ]
    longest = max((said(one, "value") for one in told), key=len, default="")
    return paragraphs(longest or said(item, "description_text", "description_caption"))


def _dek(item: Item) -> str:
    """A summary beside the story; a mere description may repeat the story's first words."""
    told = listed(item, "descriptions")
    named = (said(one, "value") for one in told if said(one, "role").lower() in DEKS)
    return next(filter(None, named), "") or said(item, "description_summary", "subheadline")


def _others(item: Item) -> Iterator[str]:
    """A figure for each picture that goes with the item."""
    going_with = item.get("associations")
    others = going_with.values() if isinstance(going_with, dict) else _list(going_with)
    for other in others:
        if isinstance(other, dict):
            picture = _lowered(other)
            yield _shown(picture, _caption(picture))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _shown(item: Item, caption: str) -> str:
    """The figure of an item that is a picture; "" for any other."""
    source = _rendition(item) if said(item, "type") in PICTURES else ""
    alt = said(item, "headline")
    return figure({"src": source, "alt": alt, "caption": escape(caption)}) if source else ""


def _caption(picture: Item) -> str:
    told = (said(one, "value") for one in listed(picture, "descriptions"))
    return said(picture, "description_text") or next(filter(None, told), "")


def _rendition(picture: Item) -> str:
    """The largest rendition that is still for a page, else the smallest there is."""
    found = picture.get("renditions")
    renditions = found.values() if isinstance(found, dict) else _list(found)
    shown = [
        (width, said(one, "href"))
        for one in renditions
        if isinstance(one, dict) and said(one, "href").startswith(("http://", "https://"))
        if "image" in (said(one, "mimetype", "contenttype", "contentType") or "image")
        if isinstance(width := one.get("width") or 0, int)
    ]
    fitting = [one for one in shown if one[0] <= WIDEST]
    return max(fitting)[1] if fitting else min(shown, default=(0, ""))[1]
