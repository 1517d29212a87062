"""Header words in running text: where each one's value ends and the story begins."""

from __future__ import annotations

import re
from datetime import tzinfo
from itertools import pairwise

from articles.readers import dates
from articles.readers.blocks import HASHES
from articles.readers.bylines import names_in_line
from articles.readers.header import WORDS, WORDS_WITH_COLON, Header, take_front_matter
from articles.readers.lines import line as possible_heading

MOST_WORDS = 30  # in one line
LONGEST_LINE = 4_000  # characters of a line in which header words are looked for
LONGEST = {"headline": 200, "dek": 1_000, "tags": 2_000}
LONGEST_OTHER = 120
MOST_NAME_WORDS = 6  # “the staff of the harbour desk”; more are a sentence
LONGEST_WITH_STOP = 100  # of a headline; what is longer and has a full stop is a paragraph

_NAMES = "|".join(sorted(WORDS_WITH_COLON, key=len, reverse=True))
_WORD = re.compile(rf"({_NAMES})(?:\s*(:)\s*|\s+)", re.IGNORECASE)
_LINE = re.compile(rf"\s*(?:(?:{_NAMES})\s*:|(?:{'|'.join(WORDS)})\s+\S)", re.IGNORECASE)
_SURE_LINE = re.compile(rf"\s*(?:(?:{_NAMES})\s*:|date\s+\d)", re.IGNORECASE)
# Where a value ends because the next word begins, further along the line.
_NEXT = re.compile(
    r"\s*[|\t]\s*|\s+(?=date\s*:?\s+\d|(?:url|link)\s*:?\s+https?:|lang(?:uage)?\s+[a-z]{2}\b"
    rf"|tags\s|(?:author|section|dateline|kicker|dek)\s+[^\W\d_a-z]|(?:{_NAMES})\s*:\s)"
)
_AFTER_DATE = re.compile(r"\s*(?:[:;,.|]|[–—-](?=\s))?\s*")
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’)]*(?:\s|$)")
_TOKEN = {
    "url": re.compile(r"https?://\S+", re.IGNORECASE),
    "language": re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*(?=\s|$)", re.IGNORECASE),
    "slug": re.compile(r"[\w-]+(?=\s|$)"),
    "encoding": re.compile(r"[\w.:-]+"),
}
_REMEDY = {
    "url": "Write the whole address, beginning with https://.",
    "language": "Write the code of the language, for example en or fa.",
    "slug": "Write words joined by hyphens.",
    "encoding": "Save the file as UTF-8 and leave this line out.",
}
_QUOTES = '"“” '
_QUOTED = re.compile(r'["“]([^"“”]{1,300})["”](?:\s+|$)')
_CAPITALISED = re.compile(r"[^\W\d_a-z][\w.'’-]*")
# Words a first sentence opens with and a name does not.
_OPENERS = frozenset(
    (
        *("A", "After", "Amid", "An", "And", "As", "At", "Before", "But", "By", "For", "From"),
        *("He", "Hundreds", "If", "In", "It", "Its", "More", "No", "On", "One", "Our", "She"),
        *("Since", "Some", "That", "The", "There", "These", "They", "This", "Those", "Thousands"),
        *("Three", "To", "Two", "Under", "We", "What", "When", "Where", "While", "With", "You"),
    )
)


def read_header(text: str, zone: tzinfo) -> Header:
    """Takes the header off `text`, whose lines end in \\n. A time without a zone is in `zone`."""
    header = Header()
    length = take_front_matter(header, text, zone)
    header.first = text.count("\n", 0, length) + 1
    lines = text[length:].split("\n")
    sure = _sure_lines(lines)
    for count, line in enumerate(lines):
        left = _take_line(header, line.strip(), header.first + count, zone, count < sure)
        hashes = HASHES.match(left)
        title = left[hashes.end() :] if hashes else left
        if left and not _is_headline(header, title, lines[count + 1 : count + 4]):
            header.rest = [left, *lines[count + 1 :]]
            header.first += count
            return header
        if left:
            header.is_titled = header.put("headline", title, header.first + count)
    return header


def _is_headline(header: Header, line: str, others: list[str]) -> bool:
    """A title above a byline, a date or another header word is the headline."""
    if "headline" in header.values or possible_heading(line, 0) is None:
        return False
    following = next((other.strip() for other in others if other.strip()), "")
    is_header = _SURE_LINE.match(following) or names_in_line(following) or dates.is_date(following)
    return bool(is_header)


def _sure_lines(lines: list[str]) -> int:
    """How many lines the file opens with that are header words and nothing else."""
    sure = 0
    for count, line in enumerate(lines, 1):
        if line.strip() and not _LINE.match(line[:LONGEST_LINE]):
            break
        if _SURE_LINE.match(line[:LONGEST_LINE]):
            sure = count
    return sure


def _take_line(header: Header, line: str, number: int, zone: tzinfo, sure: bool) -> str:
    """What is left of a line when its header words are taken off."""
    for _ in range(MOST_WORDS):
        left = _take_word(header, line, number, zone, sure) if line else None
        if left is None:
            break
        line = left.strip(" \t|")
    return line


