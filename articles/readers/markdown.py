"""Markdown: a story with a header in YAML, TOML or JSON, or without any.

CommonMark with tables, strikethrough and footnotes; the conventions of Jekyll, Hugo and Zola.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from markdown_it import MarkdownIt

from articles import markup
from articles.limits import TooMuch
from articles.markup import Block
from articles.readers import titles
from articles.readers.bodies import cleaned
from articles.readers.bylines import names_in_line
from articles.readers.encodings import Undecodable, decode
from articles.readers.metadata import Metadata, metadata
from articles.readers.preamble import preamble
from articles.readers.reading import Problem, Reading, refused
from articles.readers.shortcodes import reduced

NAMES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".qmd", ".rmd", ".md.txt")
FENCED = re.compile(rb"\s*(?:\+\+\+[ \t]*\r?\n\s*[\w.\"-]+\s*=|---[ \t]*\r?\n\s*[A-Za-z][\w -]*:)")
SIGNS = re.compile(rb"^#{1,4} \w|\]\((?:https?:|/)|^```", re.MULTILINE)
TITLED = re.compile(rb"\s*# \w[^\n]*\n[^#]*\n(?:## \w|- |\* )", re.DOTALL)
LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")

HEADING_MARKS = re.compile(
    r"^(#{1,6} .{0,1000}?)[ \t]*#*[ \t]*\{[#:.][^{}\n]*\}[ \t]*$", re.MULTILINE
)
ATTRIBUTE_LINE = re.compile(r"^[ \t]*\{:?[ \t]*[.#:][^{}\n]*\}[ \t]*$\n?", re.MULTILINE)
TITLE_LINE = re.compile(r"\s*([^\s_*>|`!<\[(][^\n\[\]]{2,150}[^\s.:;,\[\]])[ \t]*\n[ \t]*\n\s*\S")
NOTE = re.compile(r"^ {0,3}\[\^([\w-]{1,40})\]:[ \t]*", re.MULTILINE)
NOTE_MARK = re.compile(r"\[\^([\w-]{1,40})\]")
IMPORT = re.compile(r"^(?:import|export)\s.*$\n?", re.MULTILINE)
CODE = re.compile(
    r"^(?: {0,3}(```+|~~~+)[^\n]*\n.*?(?:^ {0,3}\1[^\n]*$|\Z)|(?: {4}|\t)[^\n]*$)", re.S | re.M
)

SIGN = re.compile(r"[][*_`~<!&\\(|{}#$%^=+@]")
MOST_SIGNS = 60_000
MOST_LINES = 40_000
"""What the parser's time and memory grow with: at most about 3 seconds and 100 MB."""

DEEP = re.compile(r"^(?:[ \t]{36,}(?:[-*+]|\d{1,9}[.)])[ \t]|(?:[ \t]*+>){19})", re.MULTILINE)


class Parser(MarkdownIt):
    """Takes any address for one: `markup.clean` lets the wicked go and keeps their text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


MARKDOWN = Parser("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])


def recognises(name: str, head: bytes) -> bool:
    """A Markdown name; or, in text of another name, a header or a title with Markdown's signs."""
    if name.lower().endswith(NAMES):
        return True
    if FENCED.match(head):
        return head.lstrip().startswith(b"+++") or bool(SIGNS.search(head))
    return PurePosixPath(name).suffix == "" and bool(TITLED.match(head))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """One reading: the story in `data`. `name`, the file's, may give a date and a slug."""
    try:
        text = LINE_END.sub("\n", decode(data).text.removeprefix("\ufeff"))
        yield _read(text, name)
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    except TooMuch as limit:
        message, _, remedy = str(limit).partition(". ")
        yield refused(f"{message}.", remedy or "Split the story.")


