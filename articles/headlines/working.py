"""Working headlines from a story's sentences, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from math import inf

from articles import markup
from articles.documents import Document
from articles.headlines import elsewhere, english
from articles.headlines.sentences import sentences, without_asides
from articles.languages import guess

LONGEST = 90  # characters
OFFERED = 3
LEDE = 4  # sentences a headline is looked for in, and
FURTHER_DOWN = 3.0  # the cost of passing one of them over
BODY = 12  # sentences looked at where none of the first can be cut, at the cost of
ANYWHERE = 0.3
BESIDE = 1.0  # the same among those offered beside the best, which cost no more than
ACCEPTABLE = 4.5

# What a headline costs whose first word says nothing by itself.
VAGUE = {
    **dict.fromkeys(("here", "he", "it", "she", "that", "these", "they", "this", "those"), 3.5),
    **dict.fromkeys(("welcome",), 2.0),
    **dict.fromkeys(("her", "his", "i", "its", "my", "their", "you"), 1.5),
    **{"your": 1.0, "our": 0.8, "we": 0.8, "one": 0.8, "there": 0.3},
}
EMPTY_HEADING = re.compile(r"(?i:background|conclusion|introduction|overview|summary|next steps)")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[IVXLC]{1,5})[.):]\s+")
WORD = re.compile(r"\w+")
QUESTION_COST = 1.0


def derive(text: str, language: str = "") -> str:
    """A working headline for a story, from its text (blank lines between paragraphs).

    "" only for a text without a word in it. Where no sentence can be cut well, the
    first is cut at its punctuation or, at the worst, between two words.
    """
    language, found = language or _language(text), sentences(text)
    return (
        _best(islice(found, LEDE), language, FURTHER_DOWN)
        or _best(islice(found, BODY - LEDE), language, ANYWHERE)
        or _best(islice(sentences(text), 1), "", 0.0)
    )


def candidates(document: Document) -> tuple[str, ...]:
    """Up to three working headlines for a document, the best first, no two alike."""
    blocks = markup.blocks(document.body)
    prose = "\n\n".join(block.text for block in blocks if block.kind == "p")
    headings = (_as_headline(block.text) for block in blocks if block.kind in ("h2", "h3"))
    language = document.language or _language(prose)
    first = derive(prose, language)
    priced = _by_cost(islice(sentences(prose), LEDE), language, BESIDE)
    others = [headline for cost, headline in priced if cost <= ACCEPTABLE and headline != first]
    offered = filter(None, [first, *others[:1], *headings, *others[1:]])
    return tuple(dict.fromkeys(offered))[:OFFERED]


def _language(text: str) -> str:
    return guess(text) or ("en" if text.isascii() else "")


def _best(found: Iterable[str], language: str, passing: float) -> str:
    """The headline `_by_cost` puts first, without a look at sentences too far down to win."""
    least, best = inf, ""
    for place, sentence in enumerate(found):
        cost, headline = _cheapest(sentence, language)
        if headline and cost + place * passing < least:
            least, best = cost + place * passing, headline
        if least <= (place + 1) * passing:
            break
    return _finished(best) if best else ""


def _by_cost(found: Iterable[str], language: str, passing: float) -> Iterator[tuple[float, str]]:
    """The best headline of each sentence with its cost, the best first.

    `passing` is what each sentence before adds to the cost.
    """
    priced = []
    for place, sentence in enumerate(found):
        cost, headline = _cheapest(sentence, language)
        if headline:
            priced.append((cost + place * passing, place, headline))
    yield from ((cost, _finished(headline)) for cost, _, headline in sorted(priced))


def _cheapest(sentence: str, language: str) -> tuple[float, str]:
    made = _headlines(without_asides(sentence), language)
    return min(((cost + _vagueness(one), one) for one, cost in made), default=(inf, ""))


def _headlines(sentence: str, language: str) -> Iterator[tuple[str, float]]:
    if sentence.endswith("?"):
        return iter([(sentence, QUESTION_COST)] if len(sentence) <= LONGEST else [])
    if language.split("-")[0] == "en":
        return english.shortened(sentence, LONGEST)
    return elsewhere.shortened(sentence, language, LONGEST)


def _vagueness(headline: str) -> float:
    first = WORD.match(headline.lower())
    return VAGUE.get(first[0], 0.0) if first else 1.0


def _as_headline(heading: str) -> str:
    """A section's heading as a headline; "" when it heads no more than a part."""
    number = NUMBER.match(heading)
    text = (heading[number.end() :] if number else heading).rstrip(" :.")
    usable = len(text.split()) > 1 or not text.isascii()
    return text if usable and len(text) <= LONGEST and not EMPTY_HEADING.fullmatch(text) else ""


def _finished(headline: str) -> str:
    headline = headline.strip(" ,;:—–-").removesuffix(".")
    return headline[:1].upper() + headline[1:]
