"""New articles, many at once: the rows that revising.begin and publishing.publish would write.

`tests/test_import_rows.py` compares the two doors field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from articles import composing, requirements, resembling, search
from articles.documents import Document
from articles.importing import tables
from articles.importing.addresses import Addresses, keys
from articles.importing.likening import sketch_of
from articles.importing.options import Options
from articles.importing.planning import Decision
from articles.importing.proof import Proof, mended, pulled
from articles.importing.terms import Filing, Terms
from articles.models.article import PLAIN_FIELDS, Article
from articles.models.edition import FOREVER, Edition, EditionByline, EditionTag
from articles.models.filing import ArticleTag, Byline
from articles.models.revision import Kind, Revision, link

ON_THE_DESK = "Mend it on the desk and publish it there."


@dataclass(slots=True, kw_only=True)
class New:
    """A story about to be an article: its terms settled, its place in the news known.

    `path` is its address once it has one; `article_id` and `revision_id` are known when
    the transaction has begun. Without `published_at` it stays a draft.
    """

    decision: Decision
    document: Document
    proof: Proof
    filing: Filing
    published_at: datetime | None = None
    path: str = ""
    article_id: int = 0
    revision_id: int = 0

    def leave_a_draft(self, reason: str, remedy: str = ON_THE_DESK) -> None:
        self.published_at, self.proof = None, pulled(self.document, publish=False)
        self.decision.warn(f"Not published: {reason}", remedy)

    def take_slug(self, slug: str) -> None:
        self.proof = mended(self.proof, replace(self.document, slug=slug))


class Shown(NamedTuple):
    """A new story that readers get, and under what date."""

    new: New
    published_at: datetime


def prepare(
    decisions: Iterable[Decision], options: Options, terms: Terms, at: datetime
) -> list[New]:
    """Everything that can be worked out before the transaction begins."""
    return [_prepared(decision, options, terms, at) for decision in decisions]


def write(news: Sequence[New], options: Options, *, reason: str, at: datetime) -> None:
    """Write the articles with all that belongs to them. The caller is in a transaction."""
    _mint_slugs(_shown(news))
    _write_articles(news, options, reason[:300], at)
    _write_links(news)
    _write_editions(_shown(news), at)
    for new in news:
        new.decision.article_id, new.decision.revision_number = new.article_id, 1


def _prepared(decision: Decision, options: Options, terms: Terms, at: datetime) -> New:
    filing = terms.filing(decision.document)
    document = filing.settled(decision.document)
    proof = decision.found.proof or pulled(decision.document, publish=options.publish)
    if document is not decision.document:
        proof = mended(proof, replace(document, slug=proof.slug))
    new = New(decision=decision, document=document, proof=proof, filing=filing)
    if options.publish:
        new.published_at = min(proof.dated or at, at)
        _hold_back(new)
    return new


def _hold_back(new: New) -> None:
    """Leave a draft what readers cannot be shown, or were not meant to see."""
    found, columns = new.decision.found, new.proof.columns
    has_words = columns["headline"].strip() and columns["words"]
    if not has_words and (issues := requirements.blocking(new.document)):
        new.leave_a_draft(" ".join(issue.message for issue in issues))
    elif not found.is_for_readers:
        new.leave_a_draft(f"the source calls it “{found.status}”.", "Publish it from the desk.")


def _shown(news: Iterable[New]) -> list[Shown]:
    return [Shown(new, new.published_at) for new in news if new.published_at]


def _mint_slugs(shown: Sequence[Shown]) -> None:
    """Before the first revision, so that what is published is what was imported."""
    wishes = [_path(new.proof, at) for new, at in shown]
    addresses = Addresses(wishes)
    for (new, at), path in zip(shown, wishes, strict=True):
        if addresses.take(path):
            new.path = path
        elif slug := "" if new.document.slug else addresses.mint(at, new.proof.slug):
            new.take_slug(slug)
            new.path = composing.path_of(at, slug)
        else:
            new.leave_a_draft("its address is taken by another story of that day.")


def _path(proof: Proof, at: datetime) -> str:
    return proof.path if at == proof.dated else composing.path_of(at, proof.slug)


def _write_articles(news: Sequence[New], options: Options, reason: str, at: datetime) -> None:
    article_keys = tables.keys(Article, len(news))
    revision_keys = tables.keys(Revision, len(news))
    articles: list[tables.Row] = []
    revisions: list[tables.Row] = []
    for new, article_id, revision_id in zip(news, article_keys, revision_keys, strict=True):
        new.article_id, new.revision_id = article_id, revision_id
        revision = _revision(new, reason, at)
        articles.append(_article(new, options, revision["hash"], at))
        revisions.append(revision)
    tables.insert(Article, articles)
    resembling.enter((new.article_id, sketch_of(new.decision)) for new in news)
    tables.insert(Revision, revisions)
    search.enter((new.revision_id, new.proof.words) for new in news if not new.published_at)


def _revision(new: New, reason: str, at: datetime) -> tables.Row:
    """As Revision.following, nothing being before it."""
    kind = Kind.IMPORT.value
    return {
        "id": new.revision_id,
        "article_id": new.article_id,
        "number": 1,
        "kind": kind,
        "reason": reason,
        "created_at": at,
        "content": new.proof.content,
        "digest": new.proof.digest,
        "hash": link("", new.article_id, 1, kind, reason, "", at, new.proof.digest),
    }


def _article(new: New, options: Options, head_hash: str, at: datetime) -> tables.Row:
    document, dated = new.document, new.document.dated
    is_instant = isinstance(dated, datetime)
    return {
        **{name: getattr(document, name) for name in PLAIN_FIELDS},
        "id": new.article_id,
        "slug": new.proof.slug,
        "dated_at": dated if is_instant else None,
        "dated_on": None if is_instant else dated,
        "section_id": new.filing.section_id,
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
        tags += _links("article_id", new.article_id, "tag_id", new.filing.tag_ids)
        bylines += _links("article_id", new.article_id, "author_id", new.filing.author_ids)
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
        tags += _links("edition_id", key, "tag_id", one.new.filing.tag_ids)
        bylines += _links("edition_id", key, "author_id", one.new.filing.author_ids)
        entries.append((key, one.new.proof.words))
    tables.insert(Edition, editions)
    tables.insert(EditionTag, tags)
    tables.insert(EditionByline, bylines)
    search.insert(entries)


def _edition(shown: Shown, key: int, at: datetime) -> tables.Row:
    new, published_at = shown
    return {
        **new.proof.columns,
        "id": key,
        "article_id": new.article_id,
        "revision_id": new.revision_id,
        "live_from": at,
        "live_until": FOREVER,
        "published_at": published_at,
        "published_day_only": _names_a_day(new.document) and published_at == new.proof.dated,
        "path": new.path,
        "section_id": new.filing.section_id,
        "decided_at": at,
    }


def _names_a_day(document: Document) -> bool:
    """Whether the source names no more than that: readers see a day without a time."""
    return isinstance(document.dated, date) and not isinstance(document.dated, datetime)
