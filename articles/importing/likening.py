"""Likening: whether a new story says what another says already, under whatever name it came."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from articles import resembling
from articles.importing.planning import Decision, Likened
from articles.likeness import KEPT, Shares, Shingles, may_tell, shares, shingles
from articles.models.importing import Verdict
from articles.resembling import COMMON, LOOKED_AT, MEETINGS, Text

SAME_WORDS = "Word for word this is “{}”, which came from {}."
SAME_WORDS_HERE = "Word for word this is “{}”, which is here already."


def liken(decisions: Sequence[Decision]) -> list[Decision]:
    """Note of each new story what it is like; the same to the word is a duplicate.

    Two queries for all of them: the archive is asked, and then those before it in the batch.
    """
    company = Company()
    for decision, found in _found(d for d in decisions if d.verdict == Verdict.CREATED):
        decision.alike = found
        if same := next((one for one in found if one.to_the_word), None):
            decision.verdict, decision.article_id = Verdict.DUPLICATE, same.article_id
            decision.reason = SAME_WORDS_HERE.format(same.headline)
        else:
            company.join(decision, found)
    return list(decisions)


def note(decisions: Iterable[Decision], at: datetime) -> None:
    """Put on record, for the desk to judge, what new stories are like. In the transaction.

    Those that nobody has looked at, because they were planned before, are looked at now.
    """
    created = [decision for decision in decisions if decision.verdict == Verdict.CREATED]
    for decision, found in _found(decision for decision in created if decision.alike is None):
        decision.alike = found
    resembling.note(_pairs(created), at)


def _found(decisions: Iterable[Decision]) -> Iterator[tuple[Decision, list[Likened]]]:
    """Each with what it is like in the archive."""
    asking = [(decision, sketch_of(decision)) for decision in decisions]
    texts = [Text(d.document.body, sketch, d.article_id or 0) for d, sketch in asking]
    for (decision, _), found in zip(asking, resembling.alike_each(texts), strict=True):
        yield decision, [Likened(*one) for one in found]


def sketch_of(decision: Decision) -> tuple[int, ...]:
    """The story's sketch: taken where it was read, else now."""
    return decision.found.likeness.sketch or shingles(decision.document.body).sketch


class Company:
    """The new stories of a batch, which no index knows yet."""

    def __init__(self) -> None:
        self._wordings: dict[bytes, Decision] = {}
        self._having: defaultdict[int, deque[int]] = defaultdict(lambda: deque(maxlen=COMMON))
        self._members: list[Decision] = []

    def join(self, decision: Decision, found: list[Likened]) -> None:
        """Add to what it is like those before it, and be one of them."""
        likeness = decision.found.likeness
        if not likeness.sketch:
            return
        twin = self._wordings.setdefault(likeness.wording, decision)
        if twin is not decision:
            decision.verdict, decision.twin = Verdict.DUPLICATE, twin
            decision.reason = SAME_WORDS.format(twin.document.headline, twin.found.source_id)
            return
        found += self._like(decision)
        for number in likeness.sketch[:KEPT]:
            self._having[number].append(len(self._members))
        self._members.append(decision)

    def _like(self, decision: Decision) -> Iterator[Likened]:
        sketch = decision.found.likeness.sketch
        met = Counter(place for number in sketch for place in self._having.get(number, ()))
        likeliest = [place for place, times in met.most_common(LOOKED_AT) if times >= MEETINGS]
        mine = shingles(decision.document.body) if likeliest else Shingles([], 0)
        for other in map(self._members.__getitem__, likeliest):
            theirs = shingles(other.document.body)
            if may_tell(mine, theirs) and (both := shares(mine, theirs)).tells:
                yield Likened(0, other.document.headline, both, decision=other)


def _pairs(created: Iterable[Decision]) -> Iterator[tuple[int, int, Shares]]:
    for decision in created:
        for one in decision.alike or ():
            other = one.decision.article_id if one.decision else one.article_id
            if decision.article_id and other:
                yield decision.article_id, other, one.shares
