"""New articles, many at once: the rows that revising.begin and publishing.publish would write.

`tests/test_import_rows.py` compares the two doors field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from articles import composing, requirements, search
from articles.documents import Document
from articles.importing import tables
from articles.importing.addresses import Addresses, keys
from articles.importing.finding import edition_columns
from articles.importing.options import Options
from articles.importing.planning import Decision
from articles.importing.terms import Terms
from articles.models.article import PLAIN_FIELDS, Article, ArticleTag, Byline
from articles.models.edition import FOREVER, Edition, EditionByline, EditionTag
from articles.models.revision import Kind, Revision
from articles.models.taxonomy import Author, Section, Tag

ON_THE_DESK = "Mend it on the desk and publish it there."


@dataclass(slots=True, kw_only=True)
class New:
    """A story about to be an article: its terms settled, its place in the news known.

    Terms are keys. `path` is its address once it has one; `article_id` and `revision_id`
    are known when the transaction has begun.
    """

    decision: Decision
    document: Document
    section: int | None
    tags: list[int]
    authors: list[int]
    columns: Mapping[str, Any] | None = None
    published_at: datetime | None = None
    path: str = ""
    article_id: int = 0
    revision_id: int = 0

    def leave_a_draft(self, reason: str, remedy: str = ON_THE_DESK) -> None:
        self.columns = self.published_at = None
        self.decision.warn(f"Not published: {reason}", remedy)


class Shown(NamedTuple):
    """A new story that readers get, with what they get and under what date."""

    new: New
    columns: Mapping[str, Any]
    published_at: datetime


def prepare(
    decisions: Iterable[Decision], options: Options, terms: Terms, at: datetime
) -> list[New]:
    """Everything that can be worked out before the transaction begins."""
    return [_prepared(decision, options, terms, at) for decision in decisions]


def write(news: Sequence[New], options: Options, *, reason: str, at: datetime) -> None:
    """Write the articles with all that belongs to them. The caller is in a transaction."""
    _mint_slugs(_shown(news))
    _write_articles(news, options, reason, at)
    _write_links(news)
    _write_editions(_shown(news), at)
    for new in news:
        new.decision.article_id, new.decision.revision_number = new.article_id, 1


def _prepared(decision: Decision, options: Options, terms: Terms, at: datetime) -> New:
    document = terms.settled(decision.document)
    new = New(
        decision=decision,
        document=document,
        section=next(iter(terms.keys(Section, [document.section])), None),
        tags=terms.keys(Tag, document.tags),
        authors=terms.keys(Author, document.bylines),
    )
    if options.publish:
        new.columns = decision.found.columns or edition_columns(document)
        new.published_at = min(composing.dated_instant(document) or at, at)
        _hold_back(new, new.columns)
    return new


def _hold_back(new: New, columns: Mapping[str, Any]) -> None:
    """Leave a draft what readers cannot be shown, or were not meant to see."""
    found = new.decision.found
    has_words = columns["headline"].strip() and columns["words"]
    if not has_words and (issues := requirements.blocking(new.document)):
        new.leave_a_draft(" ".join(issue.message for issue in issues))
    elif not found.is_for_readers:
        new.leave_a_draft(f"the source calls it “{found.status}”.", "Publish it from the desk.")


def _shown(news: Iterable[New]) -> list[Shown]:
    return [
        Shown(new, new.columns, new.published_at)
        for new in news
        if new.columns and new.published_at
    ]


def _mint_slugs(shown: Sequence[Shown]) -> None:
    """Before the first revision, so that what is published is what was imported."""
    wishes = [(columns["slug"], at) for _, columns, at in shown]
    paths = [composing.path_of(at, slug) for slug, at in wishes]
    addresses = Addresses(paths)
    for (new, _, _), (slug, at), path in zip(shown, wishes, paths, strict=True):
        if not addresses.take(path):
            slug = "" if new.document.slug else addresses.mint(at, slug)
            path = composing.path_of(at, slug)
        if slug:
            new.document, new.path = replace(new.document, slug=slug), path
        else:
            new.leave_a_draft("its address is taken by another story of that day.")


def _write_articles(news: Sequence[New], options: Options, reason: str, at: datetime) -> None:
    article_keys = tables.keys(Article, len(news))
    revision_keys = tables.keys(Revision, len(news))
    articles: list[tables.Row] = []
    revisions: list[tables.Row] = []
    bearer = Article()  # one for all: a revision asks nothing of its article but the key
    for new, article_id, revision_id in zip(news, article_keys, revision_keys, strict=True):
        new.article_id, new.revision_id = article_id, revision_id
        bearer.pk = article_id
        revision = Revision.following(
            None, bearer, new.document, by=None, kind=Kind.IMPORT, reason=reason, at=at
        )
        articles.append(_article(new, options, revision.hash, at))
        revisions.append({**vars(revision), "id": revision_id})
    tables.insert(Article, articles)
    tables.insert(Revision, revisions)


def _article(new: New, options: Options, head_hash: str, at: datetime) -> tables.Row:
    document, dated = new.document, new.document.dated
    return {
        **{name: getattr(document, name) for name in PLAIN_FIELDS},
        "id": new.article_id,
        "dated_at": dated if isinstance(dated, datetime) else None,
        "dated_on": None if isinstance(dated, datetime) else dated,
        "section_id": new.section,
        "source": options.collection,
        "source_id": new.decision.found.source_id,
        "source_digest": new.decision.found.digest,
        "source_version": 1,
        "version": 1,
        "published_version": 1 if new.published_at else 0,
        "head_hash": head_hash,
        "created_at": at,
        "changed_at": at,
    }


def _write_links(news: Iterable[New]) -> None:
    tags: list[tables.Row] = []
    bylines: list[tables.Row] = []
    for new in news:
        tags += _links("article_id", new.article_id, "tag_id", new.tags)
        bylines += _links("article_id", new.article_id, "author_id", new.authors)
    tables.insert(ArticleTag, tags)
    tables.insert(Byline, bylines)


def _links(owner: str, key: int, name: str, terms: Iterable[int]) -> Iterator[tables.Row]:
    for position, term in enumerate(terms):
        yield {owner: key, name: term, "position": position}


def _write_editions(shown: Sequence[Shown], at: datetime) -> None:
    editions: list[tables.Row] = []
    tags: list[tables.Row] = []
    bylines: list[tables.Row] = []
    entries = []
    for one, key in zip(shown, keys([one.published_at for one in shown]), strict=True):
        editions.append(_edition(one, key, at))
        tags += _links("edition_id", key, "tag_id", one.new.tags)
        bylines += _links("edition_id", key, "author_id", one.new.authors)
        entries.append(_entry(one, key))
    tables.insert(Edition, editions)
    tables.insert(EditionTag, tags)
    tables.insert(EditionByline, bylines)
    search.index(entries)


def _edition(shown: Shown, key: int, at: datetime) -> tables.Row:
    new, columns, published_at = shown
    return {
        **columns,
        "slug": new.document.slug,
        "byline": "\n".join(new.document.bylines),
        "id": key,
        "article_id": new.article_id,
        "revision_id": new.revision_id,
        "live_from": at,
        "live_until": FOREVER,
        "published_at": published_at,
        "published_day_only": composing.is_day_only(new.document, published_at),
        "path": new.path,
        "section_id": new.section,
        "decided_at": at,
    }


def _entry(shown: Shown, key: int) -> search.Entry:
    """As publishing.entry_of, from the columns."""
    document = shown.new.document
    return search.Entry(
        key=key,
        headline=document.headline,
        dek=document.dek,
        names=(*document.tags, *document.bylines, document.section),
        body=shown.columns["body_html"],
    )
