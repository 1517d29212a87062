"""Origins: the file a story came in, and whose words each of its paragraphs are."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse

from articles import markup
from articles import origins as tracing
from articles.admin.opening import opened, page
from articles.models import Article, ImportItem, Kind, Revision, Verdict
from articles.origins import Trace

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

ARRIVALS = 10
NAMED = 5
BROUGHT = (Verdict.CREATED, Verdict.UPDATED)


class Origin(NamedTuple):
    """The versions something comes from, the latest first; of many only `NAMED` are named."""

    hands: tuple[Revision, ...]
    more: int
    is_older: bool

    @property
    def latest(self) -> Revision:
        return self.hands[0]

    @property
    def stands_as_imported(self) -> bool:
        by_import = all(revision.kind == Kind.IMPORT for revision in self.hands)
        return by_import and not self.more and not self.is_older


class Passage(NamedTuple):
    """Neighbouring paragraphs of one origin."""

    origin: Origin
    blocks: list[markup.Block]


class Line(NamedTuple):
    """A field of the story, by its name in Document."""

    name: str
    text: str
    origin: Origin


def origins(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Where the story came from, and each of its paragraphs."""
    article = opened(admin, request, pk)
    traces = tracing.traces(article)
    revisions = _revisions(article, [*traces.fields.values(), *traces.blocks])
    passages = _passages(article, traces.blocks, revisions)
    lines = [
        Line(name, getattr(article, name), _origin(trace, revisions))
        for name, trace in traces.fields.items()
    ]
    everything = [*(line.origin for line in lines), *(passage.origin for passage in passages)]
    return page(
        admin,
        request,
        "origins",
        title=str(article),
        article=article,
        arrivals=_arrivals(article),
        lines=lines,
        passages=passages,
        as_imported=all(origin.stands_as_imported for origin in everything),
        since=article.revisions.exclude(kind=Kind.IMPORT).order_by("number").first(),
        may_see_runs=request.user.has_perm("articles.view_importrun"),
    )


def _arrivals(article: Article) -> list[ImportItem]:
    """The documents it was made and updated from, the first first."""
    items = ImportItem.objects.about(article).filter(verdict__in=BROUGHT)
    return list(items.select_related("run").defer("content", "problems")[:ARRIVALS])


def _revisions(article: Article, traces: Iterable[Trace]) -> dict[int, Revision]:
    numbers = {number for trace in traces for number in _named(trace)}
    revisions = article.revisions.filter(number__in=numbers).defer("content")
    return {revision.number: revision for revision in revisions}


def _passages(
    article: Article, traces: Iterable[Trace], revisions: dict[int, Revision]
) -> list[Passage]:
    traced = zip(traces, markup.blocks(article.body), strict=False)
    return [
        Passage(_origin(trace, revisions), [block for _, block in blocks])
        for trace, blocks in groupby(traced, key=lambda each: each[0])
    ]


def _origin(trace: Trace, revisions: dict[int, Revision]) -> Origin:
    named = _named(trace)
    hands = tuple(revisions[number] for number in named)
    return Origin(hands, len(trace.versions) - len(named), trace.is_older)


def _named(trace: Trace) -> tuple[int, ...]:
    """The latest few, and the one that wrote it."""
    versions = trace.versions
    return versions if len(versions) <= NAMED else (*versions[: NAMED - 1], versions[-1])
