"""Cards: what editors put between paragraphs, in Ghost by name and payload, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from articles.limits import TooMuch
from articles.readers import markdown
from articles.readers.embeds import link

Payload = Mapping[str, Any]


def card(name: str, payload: Payload) -> str | None:
    """The card as HTML; None for one that shows readers nothing we know of."""
    made = CARDS.get(name.lower().replace("card-", "").replace("_", "-"))
    return made(payload) if made else None


def figure(payload: Payload) -> str:
    """A picture with its caption, which is HTML."""
    source = said(payload, "src")
    if not source:
        return ""
    image = f'<img src="{escape(source)}" alt="{escape(said(payload, "alt"))}">'
    caption = said(payload, "caption")
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"<figure>{image}{below}</figure>"


def said(payload: Payload, *keys: str) -> str:
    """The first of these keys that holds text."""
    values = (payload.get(key) for key in keys)
    return next((value for value in values if isinstance(value, str) and value.strip()), "")


def listed(payload: Payload, key: str) -> Sequence[Payload]:
    """The objects in a list."""
    items = payload.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _gallery(payload: Payload) -> str:
    below = said(payload, "caption")
    figures = "".join(map(figure, listed(payload, "images")))
    return figures + (f"<p>{below}</p>" if below else "")


def _markdown(payload: Payload) -> str:
    try:
        return markdown.render(said(payload, "markdown"))
    except TooMuch:
        return f"<pre>{escape(said(payload, 'markdown'))}</pre>"


def _html(payload: Payload) -> str:
    return said(payload, "html")


def _code(payload: Payload) -> str:
    below = said(payload, "caption")
    code = f"<pre>{escape(said(payload, 'code'), quote=False)}</pre>"
    return code + (f"<p>{below}</p>" if below else "")


def _linked(payload: Payload) -> str:
    """A bookmark, a player or a file: its title as a link."""
    told = payload.get("metadata")
    details: Payload = told if isinstance(told, dict) else {}
    address = said(payload, "url", "src") or said(details, "url")
    title = said(payload, "title", "fileTitle", "buttonText") or said(details, "title")
    below = said(payload, "caption", "fileCaption")
    return (link(address, title) if address else _html(payload)) + (
        f"<p>{below}</p>" if below else ""
    )


def _button(payload: Payload) -> str:
    address = said(payload, "buttonUrl", "url")
    return link(address, said(payload, "buttonText", "text")) if address else ""


def _callout(payload: Payload) -> str:
    emoji = escape(said(payload, "calloutEmoji"))
    return f"<blockquote><p>{emoji} {said(payload, 'calloutText', 'text')}</p></blockquote>"


def _toggle(payload: Payload) -> str:
    return f"<h3>{said(payload, 'heading')}</h3>{said(payload, 'content')}"


def _header(payload: Payload) -> str:
    below = said(payload, "subheader")
    return f"<h2>{said(payload, 'header')}</h2>" + (f"<p>{below}</p>" if below else "")


def _product(payload: Payload) -> str:
    picture = figure({"src": said(payload, "productImageSrc")})
    button = {
        "buttonUrl": said(payload, "productUrl"),
        "buttonText": said(payload, "productButton"),
    }
    text = f"<h3>{said(payload, 'productTitle')}</h3>{said(payload, 'productDescription')}"
    return picture + text + _button(button)


def _nothing(payload: Payload) -> str:
    """Mail, membership and advertising: of the site, not of the story."""
    return ""


CARDS: Mapping[str, Callable[[Payload], str]] = {
    **dict.fromkeys(("image",), figure),
    **dict.fromkeys(("gallery",), _gallery),
    **dict.fromkeys(("markdown",), _markdown),
    **dict.fromkeys(("html",), _html),
    **dict.fromkeys(("code", "codeblock"), _code),
    **dict.fromkeys(("bookmark", "embed", "video", "audio", "file"), _linked),
    **dict.fromkeys(("button",), _button),
    **dict.fromkeys(("callout",), _callout),
    **dict.fromkeys(("toggle",), _toggle),
    **dict.fromkeys(("header",), _header),
    **dict.fromkeys(("product",), _product),
    **dict.fromkeys(("hr", "horizontalrule"), lambda payload: "<hr>"),
    **dict.fromkeys(
        ("paywall", "email", "email-cta", "signup", "call-to-action", "transistor"), _nothing
    ),
}
