"""An archive of any size, of seed-shaped stories whose words are spread as in real ones."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import search
from articles.composing import columns_of, path_of
from articles.documents import Document
from articles.models import (
    Article,
    Author,
    Edition,
    EditionByline,
    EditionTag,
    Kind,
    Revision,
    Section,
    Tag,
)
from articles.models.edition import first_key_of
from newsroom import starting

ADDRESSES = "addresses.json"
BATCH = 1_000
STORIES_A_DAY = 137
OPENED = timezone.now()
SECTIONS = ("Council", "Harbour", "Culture", "Schools", "Business", "Sport")
# Few enough for a full page of each in the smallest archive.
AUTHORS = [f"Reporter {number}" for number in range(20)]
TAGS = [f"subject {number}" for number in range(20)]
SYLLABLES = [c + v for c in "bdfgklmnprstvw" for v in ("a", "e", "i", "o", "u", "an", "er", "ing")]
VOCABULARY = 20_000
SENTENCES = 20_000
COMMON, MEDIUM = "tramway", "lighthouse"
"""Words in every second story, and in every fortieth."""


class Writer:
    """Writes stories of some 4.5 kB: a lede, five paragraphs, three headings."""

    def __init__(self) -> None:
        self._chance = random.Random(1)
        words = self._vocabulary()
        weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        self._sentences = [self._sentence(words, weights) for _ in range(SENTENCES)]

    def document(self, number: int) -> Document:
        """The story of that number, the same whenever it is asked for."""
        chance = self._chance
        chance.seed(number)
        headline, *headings = (self._heading() for _ in range(4))
        body = "".join(
            f"<h2>{headings[part // 2]}</h2>{self._paragraph()}" if part % 2 else self._paragraph()
            for part in range(6)
        )
        told = f"<p>The {COMMON} came.</p>" * (number % 2)
        told += f"<p>The {MEDIUM} stood.</p>" * (number % 40 == 7)
        return Document(
            headline=f"{headline} {number}",
            dek=chance.choice(self._sentences),
            body=f"{body}{told}<p>Case unique{number}.</p>",
            bylines=(chance.choice(AUTHORS),),
            section=chance.choice(SECTIONS),
            tags=tuple(chance.sample(TAGS, 3)),
            language="en",
            slug=f"story-{number}",
        )

    def _vocabulary(self) -> list[str]:
        made = ("".join(self._chance.choices(SYLLABLES, k=2 + n % 3)) for n in range(VOCABULARY))
        return list(dict.fromkeys(made))

    def _sentence(self, words: list[str], weights: list[float]) -> str:
        chosen = self._chance.choices(words, cum_weights=weights, k=self._chance.randint(10, 24))
        return f"{' '.join(chosen).capitalize()}."

    def _heading(self) -> str:
        return " ".join(self._chance.choice(self._sentences)[:-1].split()[:6])

    def _paragraph(self) -> str:
        return f"<p>{' '.join(self._chance.choices(self._sentences, k=5))}</p>"


def prepare(count: int) -> None:
    """An archive in the database at hand, with the addresses to ask for in addresses.json."""
    starting.prepare_database()
    starting.prepare_static_files()
    for done in fill(count):
        print(f"\r{done:,} of {count:,} stories", end="", file=sys.stderr)
    print(file=sys.stderr)
    (settings.DATA_DIR / ADDRESSES).write_text(json.dumps(addresses(count)))


def addresses(count: int) -> dict[str, list[str]]:
    """Kind of page → paths; those of a kind differ and cost about the same."""
    every = max(1, count // 50)
    stories = Edition.objects.newest()[:count:every]
    rare = [f"unique{count - 1 - number * every}" for number in range(20)]
    deep = Edition.objects.newest().values_list("pk", flat=True)[count * 9 // 10]
    old_tags = [link.tag for link in EditionTag.objects.filter(edition__lt=deep)[:50]]
    return {
        "article": [story.get_absolute_url() for story in stories],
        "front": ["/"],
        "section": [section.get_absolute_url() for section in Section.objects.all()],
        "section, deep": [f"{s.get_absolute_url()}?before={deep}" for s in Section.objects.all()],
        "tag": [tag.get_absolute_url() for tag in Tag.objects.all()],
        "tag, deep": [f"{tag.get_absolute_url()}?before={deep}" for tag in old_tags],
        "author": [author.get_absolute_url() for author in Author.objects.all()],
        "archive": ["/archive/"],
        "archive, deep": [f"/archive/?before={deep}"],
        "search, common word": [f"/search/?q={COMMON}", f"/search/?q={COMMON}+case"],
        "search, medium word": [f"/search/?q={MEDIUM}", f"/search/?q={MEDIUM}+case"],
        "search, rare word": [f"/search/?q={word}" for word in rare],
    }


def fill(count: int) -> Iterator[int]:
    """Publish `count` stories, oldest first, the newest just now; yields how many there are."""
    writer, sections = Writer(), {name: _term(Section, name) for name in SECTIONS}
    tags, authors = {n: _term(Tag, n) for n in TAGS}, {n: _term(Author, n) for n in AUTHORS}
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        documents = [writer.document(number) for number in numbers]
        instants = [_instant(count - 1 - number) for number in numbers]
        with transaction.atomic():
            editions = _editions(documents, instants, sections)
            Edition.log.bulk_create(editions)
            _link(editions, documents, tags, authors)
            search.index(_entry(*pair) for pair in zip(editions, documents, strict=True))
        yield numbers.stop


def _term(kind: Any, name: str) -> Any:
    return kind.objects.get_or_create(name=name)[0]


def _instant(age: int) -> datetime:
    return OPENED - age * timedelta(days=1) / STORIES_A_DAY


def _editions(
    documents: list[Document], instants: list[datetime], sections: dict[str, Section]
) -> list[Edition]:
    now = timezone.now()
    articles = Article.objects.bulk_create(
        Article(headline=d.headline, slug=d.slug, created_at=now, changed_at=now) for d in documents
    )
    revisions = Revision.objects.bulk_create(
        Revision.following(None, article, article.document(), by=None, kind=Kind.IMPORT, at=now)
        for article in articles
    )
    return [
        Edition(
            id=first_key_of(instant),
            article=revision.article,
            revision=revision,
            live_from=instant,
            published_at=instant,
            path=path_of(instant, document.slug),
            section=sections[document.section],
            decided_at=now,
            **columns_of(document),
        )
        for document, revision, instant in zip(documents, revisions, instants, strict=True)
    ]


def _link(
    editions: list[Edition],
    documents: list[Document],
    tags: dict[str, Tag],
    authors: dict[str, Author],
) -> None:
    pairs = list(zip(editions, documents, strict=True))
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tags[name], position=position)
        for edition, document in pairs
        for position, name in enumerate(document.tags)
    )
    EditionByline.objects.bulk_create(
        EditionByline(edition=edition, author=authors[document.bylines[0]])
        for edition, document in pairs
    )


def _entry(edition: Edition, document: Document) -> search.Entry:
    return search.Entry(
        key=edition.pk,
        headline=edition.headline,
        dek=edition.dek,
        names=(*document.tags, *document.bylines, document.section),
        body=edition.body_html,
        language=edition.language,
    )
