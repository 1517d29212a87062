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


@lru_cache(maxsize=100_000)
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
    pairs = ((word, stem(word, known)) for word in dict.fromkeys(words))
    return list(dict.fromkeys(f"{sign}{STEM}{stem}" for word, stem in pairs if stem != word))


@cache
def _stemmer(language: str) -> Stemmer | None:
    return Stemmer(ALGORITHMS[language]) if language in ALGORITHMS else None
