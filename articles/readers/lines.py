"""Lines: what typography shows of a paragraph that might be a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.readers.dates import is_date

LONGEST = 125  # characters of a heading
MOST_WORDS = 20
PLAIN_LONGEST = 75  # of one that nothing marks but the missing full stop
PLAIN_MOST_WORDS = 12
EXCLAMATION_MOST_WORDS = 3
ABBREVIATED_MOST_WORDS = 6  # “Moving to the U.S.”; beyond, the last stop ends a sentence
IDEOGRAPHS_LONGEST = 30

# Words that stay small in a title.
SMALL_WORDS = frozenset(
    (
        *("a", "an", "and", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into"),
        *("is", "are", "it", "its", "nor", "not", "of", "off", "on", "onto", "or", "over", "per"),
        *("so", "than", "that", "the", "to", "up", "upon", "via", "vs", "was", "with", "yet"),
    )
)
# Beginnings no heading has: attributions, bullets, asides, times, and what surrounds a story.
FOREIGN = re.compile(
    r"[-—–•*>#|(\[{@©]"
    r"|\d{1,2}[:.]\d\d\b|\d{1,2} ?[ap]\.?m\b"
    r"|(?:photo|photograph|picture|image|video|credit|caption|source|figure|chart|map|graphic"
    r"|file photo|listen|watch|read|related|contact|correction|clarification|update|note"
    r"|editor[’']?s note|by)\s*:"
    r"|(?:photos?|image|picture|graphic|video|illustration|reporting|editing|written|edited|story"
    r"|translated|compiled) by\b"
    r"|(?:read|see) (?:more|also|next)\b|(?:click|tap) (?:here|to)\b|sign up\b.*news"
    r"|advertisement$|continue reading|for immediate release|share this|follow us|ends$",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:\(?\d{1,3}[.):]|\d{1,2}(?:\.\d{1,2})+\.?|[IVXLC]{1,5}[.)]|#\d+[.:]?)\s+")
LABEL = re.compile(r"([^:]{1,40}): +\S")
ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Co|Corp|Inc|Jr|Ltd|No|Sr|St|etc|vs)\.$")
STOP = re.compile(r"[.;,…。；，、।۔،؛—–-][\"'”’»)\]]*$")
QUESTION = re.compile(r"[?？؟][\"'”’»)]*$")
EXCLAMATION = re.compile(r"[!！][\"'”’»)]*$")
COLON = re.compile(r"[:：]$")
SPEECH = re.compile(
    r"[\"“„«][^\"”»]*[\"”»],? (?:\w+ ){0,4}(?:said|says|told|added|asked|replied)\b|[.!?,][\"”»]"
)
QUOTE = re.compile(r"[\"“„«‘']")
LINK = re.compile(r"https?:|www\.|\S@\S+\.\w")
DATE_END = re.compile(
    r"(?:\d{1,2},? \d{4}"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})$"
)
CONJUNCTION = re.compile(r"(?:and|but|or|so|yet|because|then)\b", re.IGNORECASE)
HANGING = re.compile(
    r"\b(?:a|an|the|of|to|for|with|and|or|by|as|from|is|are|including|that)$", re.IGNORECASE
)
SECOND_SENTENCE = re.compile(r"[.!?] +[A-Z“\"]")
IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
WORD = re.compile(r"[^\W_](?:[^\W_]|['’.&@-](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that might be a heading, and what can be seen of it.

    `style` is that of its letters: title, capitals, plain (a sentence's), single
    (one word) or caseless. `label` is what stands before a colon in the middle.
    """

    at: int
    text: str
    style: str
    label: str
    numbered: bool
    question: bool
    colon: bool

    @property
    def strong(self) -> bool:
        """Whether the line by itself is set as no sentence is."""
        return self.style in ("title", "capitals") or self.numbered


def line(text: str, at: int) -> Line | None:
    """The paragraph as a possible heading, None when it cannot be one."""
    if len(text) > LONGEST or not WORD.search(text) or _is_prose(text):
        return None
    number = NUMBERED.match(text)
    bare = text[number.end() :] if number else text
    label = LABEL.match(bare)
    seen = Line(
        at,
        text,
        _style(bare),
        label[1] if label else "",
        bool(number),
        bool(QUESTION.search(text)),
        bool(COLON.search(text)),
    )
    return seen if _is_set_as_heading(seen) else None


def _is_prose(text: str) -> bool:
    return bool(
        (STOP.search(text) and not ABBREVIATION.search(text))
        or (text[0].islower() and not text[1:2].isupper())
        or FOREIGN.match(text)
        or is_date(text)
        or LINK.search(text)
        or SPEECH.search(text)
    )


def _style(text: str) -> str:
    words = WORD.findall(text)
    if not words or text.upper() == text.lower():
        return "caseless"
    if text.upper() == text and sum(map(str.isalpha, text)) > 3:
        return "capitals"
    if len(words) == 1:
        return "single"
    major = [word for word in words if len(word) > 1 and word.lower() not in SMALL_WORDS]
    return (
        "title" if all(not word[0].islower() or not word.islower() for word in major) else "plain"
    )


def _is_set_as_heading(seen: Line) -> bool:
    if seen.style == "caseless":
        longest = IDEOGRAPHS_LONGEST if IDEOGRAPH.search(seen.text) else PLAIN_LONGEST
        return len(seen.text) <= longest and not seen.colon
    if len(seen.text.split()) > MOST_WORDS or (seen.label and DATE_END.search(seen.text)):
        return False
    return seen.style != "plain" or _is_plain_heading(seen)


def _is_plain_heading(seen: Line) -> bool:
    """A line in a sentence's letters: a question, or too short and bare to be a sentence."""
    if QUOTE.match(seen.text) or (seen.label and not seen.label[-1].isdigit()):
        return False
    if seen.question:
        return not CONJUNCTION.match(seen.text)
    words = len(seen.text.split())
    if EXCLAMATION.search(seen.text) and words > EXCLAMATION_MOST_WORDS:
        return False
    if seen.text.endswith(".") and words > ABBREVIATED_MOST_WORDS:
        return False
    if seen.colon or DATE_END.search(seen.text):
        return False
    short = len(seen.text) <= PLAIN_LONGEST and words <= PLAIN_MOST_WORDS
    return (short or seen.numbered) and not HANGING.search(seen.text)
