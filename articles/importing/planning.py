"""Planning: what an import would do with each document, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from articles.documents import Document
from articles.importing.found import Found
from articles.importing.options import Options
from articles.likeness import Shares
from articles.models.article import Article, Stage
from articles.models.importing import Verdict
from articles.readers.reading import Problem, Severity

TOUCHED = "The desk has edited it since, and the source has changed too. Nothing was overwritten."
MOVED = (
    "What stood here before stands elsewhere now, so this is another story."
    " Nothing was overwritten: give it a file of its own, or each story an id."
)
SAME = "The same story came from {}."
NOTHING = Document()
MEANWHILE = "The article was changed while the import ran. Run it again."
JUDGE = "Compare the two on the desk, and say what they are to each other."
BACK = "The undoing of an earlier import had taken it away; this brings it back."
SPIKED = "The desk has spiked it, and the source has changed. Nothing was overwritten."


class Known(NamedTuple):
    """An article as far as an import looks at it."""

    id: int
    source_id: str
    source_digest: str
    source_version: int
    version: int
    published_version: int
    stage: str
    slug: str
    section__name: str | None

    @property
    def is_untouched(self) -> bool:
        return self.version == self.source_version and self.stage != Stage.SPIKED

    @property
    def is_undone(self) -> bool:
        """Whether the import that created it was undone, and nobody has taken it up since."""
        return self.stage == Stage.SPIKED and not self.source_digest


class Likened(NamedTuple):
    """A story that a new one is like: on record, or decided on in the same breath."""

    article_id: int
    headline: str
    shares: Shares
    to_the_word: bool = False
    decision: Decision | None = None

    def as_problem(self) -> Problem:
        mine, theirs = (int(share * 100) for share in self.shares)
        if mine >= theirs:
            message = f"{mine} % of this stands in “{self.headline}” already."
        else:
            message = f"{theirs} % of “{self.headline}” stands in this."
        return Problem(message=message, remedy=JUDGE)


@dataclass(slots=True, kw_only=True)
class Decision:
    """What becomes of one document: the verdict, why, and the article it is about.

    `document` is what was found, filed as the options ask. `version` is the one the
    article stood at when this was decided, `base_digest` what the source had brought then;
    `publishes` says that readers are to get it. What `revives` is created once more, in
    the article it was. A duplicate of what is created in the same breath names that
    decision as its `twin`. `alike` are stories that a new one has much in common with,
    None while nobody has looked.
    """

    found: Found
    verdict: Verdict
    document: Document = NOTHING
    reason: str = ""
    article_id: int | None = None
    version: int = 0
    base_digest: str = ""
    publishes: bool = False
    revives: bool = False
    revision_number: int | None = None
    twin: Decision | None = None
    alike: list[Likened] | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def known_id(self) -> int:
        if self.article_id is None:
            raise ValueError(f"No article is known for {self.found.source_id}.")
        return self.article_id

    def all_problems(self) -> list[Problem]:
        """Those of the reader, then those that came up since."""
        alike = self.alike or () if self.verdict == Verdict.CREATED else ()
        return [*self.found.problems, *(one.as_problem() for one in alike), *self.problems]

    def warn(self, message: str, remedy: str) -> None:
        self.problems.append(Problem(message=message, remedy=remedy))

    def reject(self, message: str, remedy: str) -> None:
        self.verdict, self.reason = Verdict.REJECTED, message
        self.article_id = self.revision_number = None
        self.problems.append(Problem(message=message, remedy=remedy, severity=Severity.ERROR))


def plan(batch: Sequence[Found], options: Options) -> list[Decision]:
    """A verdict for each. No identity may stand in a batch twice."""
    readable = [found for found in batch if found.digest]
    known = _by_identity(readable, options)
    twins = _by_digest(readable)
    here = {found.digest for found in readable}
    first: dict[str, Decision] = {}
    decisions = []
    for found in batch:
        article = known.get(found.source_id)
        if article and _has_moved(article, found, twins, here):
            decision = _elsewhere(article, found, options, twins)
        else:
            decision = _decide(found, options, article, twins, first)
        if decision.verdict == Verdict.CREATED:
            first[found.digest] = decision
        decisions.append(decision)
    return decisions


def _by_identity(batch: Iterable[Found], options: Options) -> dict[str, Known]:
    ids = [found.source_id for found in batch]
    rows = Article.objects.from_source(options.collection, ids).values_list(*Known._fields)
    return {known.source_id: known for known in map(Known._make, rows)}


def _by_digest(batch: Iterable[Found]) -> dict[str, Known]:
    rows = Article.objects.brought_as([found.digest for found in batch])
    twins = map(Known._make, rows.values_list(*Known._fields))
    return {twin.source_digest: twin for twin in twins}


def _has_moved(article: Known, found: Found, twins: dict[str, Known], here: set[str]) -> bool:
    """Whether stories changed places: a row was put in before this one, a file was renamed."""
    is_other = found.document is not None and article.source_digest != found.digest
    return is_other and (found.digest in twins or article.source_digest in here)


def _elsewhere(article: Known, found: Found, options: Options, twins: dict[str, Known]) -> Decision:
    """A duplicate of what came under another identity, or held: one story never becomes another."""
    decision = Decision(found=found, verdict=Verdict.HELD, article_id=article.id, reason=MOVED)
    if found.document:
        decision.document = options.filed(found.document)
    if twin := twins.get(found.digest):
        decision.verdict, decision.article_id = Verdict.DUPLICATE, twin.id
        decision.reason = SAME.format(twin.source_id)
    return decision


def _decide(
    found: Found,
    options: Options,
    article: Known | None,
    twins: dict[str, Known],
    first: dict[str, Decision],
) -> Decision:
    if article and (found.document or article.source_digest == found.digest):
        return _about(article, found, options)
    if found.document is None:
        reason = found.problems[-1].message if found.problems else MEANWHILE
        return Decision(found=found, verdict=Verdict.REJECTED, reason=reason)
    document = options.filed(found.document)
    decision = Decision(found=found, verdict=Verdict.CREATED, document=document)
    if twin := twins.get(found.digest):
        decision.verdict, decision.article_id = Verdict.DUPLICATE, twin.id
        decision.reason = SAME.format(twin.source_id)
    elif earlier := first.get(found.digest):
        decision.verdict, decision.twin = Verdict.DUPLICATE, earlier
        decision.reason = SAME.format(earlier.found.source_id)
    return decision


def _about(article: Known, found: Found, options: Options) -> Decision:
    decision = Decision(
        found=found,
        verdict=Verdict.UPDATED,
        article_id=article.id,
        version=article.version,
        base_digest=article.source_digest,
        publishes=options.publish and article.is_untouched and found.is_for_readers,
    )
    if found.document:
        decision.document = _kept(options.filed(found.document), article)
    if article.is_undone:
        decision.verdict, decision.revives, decision.reason = Verdict.CREATED, True, BACK
        decision.publishes = options.publish and found.is_for_readers
    elif article.source_digest == found.digest:
        decision.verdict = Verdict.UNCHANGED
        decision.publishes = decision.publishes and article.published_version == 0
    elif not article.is_untouched:
        decision.verdict = Verdict.HELD
        decision.reason = SPIKED if article.stage == Stage.SPIKED else TOUCHED
    return decision


def _kept(document: Document, article: Known) -> Document:
    """The document at the slug and in the section the article has, where it names none."""
    section = document.section or article.section__name or ""
    return replace(document, slug=document.slug or article.slug, section=section)
