"""What a reader typed, understood: words, "phrases", -exclusions and prefixes*.

Nothing typed is an error: what means nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articles import limits
from articles.words.folding import UNSPACED, fold_whole, pairs, words

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"'))
TYPED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
PART = re.compile(f"({UNSPACED.pattern})")

# SQL and its parameters.
Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after the other; of the last, `prefix` means: or more."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A story must have every wanted term and none of the excluded. False if none is wanted."""

    wanted: tuple[Term, ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)


def parse(text: str) -> Query:
    """The query in a text; its first limits.SEARCH_CHARACTERS and SEARCH_TERMS words count."""
    wanted: dict[Term, None] = {}
    excluded: dict[Term, None] = {}
    room, prefixes = limits.SEARCH_TERMS, limits.SEARCH_PREFIXES
    for is_excluded, term in _terms(text[: limits.SEARCH_CHARACTERS].translate(QUOTES)):
        if room <= 0:
            break
        short = Term(term.words[:room], term.prefix and prefixes > 0)
        (excluded if is_excluded else wanted)[short] = None
        room, prefixes = room - len(short.words), prefixes - short.prefix
    return Query(tuple(wanted), tuple(excluded))


def _terms(text: str) -> Iterator[tuple[bool, Term]]:
    """(whether excluded, term) for each that was typed."""
    for typed in TYPED.finditer(text):
        content = typed["word"] or typed["phrase"] or ""
        is_prefix = typed["word"] is not None and content.endswith("*")
        for term in _parts(fold_whole(content), is_prefix):
            yield bool(typed["minus"]), term


def _parts(folded: str, is_prefix: bool) -> Iterator[Term]:
    """The terms in one folded word or phrase: a run without spaces is a term of its own."""
    for part in PART.split(folded):
        if UNSPACED.match(part):
            yield Term(tuple(pairs(part)))
        elif found := tuple(words(part)):
            long_enough = len(found[-1]) >= limits.SEARCH_PREFIX_CHARACTERS
            yield Term(found, prefix=is_prefix and long_enough)
