"""What a reader typed, understood: words, "phrases", -exclusions, prefixes*, this OR that.

Nothing typed is an error: what means nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, NamedTuple

from articles import limits
from articles.words.folding import UNSPACED, fold_whole, pairs, words
from articles.words.stems import STEM, primary, stems

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"'))
TYPED = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
PART = re.compile(f"({UNSPACED.pattern})")
OR = "OR"

# SQL and its parameters.
Statement = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand one after the other; of the last, `prefix` means: or more.
    Of a word by itself another form will do, which has one of the `stems`."""

    words: tuple[str, ...]
    prefix: bool = False
    stems: tuple[str, ...] = ()

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """Itself, and its stems as they stand in the index: as a word, or signed as a stem."""
        signed = [spelt for stem in self.stems for spelt in ((stem,), (STEM + stem,))]
        return list(dict.fromkeys([self.words, *signed]))


# Any one of these will do.
Choice = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A story must have one of each wanted choice and none of the excluded terms. False if
    none is wanted. `languages` are those whose grammar tells the forms of a word."""

    wanted: tuple[Choice, ...] = ()
    excluded: tuple[Term, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted)

    @property
    def terms(self) -> Iterator[Term]:
        """Every wanted one."""
        return chain.from_iterable(self.wanted)


class Typed(NamedTuple):
    """What one word or quotation says: several terms where scripts meet."""

    terms: tuple[Term, ...]
    is_excluded: bool = False
    is_or: bool = False


def parse(text: str, languages: Iterable[str] = ()) -> Query:
    """The query in a text; its first limits.SEARCH_CHARACTERS and SEARCH_TERMS words count.

    In these languages other forms of a word will do.
    """
    known = tuple(dict.fromkeys(primary(language) for language in languages))
    wanted: list[Choice] = []
    excluded: list[Term] = []
    is_choice = False
    for typed in _in_bounds(_typed(text[: limits.SEARCH_CHARACTERS].translate(QUOTES), known)):
        if typed.is_excluded:
            excluded += typed.terms
        elif is_choice and len(typed.terms) == 1 and wanted:
            wanted[-1] = (*wanted[-1], *typed.terms)
        else:
            wanted += [(term,) for term in typed.terms]
        is_choice = typed.is_or
    return Query(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(excluded)), known)


def _in_bounds(every: Iterable[Typed]) -> Iterator[Typed]:
    """As many words and beginnings of words as a search may have."""
    room, prefixes = limits.SEARCH_TERMS, limits.SEARCH_PREFIXES
    for typed in every:
        short = []
        for term in typed.terms:
            if room > 0:
                is_prefix = term.prefix and prefixes > 0
                short.append(replace(term, words=term.words[:room], prefix=is_prefix))
                room, prefixes = room - len(short[-1].words), prefixes - short[-1].prefix
        yield typed._replace(terms=tuple(short))


def _typed(text: str, languages: tuple[str, ...]) -> Iterator[Typed]:
    """Each word and quotation; OR between two of them makes them a choice."""
    found = list(TYPED.finditer(text))
    for place, typed in enumerate(found):
        content = typed["word"] or typed["phrase"] or ""
        if 0 < place < len(found) - 1 and typed[0] == OR:
            yield Typed((), is_or=True)
            continue
        is_exact = typed["word"] is None or bool(typed["minus"])
        is_prefix = typed["word"] is not None and content.endswith("*")
        terms = _parts(fold_whole(content), is_prefix, () if is_exact else languages)
        yield Typed(tuple(terms), bool(typed["minus"]))


def _parts(folded: str, is_prefix: bool, languages: tuple[str, ...]) -> Iterator[Term]:
    """The terms in one folded word or phrase: a run without spaces is a term of its own."""
    for part in PART.split(folded):
        if UNSPACED.match(part):
            yield Term(tuple(pairs(part)))
        elif found := tuple(words(part)):
            prefix = is_prefix and len(found[-1]) >= limits.SEARCH_PREFIX_CHARACTERS
            is_plain = len(found) == 1 and not prefix
            yield Term(found, prefix, stems(found[0], languages) if is_plain else ())
