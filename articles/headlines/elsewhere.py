"""Other languages: clauses by their punctuation, and never ending on a small word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.headlines.small import DANGLING, LEADING, LEADING_BOUND, LEADING_ENDS, VERB_LAST
from articles.languages import SMALL_WORDS

SHORTEST = 12
SHORTEST_IDEOGRAPHIC = 6
LONGEST_IDEOGRAPHIC = 40  # characters, which say as much as ninety letters
FRAGMENT = 3.0  # cost of a clause that leads up to one left out

IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
CLAUSE_END = re.compile(r"[,;:،؛—–](?=\s)|[；：，、]")
PHRASE_END = re.compile(r"\s")
PAIRS = (("«", "»"), ("“", "”"), ("(", ")"), ("（", "）"), ("「", "」"), ("『", "』"), ("《", "》"))
EDGES = " ,;:،؛、，；：—–.。।۔…"


def shortened(sentence: str, language: str, longest: int) -> Iterator[tuple[str, float]]:
    """Headlines that can be made of a sentence, each with its cost."""
    language = language.split("-")[0]
    text = sentence.strip(EDGES)
    main = _main_clause(text, language)
    if _is_mostly(IDEOGRAPH, text):
        yield from _clauses(main, CLAUSE_END, SHORTEST_IDEOGRAPHIC, LONGEST_IDEOGRAPHIC, language)
    elif _is_mostly(UNSPACED, text):
        yield from _clauses(main, PHRASE_END, SHORTEST, longest, language)
    else:
        yield from _clauses(main, CLAUSE_END, SHORTEST, longest, language)
        yield from _at_words(main, language, longest)
    yield _whole_graphemes(main[:longest]), 9.0


def _is_mostly(script: re.Pattern[str], text: str) -> bool:
    return len(script.findall(text)) * 2 > len(text)


def _main_clause(text: str, language: str) -> str:
    """The text without the clause that leads up to the main one, where word order lets it go."""
    end = CLAUSE_END.search(text)
    if not end or not _leads_up(text, text[: end.start()], language):
        return text
    main = text[end.end() :].lstrip()
    return main if len(main) > end.start() / 2 else text


def _leads_up(text: str, head: str, language: str) -> bool:
    opens_so = text.lower().startswith(LEADING.get(language, ()))
    return opens_so or head.endswith(LEADING_ENDS.get(language, ()))


def _clauses(
    text: str, ending: re.Pattern[str], least: int, most: int, language: str
) -> Iterator[tuple[str, float]]:
    """The text whole, or up to the end of one of its clauses; the longer costs less."""
    leads_up = text.lower().startswith(LEADING_BOUND.get(language, ()))
    cost = 2.0 + (FRAGMENT if leads_up else 1.5 if language in VERB_LAST else 0.0)
    if len(text) <= most:
        yield text, 0.0
    for end in ending.finditer(text[: most + 1]):
        clause = text[: end.start()].rstrip(EDGES)
        if least <= len(clause) and all(clause.count(a) == clause.count(b) for a, b in PAIRS):
            yield clause, cost - len(clause) / most


def _at_words(text: str, language: str, longest: int) -> Iterator[tuple[str, float]]:
    """As many words as fit, less the small words they would end on."""
    small = {*SMALL_WORDS.get(language, "").split(), *DANGLING.get(language, "").split()}
    words = text[: longest + 1].split(" ")[:-1]
    while words and words[-1].strip(EDGES + '«»"“”').lower() in small:
        words.pop()
    if len(text) > longest and words:
        yield " ".join(words).rstrip(EDGES), 5.0


def _whole_graphemes(text: str) -> str:
    """The text without a last letter whose marks may have been cut off."""
    while text and (unicodedata.category(text[-1])[0] == "M" or text[-1] in "\u200c\u200d"):
        text = text[:-1]
    return text.rstrip(EDGES)
