"""Page: what readers and search get of a document, worked out where the file is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles import composing, requirements
from articles.documents import Document
from articles.search.entry import Columns, Entry
from articles.slugs import slugify


@dataclass(frozen=True, slots=True)
class Page:
    """`columns` of the edition, the `slug` it would like, and what search looks through.

    They hold for `document`, until its terms are settled. `lacking` says why it cannot be
    published, if it cannot.
    """

    document: Document
    columns: dict[str, Any]
    slug: str
    search: Columns
    lacking: str

    @classmethod
    def of(cls, document: Document) -> Page:
        columns = composing.columns_of(document)
        slug = slugify(document.headline, document.language)
        return cls(
            document=document,
            columns=columns,
            slug=slug,
            search=_entry(document, columns["body_html"]).columns(),
            lacking=" ".join(issue.message for issue in requirements.blocking(document)),
        )

    def columns_of(self, document: Document) -> dict[str, Any]:
        """The same words by authors as the newsroom calls them, at an address of its own."""
        return {**self.columns, "slug": document.slug, "byline": "\n".join(document.bylines)}

    def entry_of(self, document: Document, key: int) -> Columns:
        """The same words under the newsroom's own names."""
        if _names(document) == _names(self.document):
            return self.search._replace(key=key)
        return _entry(document, self.columns["body_html"], key).columns()


def _entry(document: Document, body: str, key: int = 0) -> Entry:
    """As publishing.entry_of, before there is an edition."""
    return Entry(
        key=key, headline=document.headline, dek=document.dek, names=_names(document), body=body
    )


def _names(document: Document) -> tuple[str, ...]:
    return (*document.tags, *document.bylines, document.section)
