"""Ghost: its exports and its API's answers, as the newsroom's documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from articles import readers
from articles.documents import Document
from articles.readers import ghost
from articles.readers.reading import Reading

FERRY = {
    "id": "7",
    "title": "The ferry’s last run",
    "slug": "ferrys-last-run",
    "html": "<p>It sailed.</p>",
    "custom_excerpt": "At dusk.",
    "status": "published",
    "published_at": "2024-02-25T07:30:00.000Z",
    "canonical_url": "https://gull.example/ferry/",
}
TABLES = {
    "users": [{"id": "a", "name": "Mara Quill"}, {"id": "b", "name": "Tom Aske"}],
    "tags": [
        {"id": "t", "name": "Harbour"},
        {"id": "u", "name": "winter"},
        {"id": "v", "name": "#hero", "visibility": "internal"},
    ],
    "posts_authors": [
        {"post_id": "7", "author_id": "b", "sort_order": 1},
        {"post_id": "7", "author_id": "a", "sort_order": 0},
    ],
    "posts_tags": [{"post_id": "7", "tag_id": tag} for tag in "tuv"],
}


def readings(export: object) -> list[Reading]:
    return list(ghost.read(json.dumps(export).encode()))


def document(**post: Any) -> Document:
    [reading] = readings({"db": [{"data": {**TABLES, "posts": [{**FERRY, **post}]}}]})
    assert reading.document
    return reading.document


def lexical(*children: object) -> str:
    return document(html=None, lexical=json.dumps({"root": {"children": children}})).body


def mobiledoc(*sections: object, **rest: object) -> str:
    return document(html=None, mobiledoc=json.dumps({"sections": sections, **rest})).body


def test_an_export_gives_every_field() -> None:
    ferry = document()

    assert (ferry.headline, ferry.dek) == ("The ferry’s last run", "At dusk.")
    assert ferry.dated == datetime(2024, 2, 25, 7, 30, tzinfo=UTC)
    assert (ferry.bylines, ferry.tags) == (("Mara Quill", "Tom Aske"), ("Harbour", "winter"))
    assert (ferry.slug, ferry.source_url) == ("ferrys-last-run", "https://gull.example/ferry/")
    assert ferry.body == "<p>It sailed.</p>"


def test_the_api_names_authors_and_tags_in_each_post() -> None:
    post = {**FERRY, "authors": [{"name": "Ada Lovelace"}], "tags": [{"name": "news"}]}
    [reading] = readings({"posts": [post]})

    assert reading.document
    assert (reading.document.bylines, reading.document.tags) == (("Ada Lovelace",), ("news",))
    assert (reading.status, reading.source_id) == ("published", "7")


def test_the_feature_picture_opens_the_story_once() -> None:
    picture = "https://gull.example/g.jpg"
    figure = f'<figure><img src="{picture}" alt="A gull"></figure>'

    assert document(feature_image=picture, feature_image_alt="A gull").body.startswith(figure)
    assert document(feature_image=picture, html=f'<img src="{picture}">').body.count("<img") == 1


def test_lexical_text_keeps_its_marks_and_links() -> None:
    text = {"type": "extended-text", "text": "sailed", "format": 3}
    link = {"type": "link", "url": "https://gull.example", "children": [text]}

    assert lexical({"type": "paragraph", "children": [{"type": "text", "text": "It "}, link]}) == (
        '<p>It <a href="https://gull.example"><strong><em>sailed</em></strong></a></p>'
    )


def test_lexical_blocks_become_ours() -> None:
    words = [{"type": "text", "text": "Why"}]
    item = {"type": "listitem", "children": words}

    assert lexical(
        {"type": "heading", "tag": "h2", "children": words},
        {"type": "list", "listType": "number", "children": [item, item]},
        {"type": "image", "src": "https://g.example/a.jpg", "alt": "a", "caption": "Gull"},
        {"type": "embed", "url": "https://v.example/1", "metadata": {"title": "A film"}},
        {"type": "horizontalrule"},
    ) == (
        "<h2>Why</h2><ol><li>Why</li><li>Why</li></ol>"
        '<figure><img src="https://g.example/a.jpg" alt="a"><figcaption>Gull</figcaption></figure>'
        '<p><a href="https://v.example/1">A film</a></p><hr>'
    )


def test_mobiledoc_text_lists_and_cards_become_ours() -> None:
    body = mobiledoc(
        [1, "p", [[0, [], 0, "It "], [0, [0], 1, "sailed"], [1, [], 0, 0], [0, [1], 1, "here"]]],
        [3, "ul", [[[0, [], 0, "one"]]]],
        [10, 0],
        markups=[["strong"], ["a", ["href", "https://gull.example"]]],
        atoms=[["soft-return", "", {}]],
        cards=[["card-markdown", {"markdown": "## Why\n\n*Ask* them."}]],
    )

    assert body == (
        '<p>It <strong>sailed</strong><br><a href="https://gull.example">here</a></p>'
        "<ul><li>one</li></ul><h2>Why</h2><p><em>Ask</em> them.</p>"
    )


def test_what_was_for_members_alone_is_said() -> None:
    [reading] = readings({"posts": [{**FERRY, "visibility": "paid"}]})

    assert "for paid only" in reading.problems[0].message


def test_a_tree_of_the_wrong_shape_loses_no_other_post() -> None:
    odd = {**FERRY, "html": None, "lexical": "[1", "mobiledoc": '{"sections": [[1], 7, [1, 2, 3]]}'}
    found = readings({"posts": [odd, "no post", FERRY]})

    assert [reading.document.body for reading in found if reading.document] == [
        "",
        "<p>It sailed.</p>",
    ]


def test_what_breaks_off_is_refused_by_line() -> None:
    [reading] = ghost.read(b'{"db": [\n{"data": ')

    assert reading.document is None
    assert "line 2" in reading.problems[0].message


def test_deep_nests_are_refused() -> None:
    [reading] = ghost.read(b'{"db":' + b"[" * 200_000)

    assert "nests" in reading.problems[0].message


def test_real_exports_are_recognised_and_read(corpus: Path) -> None:
    paths = sorted((corpus / "exports" / "assetscraper-db").glob("*.json"))
    paths += sorted((corpus / "exports" / "json").glob("*.json"))
    found = [reading for path in paths for reading in ghost.read(path.read_bytes(), path.name)]

    assert all(
        format_.name == "Ghost export"
        for path in paths
        if (format_ := readers.reader_for(path.name, path.read_bytes()[: readers.HEAD]))
    )
    assert sum(bool(reading.document) for reading in found) == 10


def test_a_card_that_is_shown_endlessly_is_refused() -> None:
    cards = [["html", {"html": "x" * 100_000}]]
    tree = {"sections": [[10, 0]] * 100_000, "cards": cards}
    [reading] = readings({"posts": [{**FERRY, "html": None, "mobiledoc": json.dumps(tree)}]})

    assert reading.document is None
    assert "limit" in reading.problems[0].message
