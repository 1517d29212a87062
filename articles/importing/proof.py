"""Proof: a story as its rows will hold it, worked out before any database is asked.

Whoever reads a file pulls it, in a process of its own, so that the one that writes only writes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.conf import settings

from articles import composing
from articles.documents import Document
from articles.slugs import slugify
from articles.words.entry import Entry
from articles.words.prepared import Prepared, prepared


class Proof(NamedTuple):
    """`content` is the document's normal form under `slug`, and `digest` the SHA-256 of that.

    `words` are what it is found by. Where it is to be published there are the `columns` of its
    edition, contents as JSON, and if it is dated, the instant and the address it would have then.
    """

    slug: str
    content: str
    digest: str
    columns: Mapping[str, Any] = {}
    words: Prepared = ()
    dated: datetime | None = None
    path: str = ""


def pulled(document: Document, *, publish: bool) -> Proof:
    """The proof of a document, under the slug it would like where it is to be published."""
    if not publish:
        words = words_of(document, document.body)
        return Proof(document.slug, *_content_of(document), words=words)
    slug = document.slug or slugify(document.headline, document.language)
    columns, dated = composing.columns_of(document), composing.dated_instant(document)
    return Proof(
        slug,
        *_content_of(replace(document, slug=slug)),
        columns={
            **columns,
            "slug": slug,
            "contents": json.dumps(columns["contents"]),
            "corrections": "[]",
        },
        words=words_of(document, columns["body_html"]),
        dated=dated.astimezone(UTC) if dated else None,
        path=composing.path_of(dated, slug) if dated else "",
    )


def mended(proof: Proof, document: Document) -> Proof:
    """The proof with another slug, section, tags or bylines, as `document` has them."""
    content, digest = _content_of(document)
    proof = proof._replace(slug=document.slug, content=content, digest=digest)
    if not proof.columns:
        return proof._replace(words=words_of(document, document.body))
    columns = {
        **proof.columns, "slug": document.slug, "byline": "\n".join(document.bylines)
    }  # fmt: skip
    return proof._replace(columns=columns, words=words_of(document, columns["body_html"]))


def words_of(document: Document, body_html: str) -> Prepared:
    """As publishing.entry_of, from the columns."""
    entry = Entry(
        headline=document.headline,
        dek=document.dek,
        names=(*document.tags, *document.bylines, document.section),
        body=body_html,
        language=document.language,
    )
    return prepared(entry.columns(), _vendor())


def _content_of(document: Document) -> tuple[str, str]:
    content = document.to_json()
    return content, hashlib.sha256(content.encode()).hexdigest()


def _vendor() -> str:
    """That of the database, whose own code need not be loaded to know it."""
    engine: str = settings.DATABASES["default"]["ENGINE"]
    return engine.rpartition(".")[2]
