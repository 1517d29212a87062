"""Stories out of the newsroom, and what comes back when they are read again."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given

from articles.documents import Document
from articles.exporting import Story, format_of
from articles.exporting.returning import returned
from tests.any_document import documents

NOON = datetime(2024, 2, 25, 12, tzinfo=UTC)


def story(document: Document) -> Story:
    return Story(
        key=7, uri="urn:newsroom:tide:7", document=document, status="draft", changed_at=NOON
    )


def there_and_back(name: str, document: Document) -> Document | None:
    format_ = format_of(name)
    assert format_
    one = story(document)
    return returned(format_.write(one).text, one.file_name + format_.suffix)


@given(documents)
def test_json_lines_carry_every_field_of_every_story(document: Document) -> None:
    back = there_and_back("jsonl", document)

    assert back == document
    assert back.digest == document.digest
