"""Likening: whether a new story says what another says already, under whatever name it came."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from articles import resembling
from articles.importing.planning import Decision, Likened
from articles.likeness import KEPT, Shares, Shingles, shares, shingles
from articles.models.importing import Verdict
from articles.resembling import COMMON, LOOKED_AT, MEETINGS, Text

SAME_WORDS = "Word for word this is “{}”, which came from {}."
SAME_WORDS_HERE = "Word for word this is “{}”, which is here already."


def liken(decisions: Sequence[Decision]) -> list[Decision]:
    """Note of each new story what it is like; the same to the word is a duplicate.

    Two queries for all of them: the archive is asked, and then those before it in the batch.
    """
    new = [d for d in decisions if d.verdict == Verdict.CREATED and d.found.likeness.sketch]
    texts = [Text(d.document.body, d.found.likeness.sketch) for d in new]
    company = Company()
    for decision, found in zip(new, resembling.alike_each(texts), strict=True):
        for one in found:
            decision.alike.append(Likened(one.headline, one.shares, article_id=one.article_id))
            if one.to_the_word:
                decision.verdict, decision.article_id = Verdict.DUPLICATE, one.article_id
                decision.reason = SAME_WORDS_HERE.format(one.headline)
                break
        else:
            company.join(decision)
    return list(decisions)


def note(decisions: Iterable[Decision], at: datetime) -> None:
    """Put on record, for the desk to judge, what new stories are like. In the transaction."""
    resembling.note(_pairs(decisions), at)


class Company:
    """The new stories of a batch, which no index knows yet."""

    def __init__(self) -> None:
        self._wordings: dict[bytes, Decision] = {}
        self._having: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=COMMON))
        self._members: list[Decision] = []

    def join(self, decision: Decision) -> None:
        """Compare it with those before it, and be one of them."""
        likeness = decision.found.likeness
        twin = self._wordings.setdefault(likeness.wording, decision)
        if twin is not decision:
            decision.verdict, decision.twin = Verdict.DUPLICATE, twin
            decision.reason = SAME_WORDS.format(twin.document.headline, twin.found.source_id)
            return
        decision.alike += self._like(decision)
        for number in likeness.sketch[:KEPT]:
            self._having[number].append(len(self._members))
        self._members.append(decision)

    def _like(self, decision: Decision) -> Iterator[Likened]:
        sketch = decision.found.likeness.sketch
        met = Counter(place for number in sketch for place in self._having.get(number, ()))
        likeliest = [place for place, times in met.most_common(LOOKED_AT) if times >= MEETINGS]
        mine = shingles(decision.document.body) if likeliest else Shingles([], 0)
        for other in map(self._members.__getitem__, likeliest):
            both = shares(mine, shingles(other.document.body))
            if both.tells:
                yield Likened(other.document.headline, both, decision=other)


def _pairs(decisions: Iterable[Decision]) -> Iterator[tuple[int, int, Shares]]:
    for decision in decisions:
        for one in decision.alike if decision.verdict == Verdict.CREATED else ():
            other = one.decision.article_id if one.decision else one.article_id
            if decision.article_id and other:
                yield decision.article_id, other, one.shares
