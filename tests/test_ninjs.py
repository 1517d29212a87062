"""ninjs: the IPTC's news in JSON, as the newsroom's documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from articles import readers
from articles.documents import Document
from articles.readers import ninjs
from articles.readers.reading import Reading

ONE = {
    "uri": "urn:gull:7",
    "type": "text",
    "versioncreated": "2024-02-25T07:30:00Z",
    "language": "en-GB",
    "byline": "By Mara Quill and Tom Aske",
    "located": "Westness",
    "headline": "The ferry's last run",
    "subject": [{"name": "Harbour", "rel": "about"}, {"code": "x"}, {"name": "winter"}],
    "body_text": "It sailed.",
    "body_xhtml": "<p>It <em>sailed</em>.</p>",
    "pubstatus": "usable",
}
THREE = {
    "uri": "https://gull.example/7",
    "versionCreated": "2024-02-25T07:30:00Z",
    "by": "Von Mara Quill, dpa",
    "headlines": [{"role": "short", "value": "Ferry"}, {"role": "main", "value": "Last run"}],
    "subjects": [{"name": "Harbour"}],
    "descriptions": [{"role": "summary", "value": "At dusk."}],
    "bodies": [
        {"role": "text", "contentType": "text/plain", "value": "It sailed."},
        {"role": "nitf", "contentType": "application/xml", "value": "<nitf/>"},
        {"role": "html", "contentType": "text/html", "value": "<p>It <b>sailed</b>.</p>"},
    ],
    "infoSources": [{"name": "The Gull"}],
}


def readings(found: object) -> list[Reading]:
    return list(ninjs.read(json.dumps(found).encode()))


def document(item: dict[str, Any], **more: Any) -> Document:
    [reading] = readings({**item, **more})
    assert reading.document
    return reading.document


def test_version_1_gives_every_field() -> None:
    [reading] = readings(ONE)
    ferry = reading.document

    assert ferry
    assert (ferry.headline, ferry.dateline) == ("The ferry's last run", "Westness")
    assert ferry.dated == datetime(2024, 2, 25, 7, 30, tzinfo=UTC)
    assert (ferry.bylines, ferry.tags) == (("Mara Quill", "Tom Aske"), ("Harbour", "winter"))
    assert (ferry.language, ferry.body) == ("en-GB", "<p>It <em>sailed</em>.</p>")
    assert (reading.source_id, reading.status) == ("urn:gull:7", "published")


def test_version_3_gives_every_field() -> None:
    [reading] = readings(THREE)
    ferry = reading.document

    assert ferry
    assert (ferry.headline, ferry.dek, ferry.bylines) == ("Last run", "At dusk.", ("Mara Quill",))
    assert (ferry.tags, ferry.source_url) == (("Harbour",), "https://gull.example/7")
    assert (ferry.body, reading.source) == ("<p>It <strong>sailed</strong>.</p>", "The Gull")


def test_plain_text_becomes_paragraphs() -> None:
    ferry = document(ONE, body_xhtml="", body_text="Fish & chips.\n\nIt sailed.")

    assert ferry.body == "<p>Fish &amp; chips.</p><p>It sailed.</p>"


def test_a_picture_is_shown_above_what_describes_it() -> None:
    renditions = {
        "small": {"href": "https://g.example/s.jpg", "width": 90},
        "main": {"href": "https://g.example/m.jpg", "width": 900},
        "huge": {"href": "https://g.example/h.jpg", "width": 9000},
    }
    item = {"uri": "urn:1", "type": "picture", "headline": "Gull", "description_text": "A gull."}

    assert document(item, renditions=renditions).body == (
        '<figure><img src="https://g.example/m.jpg" alt="Gull"></figure><p>A gull.</p>'
    )


def test_pictures_that_go_with_a_story_stand_below_it() -> None:
    picture = {
        "type": "picture",
        "renditions": [{"href": "https://g.example/m.jpg", "contentType": "image/jpeg"}],
        "descriptions": [{"value": "Gull."}],
    }

    assert document(THREE, associations=[picture]).body.endswith(
        '<figure><img src="https://g.example/m.jpg" alt=""><figcaption>Gull.</figcaption></figure>'
    )


def test_what_is_withheld_cancelled_or_under_embargo_is_no_published_story() -> None:
    changes: list[dict[str, str]] = [
        {"pubstatus": "withheld"},
        {"pubstatus": "canceled"},
        {"embargoed": "2030-01-01T00:00:00Z"},
    ]
    found = [readings({**ONE, **change})[0] for change in changes]

    assert [reading.status for reading in found] == ["private", "trash", "draft"]
    assert all(reading.problems for reading in found)


def test_an_item_of_nothing_but_its_uri_is_kept_and_said() -> None:
    [reading] = readings({"uri": "urn:gull:8", "type": "text"})

    assert reading.document
    assert reading.document.headline == "urn:gull:8"
    assert "no text" in reading.problems[0].message


def test_wrong_types_lose_no_other_item() -> None:
    odd = {"uri": 7, "headlines": "x", "bodies": [None, {"value": 7}], "subject": {}, "byline": []}
    found = readings([odd, "no item", ONE])

    assert [bool(reading.document) for reading in found] == [False, False, True]


def test_it_is_told_by_its_uri_from_other_json() -> None:
    assert ninjs.recognises("a.txt", json.dumps(THREE).encode())
    assert not ninjs.recognises("a.json", b'[{"uri": "x", "title": "t", "body": "b"}]')


def test_the_standards_own_documents_are_all_read(corpus: Path) -> None:
    paths = [
        *(corpus / "ninjs" / "examples").rglob("*.json"),
        *(corpus / "ninjs" / "test_suite").rglob("should_pass/*.json"),
    ]
    formats = [readers.reader_for(path.name, path.read_bytes()[: readers.HEAD]) for path in paths]
    found = [reading for path in paths for reading in ninjs.read(path.read_bytes(), path.name)]

    assert {format_.name for format_ in formats if format_} == {"ninjs"}
    assert len(found) == len(paths)
    assert all(reading.document for reading in found)
