"""Names: what a text spells with capitals again and again, in scripts that have them; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.models.taxonomy import key_of
from articles.suggesting.phrases import Phrase
from articles.words.stems import primary

WORD = r"[^\W\d_][\w’'\-]*"
LINK = r"(?:of|the|de|del|la|du|des|di|da|van|von|der|den|y|i|e|ap|ar|an)"
RUN = re.compile(rf"{WORD}(?:[^\S\n]+{WORD})*")
WORDS = re.compile(WORD)
LINKS = re.compile(LINK)
ENDS = re.compile(r"(?:^|[.!?:…]['’”\"»)]*\s+|\n\s*|[“\"«(]\s*)$")
OFTEN_ALONE, OFTEN_TOGETHER = 3, 2
# These spell every noun with a capital, so that one alone says nothing.
NOUNS_ARE_CAPITALS = {"de", "lb"}


def names(text: str, language: str) -> dict[str, Phrase]:
    """Names by the key a tag would have: of several words said twice, of one said three times."""
    found: dict[str, Phrase] = {}
    for start, end in _runs(text):
        key = key_of(text[start:end])
        known = found.get(key, Phrase(start, end, 0))
        found[key] = known._replace(number=known.number + 1)
    return {key: each for key, each in found.items() if _is_salient(key, each, language)}


def _is_salient(key: str, phrase: Phrase, language: str) -> bool:
    if " " in key:
        return phrase.number >= OFTEN_TOGETHER
    is_plain = primary(language) in NOUNS_ARE_CAPITALS
    return len(key) > 2 and phrase.number >= OFTEN_ALONE and not is_plain


def _runs(text: str) -> Iterator[tuple[int, int]]:
    small = {word for word in WORDS.findall(text) if word.islower()}
    for run in RUN.finditer(text):
        words = list(WORDS.finditer(text, run.start(), run.end()))
        while words:
            words = words[next((n for n, w in enumerate(words) if w[0][0].isupper()), len(words)) :]
            if words and words[0][0].lower() in small and _begins(text, words[0].start()):
                words = words[1:]
            length = _length(words)
            if length and not (length == 1 and _begins(text, words[0].start())):
                yield words[0].start(), words[length - 1].end()
            words = words[max(length, 1) :]


def _length(words: list[re.Match[str]]) -> int:
    """How many words from the first on make one name; a small word only between two others."""
    length = 0
    for place, word in enumerate(words):
        if word[0][0].isupper():
            length = place + 1
        elif not LINKS.fullmatch(word[0]) or place != length:
            break
    return length


def _begins(text: str, start: int) -> bool:
    """Whether a sentence does here, where everything has a capital."""
    return ENDS.search(text[max(0, start - 8) : start]) is not None
