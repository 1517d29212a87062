"""Finding: the stories on record that a text is like, the likest first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from articles.likeness import Shares, Shingles, may_tell, shares, shingles, wording
from articles.models.article import Article
from articles.resembling.sketches import holders

MEETINGS = 3
"""Shingles that must meet before two stories are compared: a sentence of one in the other has
two often, half of it eight.
"""
RARE = 1.0
"""Two are enough where hardly another story has them. A shingle weighs one, and what it weighs
is divided among those who have it.
"""
LOOKED_AT = 6
"""Stories compared with one text, at most."""
ALL = 0.995
"""The most that is said of texts that differ in some word."""


class Text(NamedTuple):
    """A body, its sketch, and the article it belongs to, 0 for none yet."""

    body: str
    sketch: tuple[int, ...]
    article_id: int = 0


class Alike(NamedTuple):
    """A story on record that a text is like, and how much of each stands in the other.

    `shares.of_one` is the text's share, `shares.of_other` that of the story on record;
    `to_the_word` says that no word differs.
    """

    article_id: int
    headline: str
    shares: Shares
    to_the_word: bool = False


class Known(NamedTuple):
    """A story on record as it is compared."""

    headline: str
    body: str
    shingles: Shingles


def alike(html: str, *, besides: int = 0) -> list[Alike]:
    """The stories a body is like, but for the article `besides`; two queries."""
    [found] = alike_each([Text(html, shingles(html).sketch, besides)])
    return found


def alike_each(texts: Sequence[Text]) -> list[list[Alike]]:
    """For each text what it is like besides its own article: two queries for all of them."""
    candidates = _candidates(texts)
    known = _known({key for keys in candidates for key in keys})
    return [
        _compared(text.body, [(key, known[key]) for key in keys if key in known])
        for text, keys in zip(texts, candidates, strict=True)
    ]


def _candidates(texts: Sequence[Text]) -> list[list[int]]:
    """Whom each meets more than once; a rare shingle says more than one that many have."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for number, key in holders(sorted({number for text in texts for number in text.sketch})):
        having[number].append(key)
    return [_likeliest(having, text) for text in texts]


def _likeliest(having: Mapping[int, list[int]], text: Text) -> list[int]:
    lists = [having[number] for number in text.sketch if number in having]
    met = Counter(chain.from_iterable(lists))
    met.pop(text.article_id, None)
    weight = {
        key: sum(1 / len(keys) for keys in lists if key in keys)
        for key, meetings in met.items()
        if meetings >= MEETINGS - 1
    }
    candidates = [key for key in weight if met[key] >= MEETINGS or weight[key] >= RARE]
    candidates.sort(key=lambda key: (weight[key], key), reverse=True)
    return candidates[:LOOKED_AT]


def _known(keys: set[int]) -> dict[int, Known]:
    """A sketch may outlive its story, which is then no match."""
    if not keys:
        return {}
    rows = Article.objects.filter(pk__in=keys).values_list("pk", "headline", "body")
    return {key: Known(headline, body, shingles(body)) for key, headline, body in rows}


def _compared(html: str, others: Sequence[tuple[int, Known]]) -> list[Alike]:
    if not others:
        return []
    mine = shingles(html)
    near = [(key, known) for key, known in others if may_tell(mine, known.shingles)]
    found = [_beside(html, mine, key, known) for key, known in near]
    telling = [one for one in found if one.shares.tells]
    return sorted(telling, key=lambda one: (max(one.shares), one.article_id), reverse=True)


def _beside(html: str, mine: Shingles, key: int, known: Known) -> Alike:
    """Short words are in no shingle, so that only the wording can say that all is the same."""
    both = shares(mine, known.shingles)
    if min(both) < ALL:
        return Alike(key, known.headline, both)
    if wording(html) == wording(known.body):
        return Alike(key, known.headline, Shares(1.0, 1.0), True)
    return Alike(key, known.headline, Shares(min(both.of_one, ALL), min(both.of_other, ALL)))
