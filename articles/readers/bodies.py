"""Bodies: HTML from elsewhere → a clean body, and a word for the editor about what fell away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from articles import markup
from articles.markup.addresses import address
from articles.readers.reading import Problem

LINKED = re.compile(
    r"""(<(?:a|img)\b(?:[^<>"']|"[^"<]*"|'[^'<]*')*?\s(?:href|src)\s*=\s*)("[^"<]*"|'[^'<]*'|[^\s"'<>]+)""",
    re.IGNORECASE,
)
PICTURE = re.compile(r"<img\b", re.IGNORECASE)
SOURCE = re.compile(r"""<img\b[^<>]*?\ssrc\s*=\s*["']?([^"'\s<>]+)""", re.IGNORECASE)
SHOWN = 60  # characters of an address in a message
PIXEL = re.compile(r"""<img\b[^<>]*?\s(?:width|height)\s*=\s*["']?[01](?:px)?["'\s/>]""", re.I)
EMBEDDED = re.compile(
    r"""<(iframe|video|audio|embed|object)\b[^<>]*?\s(?:src|data)\s*=\s*["']?([^"'\s<>]+)""",
    re.IGNORECASE,
)


UNCLOSED = re.compile(r"<(?:iframe|noembed|noframes|textarea|title|xmp)\b[^<>]*>", re.IGNORECASE)
CLOSING = re.compile(r"</(?:iframe|noembed|noframes|textarea|title|xmp)\b", re.IGNORECASE)


def cleaned(html: str) -> tuple[str, tuple[Problem, ...]]:
    """The clean body of `html`, and warnings for pictures and players it could not keep.

    A player that is opened and never closed does not swallow the rest of the story.
    Raises TooMuch as `markup.clean` does.
    """
    body = markup.clean(html if CLOSING.search(html) else UNCLOSED.sub("", html))
    return body, (*_lost_pictures(html, body), *_lost_players(html))


def absolute(html: str, base: str) -> str:
    """`html` with its relative links and pictures resolved against the address of its page.

    Without an address a path means nothing here, and `markup.clean` lets it go.
    """
    if not _is_web(base):
        return html
    return LINKED.sub(lambda found: found[1] + _resolved(found[2], base), html)


def join(base: str, reference: str) -> str:
    """`reference` as seen from the page at `base`; as it is where that makes no sense."""
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return reference


def _is_web(base: str) -> bool:
    try:
        return urlsplit(base).scheme in ("http", "https")
    except ValueError:
        return False


def _resolved(written: str, base: str) -> str:
    quote = written[0] if written[0] in "\"'" else ""
    reference = written.strip("\"'") if quote else written
    return f"{quote or chr(34)}{join(base, reference)}{quote or chr(34)}"


def _lost_pictures(html: str, body: str) -> Sequence[Problem]:
    lost = len(PICTURE.findall(html)) - len(PIXEL.findall(html)) - body.count("<img ")
    if lost <= 0:
        return ()
    sources = (source for source in SOURCE.findall(html) if not address(source))
    example = next((f" (for example {source[:SHOWN]})" for source in sources), "")
    return (
        Problem(
            message=f"{_counted(lost, 'picture')} could not be kept{example}.",
            remedy="Add the pictures by hand; only full web addresses can be followed.",
        ),
    )


def _lost_players(html: str) -> Sequence[Problem]:
    found = EMBEDDED.findall(html)
    if not found:
        return ()
    example = f" (for example {found[0][1][:SHOWN]})"
    return (
        Problem(
            message=f"{_counted(len(found), 'embedded player')} could not be kept{example}.",
            remedy="Put a link in the text where readers would miss it.",
        ),
    )


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
