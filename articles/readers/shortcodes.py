"""Shortcodes: what Hugo, Zola and Jekyll put into Markdown, reduced to what a reader sees.

Pictures and quotations become HTML, players and posts a link, code a fenced block;
of a box around text the text stays. What says nothing without its site is counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html import escape

_QUOTED = r'"(?:[^"\\]|\\.)*+"|`[^`]*+`'
HUGO = re.compile(
    r"(?P<line>^[ \t]*+)?\{\{[<%]-?\s*+(?P<close>/?)\s*+(?P<name>[\w./-]+)"
    rf"(?P<rest>(?:{_QUOTED}|[^\"`%>{{}}]|[%>](?!\}}\}})|\}}(?!\}})|\{{(?!\{{))*+)"
    r"[%>]\}\}(?P<end>[ \t]*+$)?",
    re.MULTILINE,
)
ZOLA = re.compile(
    r"(?P<line>^[ \t]*+)?\{\{\s*+(?P<close>)(?P<name>[a-z]\w*+)\((?P<rest>[^{}]*+)\}\}"
    r"(?P<end>[ \t]*+$)?",
    re.MULTILINE,
)
LIQUID = re.compile(
    r"(?P<line>^[ \t]*+)?\{%-?\s*+(?P<close>end)?(?P<name>[a-z]\w*+)\b(?P<rest>[^{}%]*+)%\}"
    r"(?P<end>[ \t]*+$)?",
    re.MULTILINE,
)
LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.{0,20000}?\{%-?\s*endcomment\s*-?%\}", re.S)
HUGO_COMMENT = re.compile(r"\{\{[<%]/\*.{0,4000}?\*/[%>]\}\}", re.S)
CLOSING = re.compile(r"\{\{[<%]-?\s*/\s*(?:[\w.-]+/)*([\w.-]+)|\{%-?\s*end(\w+)")
SITE = re.compile(
    r"""\{\{-?\s*(?:site\.(?:baseurl|url)|(["'])([^"'{}]*)\1\s*\|\s*(?:relative|absolute)_url)\s*-?\}\}"""
)
KEY = re.compile(r"[\w/-]{3,80}")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)$", re.IGNORECASE)
PARAMETER = re.compile(
    r"""(?:([\w-]+)\s*=\s*)?("(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|`[^`]*+`|[^\s"'`=,()]+)"""
)

REFERENCES = ("ref", "relref", "link", "post_url")
CODE = ("highlight", "codeblock", "code")
PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://x.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
}
KNOWN_LIQUID = {
    *REFERENCES, *CODE, *PLACES, "raw", "include", "include_relative", "figure", "img", "image",
    "picture", "quote", "blockquote", "pullquote", "asset_img", "end", "unless", "if", "else",
    "elsif", "for", "assign", "capture", "case", "when", "toc",
}  # fmt: skip


@dataclass(slots=True)
class Reduction:
    """Markdown without shortcodes, and how often each kind was let go."""

    text: str
    dropped: Counter[str] = field(default_factory=Counter)


def reduced(text: str) -> Reduction:
    """`text` with every shortcode made into Markdown, HTML or nothing."""
    reduction = Reduction(text)
    if "{{" in text or "{%" in text:
        text = LIQUID_COMMENT.sub("", HUGO_COMMENT.sub("", text))
        text = SITE.sub(lambda found: found[2] or "", text)
        pairs = {(found[1] or found[2]).lower() for found in CLOSING.finditer(text)}
        for pattern in (HUGO, ZOLA, LIQUID):
            text = pattern.sub(lambda found: _set(found, pairs, reduction.dropped), text)
        reduction.text = text
    return reduction


def _set(found: re.Match[str], pairs: Collection[str], dropped: Counter[str]) -> str:
    name = found["name"].rpartition("/")[2].removesuffix(".html").lower()
    if found.re is LIQUID and name not in KNOWN_LIQUID:
        return found[0]
    before, after = found["line"] or "", found["end"] or ""
    alone = found["line"] is not None and found["end"] is not None
    if name in REFERENCES:
        return f"{before}#{after}"
    if found["close"] or name == "end":
        made = "```" if name in CODE and alone else ""
    else:
        made = _made(name, _parameters(found["rest"]), alone)
        if not made and name not in pairs and not found["rest"].startswith("("):
            dropped[name] += 1
    framed = alone and made and not made.startswith("```")
    return f"\n{made}\n" if framed else f"{before}{made}{after}"


def _parameters(rest: str) -> dict[str, str]:
    """Named parameters by name, the others by their place from "0"."""
    found: dict[str, str] = {}
    for key, value in PARAMETER.findall(rest):
        plain = re.sub(r"\\(.)", r"\1", value[1:-1]) if value[0] in "\"'`" else value
        found.setdefault(key.lower() if key else str(len(found)), plain)
    return found


def _made(name: str, given: Mapping[str, str], alone: bool) -> str:
    """What a reader is shown for one, if anything."""
    source = next(filter(None, (given.get(key) for key in ("src", "url", "file", "path"))), "")
    if name in CODE:
        return f"```{given.get('0', '')}" if alone else ""
    if name in PLACES:
        return _link(name, given)
    if "alt" in given or "caption" in given or PICTURE.search(source):
        return _picture(source, given, alone)
    if words := given.get("text") or given.get("quote"):
        return _quotation(words, given)
    title = given.get("title", "").strip("* ")
    return f"**{title}**{chr(10) if alone else ' '}" if title else ""


def _link(name: str, given: Mapping[str, str]) -> str:
    """A post or a player as a link to it; a gist is named by its owner and its number."""
    named = f"{given['0']}/{given['1']}" if "1" in given else given.get("0", "")
    key = given.get("id") or (named if name == "gist" else given.get("0", ""))
    if key.startswith("https://"):
        return f"<{key}>"
    return f"<{PLACES[name].format(key)}>" if KEY.fullmatch(key) else ""


def _picture(source: str, given: Mapping[str, str], alone: bool) -> str:
    alt, caption = (escape(given.get(key, "")) for key in ("alt", "caption"))
    image = f'<img src="{escape(source)}" alt="{alt}">'
    if alone:
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{image}{below}</figure>\n"
    return f"{image}{caption}" if caption else image


def _quotation(words: str, given: Mapping[str, str]) -> str:
    by = given.get("cite") or given.get("author") or ""
    return f"> {' '.join(words.split())}" + (f"\n>\n> — {by}" if by else "") + "\n"
