"""Sentences: the first of a text, without dateline, lead-in and asides."""

from __future__ import annotations

import re
from collections.abc import Iterator

SCANNED = 3_000  # characters; a headline is in the first paragraphs or nowhere
_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*\s+(?=\S)|[。！？]+[」』”’）]*\s*")
# A stop after one of these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Hon|St|Mt|Ft|No|vs"
    r"|Inc|Co|Corp|Ltd|Jr|Sr|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|approx|est|etc|e\.g|i\.e|bzw"
    r"|z\.B|ca|u\.a|d\.h|M|Mme)|(?:\b[A-Z]\.)+[A-Z])\.$"
)
_NEW_SENTENCE = re.compile(
    r"(?:A|An|As|At|But|For|He|I|If|In|It|On|She|That|The|There|They|This|We|When|You)\b"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,3}"  # TEHRAN, NEW YORK
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}(?=,? \(|, [A-Z][a-z]{2}\.? \d))"  # Tehran (Agency)
    r"[^—–()\n]{0,40}(?:\([^()\n]{1,40}\))?\s*(?:—|–|--|-(?=\s))\s*"
    r"|[^\W\da-zA-Z]\S{0,20}(?: \S{1,20}){0,3}(?: \([^()\n]{1,40}\))?\s+[—–]\s+"  # کلموث —
)
_LEAD_IN = re.compile(
    r"(?i:in case you missed it|editor[’']s note|breaking|updated?|exclusive|watch)\s*[:—–-]\s*"
    r"|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}:\s+"  # Ada Lovelace:
)
_BRACKET = re.compile(r"[(（\[]")
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")


def sentences(text: str) -> Iterator[str]:
    """The sentences of the paragraphs in `text` (blank lines between them), end marks kept.

    Each is looked for when it is asked for: mostly the first is all that is needed.
    """
    paragraphs = re.split(r"\n\s*\n", text[:SCANNED].strip())
    for opening in (_DATELINE, _LEAD_IN):
        if found := opening.match(paragraphs[0]):
            paragraphs[0] = paragraphs[0][found.end() :]
    for paragraph in paragraphs:
        yield from _split(" ".join(paragraph.split()))


def without_asides(sentence: str) -> str:
    """A sentence as `sentences` gives it, without what stands in brackets."""
    if _BRACKET.search(sentence):
        sentence = " ".join(_ASIDE.sub("", sentence).split())
    return sentence.replace(" ,", ",")


def _split(paragraph: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(paragraph):
        here = end.end()
        before, following = paragraph[start:here].rstrip(), paragraph[here : here + 1]
        if _ABBREVIATED.search(before[-12:]) and not _NEW_SENTENCE.match(paragraph, here):
            continue
        if before[-1] == "." and following.islower():
            continue
        yield before
        start = here
    if paragraph[start:].strip():
        yield paragraph[start:]
