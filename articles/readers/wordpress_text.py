"""WordPress's way of writing a story: shortcodes, block comments, paragraphs by blank lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from articles import limits
from articles.readers.embeds import link

BLOCK_EDITOR = "<!-- wp:"
BLOCK = re.compile(
    r"(</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|pre|table|thead|tbody|tfoot|tr|td|th|caption"
    r"|figure|figcaption|section|article|aside|header|footer|address|hr|form|fieldset|details"
    r"|summary|script|style|iframe|video|audio|object|noscript|center)\b[^<>]*>)",
    re.IGNORECASE,
)
NAME = re.compile(r"</?([a-zA-Z0-9]+)")
OWN_TEXT = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "table", "figure"),
    *("address", "form", "script", "style", "video", "audio", "object", "noscript", "summary"),
}
"""Elements whose text is no paragraph of its own."""

BLANK = re.compile(r"\n[ \t\u00a0]*\n\s*")
PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
ADDRESS_LINE = re.compile(r"^[ \t]*(?:<p>)?(https?://[^\s<>\"']{4,2000})(?:</p>)?[ \t]*$", re.M)
SHORTCODE = re.compile(
    r"\[(?P<escaped>\[)?(?P<close>/)?(?P<name>[A-Za-z][\w-]{1,60})"
    r"(?P<rest>(?:\s[^\[\]]{0,8000})?)/?\](?(escaped)\])"
)
PARAMETER = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))|(\S+)""")
CAPTION = re.compile(
    r"\[(?:wp_)?caption\b([^\[\]]{0,4000})\]((?:(?!\[/?(?:wp_)?caption).){0,8000})\[/(?:wp_)?caption\]",
    re.DOTALL,
)
PICTURE = re.compile(r"\s*(?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?", re.IGNORECASE)
FRAMED = re.compile(
    r"\[(embed|youtube|vimeo|twitter|tweet|video|audio|playlist|instagram|facebook|soundcloud"
    r"|spotify|tiktok)\b([^\[\]]{0,4000})\](?:([^\[\]<>]{0,2000})\[/\1\])?"
)
CODE = re.compile(
    r"\[(sourcecode|code|python|php|javascript|css|html|bash)\b[^\[\]]{0,2000}\]"
    r"((?:(?!\[/?\1\b).){0,20000})\[/\1\]",
    re.DOTALL,
)
ADDRESSES = ("src", "url", "mp4", "mp3", "m4a", "webm", "ogg", "id", "0")
KNOWN = {"caption", "wp_caption", "gallery", "sourcecode", "code", "dropcap", "more", "toc", "ads"}
PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
KEY = re.compile(r"[\w-]{3,40}")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the library: its address, the text for those who cannot see it, its caption."""

    address: str
    alt: str = ""
    caption: str = ""

    @property
    def figure(self) -> str:
        below = f"<figcaption>{self.caption}</figcaption>" if self.caption.strip() else ""
        image = f'<img src="{escape(self.address)}" alt="{escape(self.alt)}">'
        return f"<figure>{image}{below}</figure>"


@dataclass(slots=True)
class Story:
    """A body as HTML, and how often each shortcode was let go. `room` is left for galleries."""

    html: str
    room: int = limits.BODY_CHARACTERS
    dropped: Counter[str] = field(default_factory=Counter)


def story(content: str, pictures: Mapping[str, Picture]) -> Story:
    """What `content` would look like on the page; `pictures` are the library's, by number."""
    made = Story(content.replace("\r\n", "\n").replace("\r", "\n"))
    if "[" in made.html:
        made.html = CAPTION.sub(_captioned, made.html)
        made.html = CODE.sub(_code, made.html)
        made.html = FRAMED.sub(_framed, made.html)
        closed = {found["name"] for found in SHORTCODE.finditer(made.html) if found["close"]}
        made.html = SHORTCODE.sub(lambda found: _reduced(made, found, closed, pictures), made.html)
    made.html = ADDRESS_LINE.sub(lambda found: link(unescape(found[1])), made.html)
    if BLOCK_EDITOR not in made.html:
        made.html = paragraphs(made.html)
    return made


