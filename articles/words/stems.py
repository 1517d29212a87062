"""Stems: what the forms of a word have in common, by the grammar of its language.

ferries, ferry → ferri. Taken of folded words, so that they are the same however one types.
A stem is in the index with a sign before it, where it is no word of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from Stemmer import Stemmer

STEM = "‡"
SHORTEST, LONGEST = 3, 40
REMEMBERED = 100_000
ALGORITHMS = {
    **{"ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german"},
    **{"el": "greek", "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian"},
    **{"eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish"},
    **{"hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian"},
    **{"lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian"},
    **{"no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian"},
    **{"sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish"},
}


def primary(language: str) -> str:
    """en of en-GB."""
    return language.split("-")[0].lower()


@lru_cache(maxsize=8192)
def stem(word: str, language: str) -> str:
    """Of a folded word in a language as `primary` gives it; the word itself where none is known."""
    stemmer = _stemmer(language)
    if stemmer is None or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return word
    return str(stemmer.stemWord(word))


def stems(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """The stems a word may have, each once."""
    return tuple(dict.fromkeys(stem(word, language) for language in languages))


def signed_stems(words: Iterable[str], language: str, sign: str = "") -> list[str]:
    """What is indexed besides these words, each stem once, in order."""
    known = primary(language)
    if known not in ALGORITHMS:
        return []
    found = dict.fromkeys(map(_others(known).__getitem__, dict.fromkeys(words)))
    return [f"{sign}{STEM}{stem}" for stem in found if stem]


class Others(dict[str, str]):
    """Word → its stem, "" where that is the word itself: what a process has met in a language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        found = stem(word, self.language)
        self[word] = other = "" if found == word else found
        return other


@cache
def _others(language: str) -> Others:
    return Others(language)


@cache
def _stemmer(language: str) -> Stemmer | None:
    return Stemmer(ALGORITHMS[language]) if language in ALGORITHMS else None
