"""NITF: the older mark-up of stories, alone or inside NewsML, as HTML and facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from articles.readers.elements import Element

RENAMED = {
    **{"hl1": "h2", "hl2": "h3", "bq": "blockquote", "nitf-table": "div", "classifier": "script"},
    **dict.fromkeys(("block", "body.content", "body.end", "tagline", "note", "credit"), "div"),
    **dict.fromkeys(("media-metadata", "media-object", "nitf-table-metadata"), "script"),
    **{"lang": "em", "nitf-col": "script", "nitf-colgroup": "script"},
}
"""What is no HTML; the rest is, or is words that mean something and look like nothing."""


def html(nitf: Element) -> str:
    """The story's text: what stands in its body, without its head."""
    body = nitf.first("body") or nitf
    parts = [*body.all("body.content"), *body.all("body.end")]
    return "".join(map(_markup, parts)) or _markup(body)


def facts(nitf: Element) -> dict[str, object]:
    """What the story's head and the body's head say, under `metadata`'s keys; empty left out."""
    head = nitf.first("body", "body.head") or nitf
    found: dict[str, object] = {
        "title": _text(head, "hedline", "hl1") or _text(nitf, "head", "title"),
        "dek": _text(head, "abstract") or _text(head, "hedline", "hl2"),
        "dateline": _text(head, "dateline", "location") or _text(head, "dateline"),
        "byline": _byline(head),
        "tags": [key.attributes["key"] for key in nitf.anywhere("keyword") if _has(key, "key")],
        "date": _date(nitf),
        "lang": nitf.attributes.get("xml:lang", ""),
    }
    return {key: value for key, value in found.items() if value}


def identity(nitf: Element) -> str:
    """The identity the story's head gives it."""
    return next((one.attributes.get("id-string", "") for one in nitf.anywhere("doc-id")), "")


def _markup(element: Element) -> str:
    if element.local == "media":
        return "".join(_figures(element))
    name = RENAMED.get(element.local, element.local)
    given = _attributes(element.attributes)
    if name in ("br", "hr"):
        return f"<{name}>"
    return f"<{name}{given}>{_inside(element)}</{name}>"


def _inside(element: Element) -> str:
    return "".join(
        escape(child, quote=False) if isinstance(child, str) else _markup(child)
        for child in element.children
    )


def _attributes(given: Mapping[str, str]) -> str:
    kept = ("href", "src", "alt", "colspan", "rowspan", "start")
    return "".join(f' {key}="{escape(given[key])}"' for key in kept if key in given)


def _figures(media: Element) -> Iterator[str]:
    """Each picture of a media element, the caption below the first."""
    caption = "".join(map(_inside, media.all("media-caption")))
    for reference in media.all("media-reference"):
        given = reference.attributes
        if media.attributes.get("media-type", "image") == "image" and given.get("source"):
            image = f'<img src="{escape(given["source"])}" alt="{escape(_alternative(given))}">'
            yield f"<figure>{image}<figcaption>{caption}</figcaption></figure>"
            caption = ""
    if caption:
        yield f"<p>{caption}</p>"


def _alternative(given: Mapping[str, str]) -> str:
    return given.get("alternate-text", "")


def _byline(head: Element) -> str:
    """The names in the byline, without the title that stands beside them."""
    byline = head.first("byline")
    if not byline:
        return ""
    named = [person.line_of_text for person in byline.anywhere("person")]
    text = "".join(
        child if isinstance(child, str) else child.text if child.local != "byttl" else ""
        for child in byline.children
    )
    return "; ".join(named) or " ".join(text.split()).strip(" ,")


def _date(nitf: Element) -> str:
    for name in ("date.issue", "date.release", "story.date"):
        for date in nitf.anywhere(name):
            return date.attributes.get("norm") or date.line_of_text
    return ""


def _has(element: Element, key: str) -> bool:
    return bool(element.attributes.get(key, "").strip())


def _text(element: Element, *path: str) -> str:
    found = element.first(*path)
    return found.line_of_text if found else ""
