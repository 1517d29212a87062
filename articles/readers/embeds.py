"""Embeds: players, posts and films in a body, made into links before it is cleaned."""

from __future__ import annotations

import re
from html import escape, unescape

# Nothing here repeats without a bound, and no attribute runs past the next angle bracket.
PLAYER = re.compile(
    r"<(iframe|embed|object|video|audio|amp-youtube)\b([^<>]{0,4000})>", re.IGNORECASE
)
CLOSING = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
    for name in ("iframe", "object", "video", "audio", "amp-youtube")
}
SOURCE = re.compile(
    r"""\b(?:src|data|value)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)
TITLE = re.compile(r"""\btitle\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
WITHIN = 5_000  # characters in which a player that is opened must close
LINKABLE = ("http://", "https://", "/")
TRACKER = re.compile(r"googletagmanager|doubleclick|facebook\.com/plugins/like", re.IGNORECASE)
PAGES = (
    (re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{6,})(?:[?&].*)?"),
     "www.youtube.com/watch?v={}"),
    (re.compile(r"player\.vimeo\.com/video/(\d+)(?:\?.*)?"), "vimeo.com/{}"),
)  # fmt: skip


def linked(html: str) -> str:
    """`html` with a paragraph that links to what it plays in place of each player."""
    parts, here = [], 0
    for player in PLAYER.finditer(html):
        if player.start() < here:
            continue
        end, inside = _extent(html, player)
        source = _attribute(SOURCE, player[2]) or _attribute(SOURCE, inside)
        if source.startswith(LINKABLE):
            made = "" if TRACKER.search(source) else link(source, _attribute(TITLE, player[2]))
            parts += [html[here : player.start()], made]
            here = end
    return "".join([*parts, html[here:]])


def link(address: str, words: str = "") -> str:
    """A paragraph that links to `address`, or to the page that shows what plays there."""
    page = _page(address)
    return f'<p><a href="{escape(page)}">{escape(words.strip() or page)}</a></p>'


def _page(source: str) -> str:
    source = f"https:{source}" if source.startswith("//") else source
    scheme, mark, rest = source.partition("://")
    for pattern, page in PAGES:
        if found := pattern.fullmatch(rest):
            return f"{scheme}{mark}{page.format(found[1])}"
    return source


def _extent(html: str, player: re.Match[str]) -> tuple[int, str]:
    """Where a player ends, and what stands in it for those who cannot play it."""
    closing = CLOSING.get(player[1].lower())
    found = closing.search(html, player.end(), player.end() + WITHIN) if closing else None
    return (found.end(), html[player.end() : found.start()]) if found else (player.end(), "")


def _attribute(pattern: re.Pattern[str], attributes: str) -> str:
    found = pattern.search(attributes)
    value = next(filter(None, found.groups()), "") if found else ""
    return unescape(value).strip()
