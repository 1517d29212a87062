"""The vocabulary: words of headlines, tags and names, to tell a reader what was meant.

A word is learnt when its edition is indexed, be it live or not; it is suggested only if a
story with it is live at the instant, so that nobody learns from it what is not published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db import transaction

from articles.models.edition import EditionQuerySet
from articles.models.vocabulary import Spelling
from articles.search import keys
from articles.search.query import Query, Term, parse
from articles.words.entry import IN_NAMES
from articles.words.folding import UNSPACED, fold_whole
from articles.words.prepared import Row
from articles.words.spelling import SPELT, distance, one_off, skeleton

NAMED = re.compile(f"{IN_NAMES}({SPELT.pattern})(?![^\\W_])")
# Words as typed, but those left out with a minus and the beginnings of words.
TYPED = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w*])")
# So many words of a search are corrected; of what is spelt alike so many are compared, and of
# the nearest so many are looked for in the newest so many stories.
CORRECTED, COMPARED, TRIED, STORIES = 3, 400, 6, 20
# A word of so few letters may hold one mistake, a longer one two.
SHORT = 6


def learn(rows: Iterable[Row]) -> None:
    """The words of editions in their headlines and names."""
    found = {word for _, prepared in rows for word in NAMED.findall(prepared[-1])}
    if found:
        Spelling.objects.learn([(word, skeleton(word)) for word in sorted(found)])


def learn_on_commit(rows: Sequence[Row]) -> None:
    """In a statement of its own: two transactions with new words might wait for each other."""
    transaction.on_commit(lambda: learn(rows), robust=True)


def meant(text: str, editions: EditionQuerySet, languages: Iterable[str] = ()) -> str:
    """The search with its unknown words as they may have been meant; "" if that finds nothing.

    A word is unknown, and another one known, by what is among the editions.
    """
    typed = dict.fromkeys(TYPED.findall(text))
    unknown = _unknown([word for word in typed if _is_spelt(fold_whole(word))], editions, languages)
    likely = {word: _likely(fold_whole(word), editions) for word in unknown[:CORRECTED]}
    corrected = TYPED.sub(lambda found: likely.get(found[0]) or found[0], text)
    if corrected == text or not keys.counts([parse(corrected, languages)], editions, most=1)[0]:
        return ""
    return corrected


def _unknown(
    words: Sequence[str], editions: EditionQuerySet, languages: Iterable[str]
) -> list[str]:
    numbers = keys.counts([parse(word, languages) for word in words], editions, most=1)
    return [word for word, number in zip(words, numbers, strict=True) if not number]


def _likely(word: str, editions: EditionQuerySet) -> str:
    """The nearest word that some story has in headline or names, of two the more usual one."""
    alike = Spelling.objects.spelt_like(one_off(word), skeleton(word))
    others = alike.values_list("word", flat=True)[:COMPARED]
    most = 1 if len(word) < SHORT else 2
    near = sorted((distance(word, other), other) for other in others if other != word)
    tried = [(steps, other) for steps, other in near if steps <= most][:TRIED]
    queries = [Query(((Term((other,)),),)) for _, other in tried]
    numbers = keys.counts(queries, editions, most=STORIES, sign=IN_NAMES)
    likely = [
        (steps, -number, other)
        for (steps, other), number in zip(tried, numbers, strict=True)
        if number
    ]
    return min(likely)[2] if likely else ""


def _is_spelt(word: str) -> bool:
    return bool(SPELT.fullmatch(word)) and not UNSPACED.search(word)