def _take_word(header: Header, line: str, number: int, zone: tzinfo, sure: bool) -> str | None:
    """What follows the word and its value that `line` opens with; None when it opens with none."""
    match = _WORD.match(line[:LONGEST_LINE])
    if not match:
        dated = "date" not in header.values and dates.is_date(line)
        return "" if dated and header.put_date(line, number, zone) else None
    word, colon, value = match[1], bool(match[2]), line[match.end() :]
    name = (WORDS_WITH_COLON if colon else WORDS).get(word.lower(), "")
    if name == "date":
        return _take_date(header, value, number, zone, colon)
    if name in _TOKEN:
        return _take_token(header, name, value, number, colon)
    if not name or not (colon or sure or _is_header_word(word, name, value)):
        return None
    parted = _part(name, value, colon)
    if parted is None or not header.put(name, parted[0].strip(_QUOTES), number):
        return None
    return parted[1]


def _take_date(header: Header, value: str, number: int, zone: tzinfo, colon: bool) -> str | None:
    written = dates.leading(value)
    nonsense = not written and colon and len(value) <= dates.LONGEST  # “Date: tomorrow”
    if not (written or nonsense) or not header.put_date(written or value, number, zone, nonsense):
        return None
    return "" if nonsense else _AFTER_DATE.sub("", value[len(written) :], count=1)


def _take_token(header: Header, name: str, value: str, number: int, colon: bool) -> str | None:
    token = _TOKEN[name].match(value)
    if not token and colon and len(value) <= LONGEST_OTHER:
        header.warn(f"{dates.quoted(value)} is no {name} we can read", number, _REMEDY[name])
        return ""
    if not token:
        return None
    left = value[token.end() :].strip()
    if not colon and left and left[0].islower() and not _WORD.match(left):
        return None
    return left if header.put(name, token[0], number) else None


def _is_header_word(word: str, name: str, value: str) -> bool:
    """Whether a word without a colon heads a value, and does not open a sentence."""
    if word.lower() == "by":
        return bool(names_in_line(f"By {value}") or (word == "by" and _names_before_prose(value)))
    return not word.istitle() and (name == "tags" or not value[:1].islower())


def _part(name: str, value: str, colon: bool) -> tuple[str, str] | None:
    """The value and what follows it on the line; None when the two cannot be told apart."""
    if quoted := _QUOTED.match(value):
        return quoted[1], value[quoted.end() :]
    following = _NEXT.search(value[:LONGEST_LINE])
    if following and _fits(name, value[: following.start()], colon):
        return value[: following.start()], value[following.end() :]
    names = _names_before_prose(value) if name == "bylines" else None
    if names or _fits(name, value, colon):
        return names or (value, "")
    return _tags_before_prose(value) if name == "tags" else _names_before_prose(value, 1)


def _fits(name: str, value: str, colon: bool) -> bool:
    """Whether the whole of `value` is plausible for the field: short, and no sentences in it."""
    if not value or len(value) > LONGEST.get(name, LONGEST_OTHER):
        return False
    end = _SENTENCE_END.search(value)
    if name == "headline":
        return not end or (len(value) <= LONGEST_WITH_STOP and (colon or end.end() == len(value)))
    if name == "bylines":
        return not end and (len(value.split()) <= MOST_NAME_WORDS or not _has_small_words(value))
    return not end or name == "dek"


def _has_small_words(value: str) -> bool:
    return any(word[0].islower() and word != "and" for word in value.split())


def _names_before_prose(value: str, fewest: int = 2) -> tuple[str, str] | None:
    """“Ada Lovelace As the streets …” is a name and a sentence; “Ada Rose Lovelace won” is not."""
    words = value[:LONGEST_OTHER].split(" ")
    run = next((at for at in range(len(words)) if not _is_of_name(words, at)), len(words))
    opener = next((at for at in range(1, run) if words[at] in _OPENERS), 0)
    end = opener or (run - 1 if run < len(words) and words[run][:1].islower() else 0)
    since_joint = end - max((at + 1 for at in range(end) if words[at] == "and"), default=0)
    if not fewest <= since_joint <= 4:
        return None
    name = " ".join(words[:end])
    return name, value[len(name) :]


def _is_of_name(words: list[str], at: int) -> bool:
    joint = words[at] == "and" and at + 1 < len(words) and words[at + 1][:1].isupper()
    return joint or bool(_CAPITALISED.fullmatch(words[at]))


def _tags_before_prose(value: str) -> tuple[str, str] | None:
    """Tags end where a capital follows a small word, or a word that opens sentences follows."""
    words = value[: LONGEST["tags"]].split(" ")
    for before, word in pairwise(words):
        if before.endswith(",") or not word[:1].isupper():
            continue
        if before[:1].islower() or word in _OPENERS:
            tags = value[: value.index(f"{before} {word}") + len(before)]
            return tags, value[len(tags) :]
    return None
