"""Elements: what the house makes of each HTML element it has heard of.

One that is named nowhere here is passed over and its text kept.
"""

from __future__ import annotations

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}

# Each begins a line of its own, and ends the one before.
LINES = HEADINGS.keys() | frozenset((
    "p", "div", "section", "article", "main", "header", "footer", "nav", "hgroup", "search",
    "address", "center", "details", "summary", "dialog", "form", "fieldset", "legend",
    "dl", "dt", "dd", "menu", "dir",
))  # fmt: skip

# Blocks that hold blocks, and their parts.
FRAMES = frozenset(("blockquote", "aside", "ul", "ol", "table", "figure", "pre"))
LISTS = frozenset(("ul", "ol"))
FIGURES = frozenset(("figure", "figcaption"))
CELLS = frozenset(("td", "th", "caption"))
PARTS = frozenset(("thead", "tbody", "tfoot", "tr"))

# How text looks; the few names on the right are the ones kept.
MARKS = {
    "strong": "strong", "b": "strong",
    "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em",
    "s": "s", "del": "s", "strike": "s", "sup": "sup", "sub": "sub",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
INLINE = frozenset(("a", "span", *MARKS))
STYLED = frozenset(("span", "b", "i", "strong", "em"))
QUOTES = {"q": "“”", "rt": "()"}

# Their text was never meant to be read as text.
RAW = frozenset(
    ("script", "style", "iframe", "noembed", "noframes", "textarea", "title", "xmp")
)  # fmt: skip
MUTE = frozenset((
    "svg", "math", "object", "audio", "video", "canvas", "template", "noscript", "button",
    "select", "rp", "xml",
))  # fmt: skip
DRAWINGS = frozenset(("svg", "math"))
