"""Search: what is found, in which order, and what nobody may find."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import clock, publishing, search
from tests.world import make_article, make_edition

pytestmark = pytest.mark.django_db


def found(query: str, **options: object) -> list[str]:
    return [hit.edition.headline for hit in search.find(query, **options).hits]  # type: ignore[arg-type]


def test_a_story_is_found_by_headline_dek_body_tag_section_and_byline() -> None:
    make_edition(headline="Trams return to Mill Street")

    for word in ("trams", "eleven", "sailing", "ferries", "harbour", "quill"):
        assert found(word) == ["Trams return to Mill Street"], word
    assert found("zeppelin") == []


def test_a_draft_is_not_found() -> None:
    make_article(headline="Secret merger")

    assert found("merger") == []


def test_a_scheduled_story_is_found_at_its_second() -> None:
    at = timezone.now() + timedelta(hours=1)
    make_edition(headline="Budget day", at=at)

    assert found("budget") == []
    with clock.stopped_at(at - timedelta(seconds=1)):
        assert found("budget") == []
    with clock.stopped_at(at):
        assert found("budget") == ["Budget day"]


def test_a_withdrawn_story_is_found_no_more() -> None:
    edition = make_edition(headline="Mistaken report")
    publishing.withdraw(edition.article_id, by=None)

    assert found("mistaken") == []