def _read(text: str, name: str) -> Reading:
    header = preamble(text)
    story = text[header.length :]
    if not header.values and not story.strip():
        return refused("The file is empty.", "Write the story, or delete the file.")
    facts = metadata(header.values, name)
    reduction = reduced(IMPORT.sub("", story) if name.endswith(".mdx") else story)
    html = render(reduction.text)
    body, problems = cleaned(html)
    if not body and not facts.headline:
        return refused("There is no text in the file.", "Check that it is the right one.")
    body = _headed(facts, body, html) if facts.headline else _titled(facts, body, html, story)
    if reduction.dropped:
        problems += (_let_go(reduction.dropped),)
    if DEEP.search(reduction.text):
        problems += (CUT_OFF,)
    return _reading(facts, body, (*header.problems, *facts.problems, *problems), text)


def render(text: str) -> str:
    """The HTML of Markdown, not yet clean. Raises TooMuch for what would take minutes."""
    _check_work(text)
    return MARKDOWN.render(_outside_code(text))


def _check_work(text: str) -> None:
    signs, lines = len(SIGN.findall(text)), text.count("\n")
    if signs > MOST_SIGNS or lines > MOST_LINES:
        raise TooMuch(
            f"The file has {lines:,} lines and {signs:,} brackets, stars and the like; the limits "
            f"are {MOST_LINES:,} and {MOST_SIGNS:,}. Split the story."
        )


def _outside_code(text: str) -> str:
    """The dialects' extras outside code: attributes go, footnotes become numbers and paragraphs."""
    parts, here = [], 0
    for code in CODE.finditer(text):
        parts += [_plainer(text[here : code.start()]), code[0]]
        here = code.end()
    return "".join([*parts, _plainer(text[here:])])


def _plainer(text: str) -> str:
    if "{" in text:
        text = ATTRIBUTE_LINE.sub("", HEADING_MARKS.sub(r"\1", text))
    if "[^" in text:
        text = NOTE_MARK.sub(r"<sup>\1</sup>", NOTE.sub(r"\n<sup>\1</sup> ", text))
    return text


def _headed(facts: Metadata, body: str, html: str) -> str:
    """A title above the story becomes its headline, or goes when the header says the same."""
    blocks = markup.blocks(body)
    first = blocks[0] if blocks else None
    if not first or first.kind != "h2" or not html.lstrip().startswith("<h1"):
        return body
    text = titles.line(first.text)
    if not facts.headline:
        facts.headline = text
    return markup.join(blocks[1:]) if _same(facts.headline, text) else body


def _titled(facts: Metadata, body: str, html: str, story: str) -> str:
    """Without a heading, a first line that stands alone and is no sentence is the headline."""
    line, blocks = TITLE_LINE.match(story), markup.blocks(body)
    title = titles.line(blocks[0].text) if blocks else ""
    if not line or blocks[0].kind != "p" or len(blocks) < 2 or names_in_line(title):
        return _headed(facts, body, html)
    facts.headline = title
    return markup.join(blocks[1:])


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+", "", one).casefold() == re.sub(r"\W+", "", other).casefold()


CUT_OFF = Problem(
    message="Lists or quotations nested nineteen deep or more were cut off.",
    remedy="Compare the end of the list with the source.",
)


def _let_go(dropped: Mapping[str, int]) -> Problem:
    names = ", ".join(sorted(dropped)[:8])
    number = sum(dropped.values())
    what = "1 shortcode says" if number == 1 else f"{number} shortcodes say"
    return Problem(
        message=f"{what} nothing without the site and went ({names}).",
        remedy="Look at the old page for what stood there.",
    )


def _reading(facts: Metadata, body: str, problems: Sequence[Problem], text: str) -> Reading:
    prose = " ".join(block.text for block in _prose(markup.blocks(body)))
    document = facts.document(body, prose)
    return Reading(
        document=document,
        problems=tuple(problems),
        lines=(1, text.rstrip("\n").count("\n") + 1),
        source_id=facts.source_id,
        source=facts.source,
        status=facts.status,
    )


def _prose(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.kind not in ("h2", "h3", "pre"))
