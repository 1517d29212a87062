"""Stories out of the newsroom, and what comes back when they are read again."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from articles import exporting, markup
from articles.documents import Document
from articles.exporting import Format, Story, Written, format_of
from articles.exporting.returning import losses, returned
from articles.readers import house_lines, seed_text
from tests.any_document import MARKED, documents

ODD_LINE_END = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
WITHOUT_A_SIGN = {
    *("sup", "sub", "aside", "p", "figure", "img", "figcaption", "table", "tbody", "tr", "th"),
    *("td", "ul", "li", "ol", "https"),
}
NOON = datetime(2024, 2, 25, 12, tzinfo=UTC)


def story(document: Document) -> Story:
    return Story(
        key=7, uri="urn:newsroom:tide:7", document=document, status="draft", changed_at=NOON
    )


def there_and_back(name: str, document: Document) -> tuple[Document | None, Written]:
    format_ = format_of(name)
    assert format_
    one = story(document)
    written = format_.write(one)
    return returned(written.text, one.file_name + format_.suffix), written


@given(documents)
def test_json_lines_carry_every_field_of_every_story(document: Document) -> None:
    back, _ = there_and_back("jsonl", document)

    assert back == document
    assert back.digest == document.digest


@given(documents)
def test_markdown_carries_every_field_of_a_story_with_a_headline(document: Document) -> None:
    document = replace(document, headline=document.headline or "Last ferry leaves")
    assume(not ODD_LINE_END.search(document.body))

    assert there_and_back("markdown", document)[0] == document


@pytest.mark.parametrize("format_", exporting.FORMATS, ids=lambda format_: format_.name)
@given(documents)
def test_a_format_loses_what_it_declares_and_says_so(format_: Format, document: Document) -> None:
    assume(document.headline or document.body)

    back, written = there_and_back(format_.name, document)

    assert losses(document, back) == written.losses
    assert written.losses <= format_.loses


@pytest.mark.parametrize("html", MARKED)
def test_markdown_spells_the_subset_as_people_write_it(html: str) -> None:
    document = Document(headline="Last ferry leaves", body=markup.clean(html))

    back, written = there_and_back("markdown", document)

    assert back == document
    assert set(re.findall(r"<(\w+)", written.text)) <= WITHOUT_A_SIGN


@pytest.mark.parametrize("format_", exporting.FORMATS, ids=lambda format_: format_.name)
def test_real_seeds_come_back_the_same_in_every_format(corpus: Path, format_: Format) -> None:
    paths = [
        *sorted((corpus / "seedtext").glob("*.txt"))[::4],
        *(corpus.parent / "seeds").glob("*"),
    ]
    seeds = [reading.document for path in paths for reading in seed_text.read(path.read_bytes())]

    assert len(seeds) > 10
    for document in filter(None, seeds):
        assert there_and_back(format_.name, document)[0] == document


@given(document=documents)
def test_ninjs_has_no_field_the_iptcs_schema_does_not_know(document: Document) -> None:
    item = json.loads(there_and_back("ninjs", document)[1].text)
    known = _ninjs_fields()

    assert item.keys() <= known.keys()
    assert all(item.values())
    for name, value in item.items():
        for part in value if isinstance(value, list) else [value]:
            assert not isinstance(part, dict) or part.keys() <= known[name]
    assert re.fullmatch(r"urn:newsroom:[\w%.-]+:\d+", item["uri"])


def _ninjs_fields() -> dict[str, set[str]]:
    """Field → what an object in it may hold, as in the schema of ninjs 3.1."""
    plain = ("uri", "type", "profile", "pubStatus", "versionCreated", "contentCreated")
    text = {"role", "contentType", "value"}
    return {
        **{key: set() for key in (*plain, "language", "by", "located")},
        **dict.fromkeys(("headlines", "descriptions"), text),
        **{key: {"name", "rel", "uri", "literal"} for key in ("people", "subjects")},
        "bodies": text | {"charCount", "wordCount"},
        "altIds": {"role", "value"},
        "standard": {"name", "version", "schema"},
    }


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=3,
)


@given(st.dictionaries(st.sampled_from([f.name for f in fields(Document)]) | st.text(), VALUES))
def test_no_line_that_says_it_is_ours_makes_the_reader_stumble(row: dict[str, Any]) -> None:
    line = json.dumps({"newsroom": 1, **row}).encode()

    [reading] = house_lines.read(line)

    assert reading.document or reading.problems


def test_a_line_of_ours_smuggles_nothing_in() -> None:
    line = b'{"newsroom":1,"headline":"x","body":"<p onclick=x>a<script>b</script></p>","pk":9}'

    [reading] = house_lines.read(line)

    assert reading.document == Document(headline="x", body="<p>a</p>")
    assert "pk" in reading.problems[0].message