def paragraphs(html: str) -> str:
    """Text between blank lines as paragraphs, where no element holds it already.

    Where the author wrote no paragraph at all, a line end is one too.
    """
    breaks = not PARAGRAPH.search(html)
    parts, inside = [], 0
    for piece in BLOCK.split(html):
        if piece.startswith("<") and BLOCK.fullmatch(piece):
            inside = max(0, inside + _depth(piece))
            parts.append(piece)
        elif inside or not piece.strip():
            parts.append(piece)
        else:
            texts = (text.strip() for text in BLANK.split(piece))
            parts += [f"<p>{_lines(text, breaks)}</p>" for text in texts if text]
    return "".join(parts)


def _depth(tag: str) -> int:
    name = NAME.match(tag)
    if not name or name[1].lower() not in OWN_TEXT:
        return 0
    return -1 if tag.startswith("</") else 1


def _lines(text: str, breaks: bool) -> str:
    return text.replace("\n", "<br>\n") if breaks else text


def _captioned(found: re.Match[str]) -> str:
    """The picture, and below it what stands beside it or in the `caption` of old."""
    inner = found[2]
    picture = PICTURE.match(inner)
    if not picture:
        return inner
    words = inner[picture.end() :].strip() or _parameters(found[1]).get("caption", "")
    below = f"<figcaption>{words}</figcaption>" if words else ""
    return f"\n\n<figure>{picture[0].strip()}{below}</figure>\n\n"


def _code(found: re.Match[str]) -> str:
    return f"\n\n<pre>{escape(unescape(found[2].strip()), quote=False)}</pre>\n\n"


def _framed(found: re.Match[str]) -> str:
    """A player or a post as a link to it."""
    given = _parameters(found[2].removeprefix("="))
    named = (given.get(key, "") for key in ADDRESSES)
    for source in (unescape(found[3] or "").strip(), *named):
        if source.startswith(("http://", "https://")):
            return f"\n\n{link(source)}\n\n"
        if found[1] in PLACES and KEY.fullmatch(source):
            return f"\n\n{link(PLACES[found[1]].format(source))}\n\n"
    return found[0]


def _reduced(
    made: Story, found: re.Match[str], closed: set[str], pictures: Mapping[str, Picture]
) -> str:
    """What is left of a shortcode. Words in brackets, as in “[sic]”, are text."""
    name = found["name"].lower()
    if found["escaped"]:
        return found[0][1:-1]
    if name == "gallery":
        return _gallery(made, _parameters(found["rest"]), pictures)
    if not (found["name"] in closed or name in KNOWN or "=" in found["rest"]):
        return found[0]
    if not found["close"] and found["name"] not in closed:
        made.dropped[name] += 1
    return "\n\n" if "_" in name or name in KNOWN else ""


def _gallery(made: Story, given: Mapping[str, str], pictures: Mapping[str, Picture]) -> str:
    """Each picture once; a few words could otherwise stand for gigabytes."""
    numbers = dict.fromkeys((given.get("ids") or given.get("include") or "").split(","))
    figures = []
    for number in numbers:
        picture = pictures.get(number.strip())
        if picture and made.room > 0:
            figures.append(picture.figure)
            made.room -= len(picture.figure)
    if not figures:
        made.dropped["gallery"] += 1
    return "\n\n" + "".join(figures) + "\n\n"


def _parameters(rest: str) -> dict[str, str]:
    """Named parameters by name, the others by their place from "0"."""
    found: dict[str, str] = {}
    for key, double, single, bare, alone in PARAMETER.findall(rest):
        value = double or single or bare or alone
        found.setdefault(key.lower() if key else str(len(found)), value)
    return found
