"""Document → the flat columns of an edition: what a page shows, worked out once."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils import timezone

from articles import prints, rendering
from articles.documents import Document
from articles.languages import direction

# Raise it when the same document comes to render to other bytes.
RENDERING = 1
# The columns that follow from the rendering; the others are the document's own words.
RENDERED = {"body_html", "contents", "summary", "words", "rendering", "lead"}


def columns_of(document: Document) -> dict[str, Any]:
    """Column → value for every column that follows from the document alone."""
    page = rendering.render(document.body, language=document.language)
    return {
        "slug": document.slug,
        "headline": document.headline,
        "kicker": document.kicker,
        "dek": document.dek,
        "byline": "\n".join(document.bylines),
        "dateline": document.dateline,
        "body_html": page.html,
        "contents": [list(entry) for entry in page.contents],
        "summary": page.summary,
        "language": document.language,
        "direction": direction(document.language),
        "words": page.words,
        "lead": prints.lead_of(document.body),
        "rendering": RENDERING,
    }


def dated_instant(document: Document) -> datetime | None:
    """The source's date as an instant: a day begins at the newsroom's own midnight."""
    if document.dated is None or isinstance(document.dated, datetime):
        return document.dated
    return timezone.make_aware(datetime.combine(document.dated, time.min))


def is_day_only(document: Document, published_at: datetime) -> bool:
    """Whether readers are to see a day without a time: the source named no more."""
    is_day = document.dated is not None and not isinstance(document.dated, datetime)
    return is_day and dated_instant(document) == published_at


def path_of(published_at: datetime, slug: str) -> str:
    """YYYY/MM/DD/slug, the day being the newsroom's."""
    return f"{timezone.localtime(published_at):%Y/%m/%d}/{slug}"
