"""Tables and lists of records: CSV, JSON lines and JSON, as the newsroom's documents."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from articles import readers
from articles.documents import Document
from articles.readers import json_lines, json_records, tabular
from articles.readers.reading import Reading

FERRY = "Title,Date,Author,Tags,Section,Text\n"
FERRY += (
    '"The ferry, at last",2024-02-25,Mara Quill and Tom Aske,ferries; winter,Harbour,It sailed.\n'
)


def table(text: str) -> list[Reading]:
    return list(tabular.read(text.encode()))


def of_json(found: object) -> list[Reading]:
    return list(json_records.read(json.dumps(found).encode()))


def only(found: list[Reading]) -> Document:
    [reading] = found
    assert reading.document
    return reading.document


def record(**values: Any) -> Document:
    return only(of_json([{"title": "Ferry", **values}]))


def recognised(name: str, head: str) -> str:
    format_ = readers.reader_for(name, head.encode())
    return format_.name if format_ else ""


def test_a_row_gives_every_field() -> None:
    ferry = only(table(FERRY))

    assert (ferry.headline, ferry.dated) == ("The ferry, at last", date(2024, 2, 25))
    assert (ferry.bylines, ferry.section) == (("Mara Quill", "Tom Aske"), "Harbour")
    assert (ferry.tags, ferry.body) == (("ferries", "winter"), "<p>It sailed.</p>")


def test_columns_go_by_many_names() -> None:
    names = "Headline;publishedAt;Byline;Keywords;URL;post-id;Body HTML"
    ferry = only(table(f"{names}\nF;2024-02-25;M Q;a|b;https://g.example/1;7;<p>It</p>\n"))

    assert (ferry.headline, ferry.dated, ferry.bylines) == ("F", date(2024, 2, 25), ("M Q",))
    assert (ferry.tags, ferry.source_url) == (("a", "b"), "https://g.example/1")
    assert ferry.body == "<p>It</p>"


def test_tabs_bars_and_a_spreadsheets_own_word_part_cells() -> None:
    texts = ["title\ttext\nF\tIt, and; more\n", "title|text\nF|It, and; more\n"]
    texts.append('sep=;\ntitle;text\nF;"It, and; more"\n')

    assert {only(table(text)).body for text in texts} == {"<p>It, and; more</p>"}


def test_other_encodings_are_read() -> None:
    export = "title,text\nCafé,Il a sailli à l’été à Genève.\n"

    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert only(list(tabular.read(export.encode(encoding)))).headline == "Café"


def test_text_may_be_html_markdown_or_plain() -> None:
    assert record(body="<p>It</p>").body == "<p>It</p>"
    assert record(body="It **sailed**.\n\n- one\n- two").body == (
        "<p>It <strong>sailed</strong>.</p><ul><li>one</li><li>two</li></ul>"
    )
    assert record(body="1 < 2\n\nTwo.").body == "<p>1 &lt; 2</p><p>Two.</p>"


def test_cells_larger_than_the_usual_limit_are_read() -> None:
    words = "word " * 60_000

    assert len(only(table(f'title,text\nF,"{words}"\n')).body) > 250_000


def test_a_row_too_large_to_keep_is_refused_and_no_other() -> None:
    found = table(f'title,text\nF,"{"w " * 600_000}"\nG,It.\n')

    assert [bool(reading.document) for reading in found] == [False, True]
    assert "Row 1 (“F”)" in found[0].problems[0].message
    assert (found[0].problems[0].line, found[1].lines) == (2, (3, 3))


def test_a_quotation_mark_left_open_does_not_swallow_the_rest() -> None:
    found = table('title,text\n"F,It.\nG,It.\nH,It.\n')

    assert [reading.document.headline for reading in found if reading.document][1:] == ["G", "H"]
    assert any("never closed" in problem.message for problem in found[0].problems)


def test_surplus_cells_are_said_and_missing_ones_borne() -> None:
    short, long = table("title,text,tags\nF,It.\nG,It.,a,b\n")

    assert short.document
    assert not short.problems
    assert "more cells" in long.problems[0].message


def test_a_table_without_our_columns_is_refused_naming_its_own() -> None:
    [reading] = table("amount,price\n1,2\n")

    assert reading.document is None
    assert "“amount”, “price”" in reading.problems[0].message


def test_formulas_are_text() -> None:
    assert only(table('title,text\n=1+1,"@SUM(1)"\n')).headline == "=1+1"


def test_bad_lines_of_json_are_refused_by_number_and_lose_no_other() -> None:
    lines = b'{"title":"one","body":"b"}\nnot json\n[]\n"str"\n\n{"title":"two","body":"b"}'
    found = list(json_lines.read(lines))

    assert [bool(reading.document) for reading in found] == [True, False, False, False, True]
    assert [reading.problems[0].line for reading in found[1:4]] == [2, 3, 4]


def test_odd_values_are_borne() -> None:
    lines = b'{"title":"a","date":NaN,"body":1e999}\n{"title":"\\ud800x","body":"lone"}\n'
    lines += (
        b'{"title":"x","title":"y","tags":{"a":[1]},"author":7,"slug":null,"body":"dup\\u0000"}'
    )
    found = [reading.document for reading in json_lines.read(lines)]

    assert [document.headline for document in found if document] == ["a", "x", "y"]


def test_lists_stand_under_many_names() -> None:
    story = {"headline": "F", "articleBody": "It."}

    for wrapped in ([story], {"articles": [story]}, {"data": {"posts": [story]}}, story):
        assert only(of_json(wrapped)).body == "<p>It.</p>"


def test_what_stands_before_a_fault_is_read() -> None:
    found = list(json_records.read(b'[{"title": "F", "text": "It."},\n{"title": '))

    assert [bool(reading.document) for reading in found] == [True, False]
    assert found[1].problems[0].line == 2


def test_deep_nests_and_endless_lists_are_refused() -> None:
    for bomb in (b"[" * 200_000 + b"]" * 200_000, b"[" + b"[]," * 3_000_000 + b"[]]"):
        [reading] = json_records.read(bomb)
        assert reading.document is None


def test_authors_and_tags_may_be_objects_lists_or_text() -> None:
    assert record(author={"displayName": "Ada L &amp; Co."}).bylines == ("Ada L & Co.",)
    assert record(authors=[{"name": "Ada"}, "Tom"]).bylines == ("Ada", "Tom")
    assert record(tags='["a", "b"]').tags == record(tags="a, b").tags == ("a", "b")


def test_seconds_since_1970_are_an_instant() -> None:
    instant = datetime(2024, 2, 25, 7, 30, tzinfo=UTC)

    assert record(date=1708846200).dated == record(created=1708846200000).dated == instant


def test_each_state_is_told() -> None:
    states: list[dict[str, Any]] = [
        {"status": "publish"}, {"state": "Draft"}, {"is_published": False}, {"draft": "true"},
        {"post_status": "future"}, {},
    ]  # fmt: skip
    found = of_json([{"title": "F", "text": "It.", **state} for state in states])

    assert [reading.status for reading in found] == [
        "published", "draft", "draft", "draft", "scheduled", "",
    ]  # fmt: skip


def test_wordpress_answers_give_names_for_numbers() -> None:
    ferry = record(
        title={"rendered": "Fish &#038; <b>chips</b>"},
        content={"rendered": "<p>It.</p>", "protected": False},
        date_gmt="2024-02-25T07:30:00",
        author=7,
        tags=[3],
        _embedded={
            "author": [{"name": "Mara Quill"}],
            "wp:term": [[{"taxonomy": "category", "name": "Harbour"}],
                        [{"taxonomy": "post_tag", "name": "winter"}]],
        },
    )  # fmt: skip

    assert (ferry.headline, ferry.bylines) == ("Fish & chips", ("Mara Quill",))
    assert (ferry.section, ferry.tags) == ("Harbour", ("winter", "Harbour"))


def test_wix_trees_become_our_blocks() -> None:
    text = {"type": "TEXT", "textData": {"text": "It", "decorations": [{"type": "BOLD"}]}}
    heading = {"type": "HEADING", "headingData": {"level": 2}, "nodes": [text]}
    tree = {"nodes": [heading, {"type": "PARAGRAPH", "nodes": [text]}]}

    assert record(richContent=json.dumps(tree)).body == "<h2>It</h2><p><strong>It</strong></p>"
    assert record(richContent="not-json", plainContent="It").body == "<p>It</p>"


def test_formats_are_told_by_content_before_name() -> None:
    assert recognised("stories.txt", FERRY) == "table"
    assert recognised("stories.txt", '{"title": "F"}\n{"title": "G"}\n') == "JSON lines"
    assert recognised("stories.csv", '[{"title": "F"}]') == "JSON"
    assert recognised("a.txt", "date 2024-02-25 Title, text, tags: all\n") == "seed text"


def test_our_own_wire_is_read_whole() -> None:
    briefs = Path(__file__).parent.parent / "seeds" / "wire" / "briefs.csv"
    found = list(tabular.read(briefs.read_bytes()))

    assert found
    assert all(reading.document and reading.source_id for reading in found)
    assert not any(reading.problems for reading in found)


def test_real_records_are_read_alike_from_lines_and_from_a_table(corpus: Path) -> None:
    folder = corpus / "datasets"
    lines = list(json_lines.read((folder / "md.jsonl").read_bytes()))
    cells = list(tabular.read((folder / "md.csv").read_bytes()))

    assert len(lines) == len(cells) == 158
    assert [reading.document for reading in lines] == [reading.document for reading in cells]


def test_a_list_of_paragraphs_is_a_text() -> None:
    assert record(body=["It sailed.", "<p>It sank.</p>"]).body == "<p>It sailed.</p><p>It sank.</p>"


def test_many_refusals_for_one_reason_are_told_together() -> None:
    empties = [{"title": ""}] * 500
    found = of_json([{"title": "Ferry"}, *empties, {"title": "Boat"}])

    assert len(found) == 1 + 20 + 1 + 1
    [message] = [problem.message for problem in found[21].problems]
    assert message == ("Record 22 to Record 501, 480 entries: It has neither a headline nor text.")
    assert found[-1].document
