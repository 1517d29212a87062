"""New articles, many at once: the rows that revising.begin and publishing.publish would write.

`tests/test_import_rows.py` compares the two doors field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from articles import composing, publishing, requirements, search
from articles.documents import Document
from articles.importing import tables
from articles.importing.addresses import Addresses, keys
from articles.importing.options import Options
from articles.importing.planning import Decision
from articles.importing.terms import Terms
from articles.models.article import PLAIN_FIELDS, Article, ArticleTag, Byline
from articles.models.edition import FOREVER, Edition, EditionByline, EditionTag
from articles.models.revision import Kind, Revision
from articles.models.taxonomy import Author, Section, Tag
from articles.slugs import slugify

ON_THE_DESK = "Mend it on the desk and publish it there."


@dataclass(slots=True, kw_only=True)
class New:
    """A story about to be an article: its terms settled, its place in the news known."""

    decision: Decision
    document: Document
    section: Section | None
    tags: list[Tag]
    authors: list[Author]
    published_at: datetime | None = None
    article: Any = None
    revision: Any = None

    def leave_a_draft(self, reason: str, remedy: str = ON_THE_DESK) -> None:
        self.published_at = None
        self.decision.warn(f"Not published: {reason}", remedy)


def prepare(
    decisions: Iterable[Decision], options: Options, terms: Terms, at: datetime
) -> list[New]:
    """Everything that can be worked out before the transaction begins."""
    return [_prepared(decision, options, terms, at) for decision in decisions]


def write(news: Sequence[New], options: Options, *, reason: str, at: datetime) -> None:
    """Write the articles with all that belongs to them. The caller is in a transaction."""
    _mint_slugs(news)
    _write_articles(news, options, reason, at)
    _write_links(news)
    _write_editions([new for new in news if new.published_at], at)
    for new in news:
        new.decision.article_id, new.decision.revision_number = new.article.pk, 1


def _prepared(decision: Decision, options: Options, terms: Terms, at: datetime) -> New:
    document = terms.settled(decision.document)
    new = New(
        decision=decision,
        document=document,
        section=next(iter(terms.of(Section, document.section)), None),
        tags=terms.of(Tag, document.tags),
        authors=terms.of(Author, document.bylines),
    )
    if options.publish:
        new.published_at = min(composing.dated_instant(document) or at, at)
        _hold_back(new)
    return new


def _hold_back(new: New) -> None:
    """Leave a draft what readers cannot be shown, or were not meant to see."""
    found = new.decision.found
    if issues := requirements.blocking(new.document):
        new.leave_a_draft(" ".join(issue.message for issue in issues))
    elif not found.is_for_readers:
        new.leave_a_draft(f"the source calls it “{found.status}”.", "Publish it from the desk.")


def _mint_slugs(news: Iterable[New]) -> None:
    """Before the first revision, so that what is published is what was imported."""
    shown = [(new, new.published_at, _wish(new.document)) for new in news if new.published_at]
    addresses = Addresses((at, wish) for _, at, wish in shown)
    for new, at, wish in shown:
        if addresses.take(at, wish):
            new.document = replace(new.document, slug=wish)
        elif new.document.slug:
            new.leave_a_draft(f"another story has the address “{wish}” on that day.")
        elif slug := addresses.mint(at, wish):
            new.document = replace(new.document, slug=slug)
        else:
            new.leave_a_draft("too many stories have that headline on that day.")


def _wish(document: Document) -> str:
    return document.slug or slugify(document.headline, document.language)


def _write_articles(news: Sequence[New], options: Options, reason: str, at: datetime) -> None:
    article_keys = tables.keys(Article, len(news))
    revision_keys = tables.keys(Revision, len(news))
    for new, article_key, revision_key in zip(news, article_keys, revision_keys, strict=True):
        new.article = _article(new, article_key, options, at)
        new.revision = Revision.following(
            None, new.article, new.document, by=None, kind=Kind.IMPORT, reason=reason, at=at
        )
        new.revision.pk = revision_key
        new.article.head_hash = new.revision.hash
    tables.insert([new.article for new in news])
    tables.insert([new.revision for new in news])


def _article(new: New, key: int, options: Options, at: datetime) -> Article:
    document, dated = new.document, new.document.dated
    return Article(
        id=key,
        **{name: getattr(document, name) for name in PLAIN_FIELDS},
        dated_at=dated if isinstance(dated, datetime) else None,
        dated_on=None if isinstance(dated, datetime) else dated,
        section=new.section,
        source=options.collection,
        source_id=new.decision.found.source_id,
        source_digest=new.decision.found.digest,
        source_version=1,
        version=1,
        published_version=1 if new.published_at else 0,
        created_at=at,
        changed_at=at,
    )


def _write_links(news: Iterable[New]) -> None:
    tags, bylines = [], []
    for new in news:
        tags += [ArticleTag(article=new.article, tag=t, position=n) for n, t in enumerate(new.tags)]
        bylines += [
            Byline(article=new.article, author=a, position=n) for n, a in enumerate(new.authors)
        ]
    tables.insert(tags)
    tables.insert(bylines)


def _write_editions(shown: Sequence[New], at: datetime) -> None:
    instants = [new.published_at for new in shown if new.published_at]
    tags, bylines, editions = [], [], []
    for new, published_at, key in zip(shown, instants, keys(instants), strict=True):
        edition = _edition(new, published_at, key, at)
        editions.append(edition)
        tags += [EditionTag(edition=edition, tag=t, position=n) for n, t in enumerate(new.tags)]
        bylines += [
            EditionByline(edition=edition, author=a, position=n) for n, a in enumerate(new.authors)
        ]
    tables.insert(editions)
    tables.insert(tags)
    tables.insert(bylines)
    search.index(
        publishing.entry_of(edition, new.document)
        for edition, new in zip(editions, shown, strict=True)
    )


def _edition(new: New, published_at: datetime, key: int, at: datetime) -> Edition:
    return Edition(
        id=key,
        article=new.article,
        revision=new.revision,
        live_from=at,
        live_until=FOREVER,
        published_at=published_at,
        published_day_only=composing.is_day_only(new.document, published_at),
        path=composing.path_of(published_at, new.document.slug),
        section=new.section,
        decided_at=at,
        **_columns(new),
    )


def _columns(new: New) -> dict[str, Any]:
    """Worked out where the file was read, but for what was settled since."""
    ready = new.decision.found.columns
    if ready is None:
        return composing.columns_of(new.document)
    return {**ready, "slug": new.document.slug, "byline": "\n".join(new.document.bylines)}
