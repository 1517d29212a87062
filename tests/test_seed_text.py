"""The seed and its relatives: every one is read, or refused with a reason; nothing is lost."""

from __future__ import annotations

import gzip
import textwrap
import time
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import markup
from articles.documents import Document
from articles.readers.reading import Reading, Severity
from articles.readers.seed_text import read

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
SEED = """ date 2024-02-25 As the streets of Iran buzz with the usual pre-election fervor, a \
different kind of energy seems to be taking hold this time around. Its critics' case is heard.

A Public Call for Revolution

In an unprecedented display of dissent, placards and billboards have sprung up in various cities.

Regime's Response to Dissent

The authorities are actively encouraging public participation in the upcoming elections."""
BODY = (
    "<p>As the streets of Iran buzz with the usual pre-election fervor, a different kind of energy"
    " seems to be taking hold this time around. Its critics' case is heard.</p>"
    "<h2>A Public Call for Revolution</h2>"
    "<p>In an unprecedented display of dissent, placards and billboards have sprung up in various"
    " cities.</p><h2>Regime's Response to Dissent</h2>"
    "<p>The authorities are actively encouraging public participation in the upcoming"
    " elections.</p>"
)
LEDE = "The harbour bridge was closed on Monday after engineers found a crack."
NEXT = "The council will meet on Thursday evening to decide what is to be done about it."


def reading(text: str | bytes) -> Reading:
    (only,) = read(text if isinstance(text, bytes) else text.encode(), "story.txt")
    return only


def document(text: str | bytes) -> Document:
    found = reading(text).document
    assert found
    return found


def messages(text: str | bytes) -> str:
    return " ".join(problem.message for problem in reading(text).problems)


def test_the_seed_gives_its_date_its_blocks_and_a_working_headline() -> None:
    seed = document(SEED)

    assert seed.body == BODY
    assert seed.dated == date(2024, 2, 25)
    assert seed.headline == "A different kind of energy seems to be taking hold this time around"
    assert seed.headline_derived
    assert seed.language == "en"
    assert not reading(SEED).problems


@pytest.mark.skipif(not SHARED.exists(), reason="the user's seed is not here")
def test_the_users_own_seed_keeps_every_character() -> None:
    (path,) = (SHARED / "seeds").glob("*.txt")
    body = document(path.read_bytes()).body
    blocks = [block.text for block in markup.blocks(body)]

    assert "\n\n".join(blocks) == path.read_text().removeprefix(" date 2024-02-25 ")
    assert (body.count("<p>"), body.count("<h2>")) == (5, 3)


@pytest.mark.parametrize(
    "relative",
    [
        SEED.encode("utf-8-sig"),
        SEED.encode("utf-16"),
        SEED.encode("utf-16-le"),
        SEED.encode("utf-32"),
        SEED.replace("\n", "\r\n").encode(),
        SEED.replace("\n", "\r").encode(),
        SEED.replace("\n", "  \n").encode(),
        SEED.replace("\n\n", "\n\t\n").encode(),
        SEED.replace("\n\n", "\n\u00a0\n").encode(),
        SEED.replace("\n\n", "\n").encode(),
        SEED.strip().encode(),
        f"\n \n\n{SEED}\n\n  \n".encode(),
        SEED.replace("date 2024-02-25", "Date: 2024-02-25").encode(),
        SEED.replace("date 2024-02-25", "DATE 2024-02-25:").encode(),
        SEED.replace("date 2024-02-25 ", "date 20240225\n").encode(),
        SEED.replace("date 2024-02-25 ", "date 2024/02/25\n\n").encode(),
        SEED.replace("date 2024-02-25 ", "Date: February 25, 2024\n\n").encode(),
        SEED.replace(" date 2024-02-25 ", "---\ndate: 2024-02-25\n---\n").encode(),
        "\n\n".join(textwrap.fill(part, 72) for part in SEED.split("\n\n")).encode(),
    ],
)
def test_a_relative_of_the_seed_reads_like_the_seed(relative: bytes) -> None:
    assert document(relative).body == BODY
    assert document(relative).dated == date(2024, 2, 25)


@pytest.mark.parametrize("blank", ["\u3000", "\u2003\u3000", "\u00a0", "\u200b", "\u3000\u200b"])
def test_a_line_of_any_white_space_is_a_blank_one(blank: str) -> None:
    text = f"date 2024-02-25 The lede.\n{blank}\nA second paragraph.\n{blank}\n"

    assert document(text.encode()).body == "<p>The lede.</p><p>A second paragraph.</p>"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "date 2024-02-25 “It’s a naïve café,” she said — £5 a cup."),
        ("mac_roman", "date 2024-02-25 Die Straßen in München sind heute leer."),
        ("cp1250", "date 2024-02-25 Příliš žluťoučký kůň úpěl ďábelské ódy."),
        ("iso8859_2", "date 2024-02-25 Zażółć gęślą jaźń, powiedział minister."),
        ("cp1254", "date 2024-02-25 İstanbul’da seçim günü, şehir çok sakin."),
        ("cp1251", "date 2024-02-25 Сегодня выборы в парламент страны."),
        ("koi8_r", "date 2024-02-25 Сегодня выборы в парламент страны."),
        ("cp1253", "date 2024-02-25 Οι δρόμοι της Αθήνας ήταν άδειοι."),
        ("cp1255", "date 2024-02-25 היום יום הבחירות בכל הארץ."),
        ("cp1256", "date 2024-02-25 انتخابات البرلمان في طهران اليوم."),
        ("cp932", "date 2024-02-25 今日は選挙の日です。街は静かだ。"),
        ("euc_jp", "date 2024-02-25 今日は選挙の日です。街は静かだ。"),
        ("gb18030", "date 2024-02-25 今天是选举日，街道很安静。"),
        ("big5", "date 2024-02-25 今天是選舉日，街道很安靜。"),
        ("cp949", "date 2024-02-25 오늘은 국회의원 선거일입니다."),
        ("iso2022_jp", "date 2024-02-25 今日は選挙の日です。"),
    ],
)
def test_older_encodings_are_told_by_whose_letters_they_make(encoding: str, text: str) -> None:
    prose = text.removeprefix("date 2024-02-25 ")

    assert unescape(markup.text(document(text.encode(encoding)).body)) == prose


def test_a_declared_encoding_is_believed() -> None:
    assert "żółć" in document("encoding: iso-8859-2\n\nTo żółć.".encode("iso8859_2")).body


@pytest.mark.parametrize(
    ("data", "byte"),
    [
        ("café déjà vu".encode() + b" \xff " + "été".encode(), "byte 17 (0xff)"),
        ("une journée d’été à la plage, déjà".encode()[:-1], "0xc3"),
        (b"abc\x00def", "byte 4 is 0x00"),
        ("lost \ufffd letter".encode(), "byte 6"),
        (gzip.compress(b"a story", mtime=0), "gzip"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"Broken \xff\xfe\xc3( and overlong \xc0\xaf here, in English prose.", "byte 8 (0xff)"),
        (b"\x01\x02\x03\x04 not text", "byte 1"),
    ],
)
def test_what_cannot_be_read_exactly_is_refused_naming_file_and_byte(
    data: bytes, byte: str
) -> None:
    refusal = reading(data)

    assert refusal.document is None
    assert refusal.problems[0].severity is Severity.ERROR
    assert "story.txt" in refusal.problems[0].message
    assert byte in refusal.problems[0].message


def test_surrogates_written_as_utf_8_become_the_characters_they_are() -> None:
    data = b"A gull \xed\xa0\xbd\xed\xb0\xa6 flew."

    assert document(data).body == "<p>A gull 🐦 flew.</p>"


@pytest.mark.parametrize(
    "text", ["", " \n\n\t", "date 2024-02-25\n", "title: X\nsection: Y", "###"]
)
def test_without_a_story_there_is_no_document(text: str) -> None:
    assert reading(text).document is None


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2024-02-30", "does not exist"),
        ("0000-01-01", "does not exist"),
        ("2024-13-01", "does not exist"),
        ("10000-01-01", "not a date"),
        ("２０２４-０２-２５", "digits"),
        ("9" * 4096, "not a date"),
        ("02/03/2024", "either of two days"),
        ("24-02-25", "not a date"),
        ("2024-02-25T25:00", "time of day"),
    ],
)
def test_a_bad_date_is_a_stated_problem_and_the_story_still_reads(written: str, why: str) -> None:
    (problem,) = reading(f" date {written} {LEDE}").problems

    assert document(f" date {written} {LEDE}").body == f"<p>{LEDE}</p>"
    assert document(f" date {written} {LEDE}").dated is None
    assert why in problem.message
    assert problem.line == 1
    assert "2024-02-25" in problem.remedy


def test_a_story_without_a_date_says_so() -> None:
    assert document(LEDE).dated is None
    assert "no date" in messages(LEDE)


def test_of_two_dates_the_first_counts_and_the_text_keeps_the_other() -> None:
    text = f"date 2024-02-25 date 2024-03-01 {LEDE}"

    assert document(text).dated == date(2024, 2, 25)
    assert document(text).body == f"<p>date 2024-03-01 {LEDE}</p>"
    assert "second date" in messages(text)


@pytest.mark.parametrize(
    "prose",
    [
        "date palms line the road to the harbour.",
        "Date palms line the road to the harbour.",
        "By Tuesday the river had risen to the quays.",
        "Section 8 of the act was never used.",
        "Source of the river or not, the spring is dry.",
        "Title fights are rare in Kelmouth.",
        "Tags were found on both gulls.",
        "Link by link the chain was brought up.",
        "date 2024 was a good year for the ferry.",
    ],
)
def test_a_header_word_that_opens_prose_is_prose(prose: str) -> None:
    assert document(f"{prose}\n\n{LEDE}").body == f"<p>{prose}</p><p>{LEDE}</p>"


def test_a_far_date_is_read_and_its_line_told_for_who_has_a_clock() -> None:
    found = reading(f"title: The Bridge\ndate: 9999-12-31\n\n{LEDE}")

    assert found.document
    assert found.document.dated == date(9999, 12, 31)
    assert found.dated_line == 2


def test_an_instant_keeps_its_zone_and_a_bare_time_is_read_in_the_newsrooms() -> None:
    assert document(f"date: 2024-02-25T10:30:00+01:00\n{LEDE}").dated == datetime(
        2024, 2, 25, 9, 30, tzinfo=UTC
    )
    assert document(f"date 2024-02-25 10:30\n{LEDE}").dated == datetime(
        2024, 2, 25, 10, 30, tzinfo=UTC
    )


FIELDS = {
    "headline": "The Bridge Is Shut",
    "bylines": ("Ada Lovelace",),
    "section": "Harbour",
    "tags": ("bridges", "ferry"),
    "dated": date(2024, 2, 25),
    "source_url": "https://example.org/bridge",
    "language": "en",
}


@pytest.mark.parametrize(
    "header",
    [
        "title: The Bridge Is Shut\nauthor: Ada Lovelace\nsection: Harbour\ntags: bridges, ferry\n"
        "date: 2024-02-25\nurl: https://example.org/bridge\nlang: en\nsource: The Agency\n\n",
        "headline The Bridge Is Shut\nby Ada Lovelace\nsection Harbour\ntags bridges, ferry\n"
        "date 2024-02-25\nurl https://example.org/bridge\nlang en\nsource The Agency\n\n",
        " title The Bridge Is Shut author Ada Lovelace section Harbour tags bridges, ferry"
        " source: The Agency url https://example.org/bridge lang en date 2024-02-25 ",
        " date 2024-02-25 | title The Bridge Is Shut | author Ada Lovelace | section Harbour"
        " | tags bridges, ferry | source The Agency | url https://example.org/bridge | lang en | ",
        "Date: 2024-02-25\nTITLE: The Bridge Is Shut\nBy Ada Lovelace\nSection: Harbour\n"
        "Tags: bridges; ferry\nURL: https://example.org/bridge\nLanguage: en\nSource: The Agency\n",
        "---\ntitle: The Bridge Is Shut\nauthors:\n  - name: Ada Lovelace\nsection: Harbour\n"
        "tags: [bridges, ferry]\ndate: 2024-02-25\nlink: https://example.org/bridge\nlang: en\n"
        "source: The Agency\n---\n",
    ],
)
def test_header_words_are_read_inline_one_a_line_or_between_dashes(header: str) -> None:
    found = reading(header + LEDE)

    assert found.document
    assert {name: getattr(found.document, name) for name in FIELDS} == FIELDS
    assert found.document.body == f"<p>{LEDE}</p>"
    assert found.source == "The Agency"
    assert not found.document.headline_derived


@pytest.mark.parametrize(
    "line",
    ["author Ada Lovelace", "by Ada Lovelace", "section Harbour", "lang en", "slug the-bridge"],
)
def test_a_word_between_date_and_lede_ends_where_the_sentence_begins(line: str) -> None:
    assert document(f" date 2024-02-25 {line} {LEDE} It was cold.").body.startswith(
        "<p>The harbour"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("kicker", "Exclusive"), ("dek", "A crack. A closure."), ("dateline", "KELMOUTH")],
)
def test_further_words_fill_their_fields(field: str, value: str) -> None:
    assert getattr(document(f"{field}: {value}\n\n{LEDE}"), field) == value


def test_what_the_header_may_not_say_is_left_out_and_said_to_be() -> None:
    text = f"---\ntitle: X\nstatus: published\nis_superuser: true\n---\n{LEDE}"

    assert document(text).headline == "X"
    assert "“status”, “is_superuser”" in messages(text)


@pytest.mark.parametrize(
    "top",
    [
        "date 2024-02-25\n\nThe Bridge Is Shut\n\nBy Ada Lovelace\n\n",
        "The Bridge Is Shut\nBy Ada Lovelace\nFeb. 25, 2024\n\n",
        "The Bridge Is Shut\n\nPublished: 25 February 2024\nby: Ada Lovelace\n",
        "# The Bridge Is Shut\n\ndate 2024-02-25\nauthor Ada Lovelace\n",
        "2024-02-25\n\nTHE BRIDGE IS SHUT\n\nBY ADA LOVELACE\n\n",
    ],
)
def test_title_byline_and_date_are_known_above_the_lede(top: str) -> None:
    found = document(top + LEDE)

    assert found.headline.lower() == "the bridge is shut"
    assert [name.title() for name in found.bylines] == ["Ada Lovelace"]
    assert found.dated == date(2024, 2, 25)
    assert found.body == f"<p>{LEDE}</p>"


def test_names_before_the_first_sentence_do_not_swallow_it() -> None:
    found = document(
        "date 2024-02-25 by Ada Lovelace and Grace Hopper As the streets buzz, it ends."
    )

    assert found.bylines == ("Ada Lovelace", "Grace Hopper")
    assert found.body == "<p>As the streets buzz, it ends.</p>"


def test_headings_marked_with_hashes_are_headings() -> None:
    assert document(f"{LEDE}\n\n## what next\n{NEXT}").body == (
        f"<p>{LEDE}</p><h2>what next</h2><p>{NEXT}</p>"
    )


def test_a_dateline_stays_in_the_prose() -> None:
    assert document(f"TEHRAN, Feb. 25 (Agency) — {LEDE}").body == (
        f"<p>TEHRAN, Feb. 25 (Agency) — {LEDE}</p>"
    )


@pytest.mark.parametrize("mark", ["###", "-30-", "— 30 —", "# # #", "(ends)", "***END***"])
def test_an_end_mark_is_no_part_of_the_story(mark: str) -> None:
    assert document(f"{LEDE}\n\n{mark}").body == f"<p>{LEDE}</p>"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("• one\n\n• two", "<ul><li>one</li><li>two</li></ul>"),
        ("* one\n* two\n  and a half", "<ul><li>one</li><li>two and a half</li></ul>"),
        ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>"),
        ("4) four\n5) five", '<ol start="4"><li>four</li><li>five</li></ol>'),
        ("> said\n> so\n>\n> twice", "<blockquote><p>said so</p><p>twice</p></blockquote>"),
        (f"{LEDE}\n\n{LEDE}\n\n{NEXT}\n\n    said", f"<p>{LEDE}</p><p>{LEDE}</p><p>{NEXT}</p>"
         "<blockquote><p>said</p></blockquote>"),
        ("- a lone dash", "<p>- a lone dash</p>"),
        (f"{LEDE}\n\n---\n\n{NEXT}", f"<p>{LEDE}</p><hr><p>{NEXT}</p>"),
        ("a well-\nknown man\nsaid—\nand left", "<p>a well-known man said—and left</p>"),
        ("今日は選挙の日です。人は投票所へ\n向かう。街は静かで、車も少ない。\n夜に開票。",
         "<p>今日は選挙の日です。人は投票所へ向かう。街は静かで、車も少ない。夜に開票。</p>"),
        ("no\u00a0break  two   spaces\tand a tab", "<p>no\u00a0break two spaces and a tab</p>"),
    ],
)  # fmt: skip
def test_lists_quotations_and_wrapped_lines_are_what_they_look_like(text: str, body: str) -> None:
    assert document(text).body == body


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{7*7}} {% debug %}",
        "[a](javascript:alert(1))",
        "a & b &amp; c",
    ],
)
def test_code_in_plain_text_is_shown_literally(text: str) -> None:
    body = document(f"date 2024-02-25 {text}").body

    assert markup.text(body) == text
    assert "<script" not in body


@pytest.mark.parametrize(
    "data",
    [
        b"x" * 10_000_000,
        b"x\n\n" * 1_000_000,
        b"x\n\n" * 480_000,
        b"date 2024-02-25 " + b"word " * 290_000,
    ],
)
def test_a_file_too_long_for_a_story_is_refused_at_once(data: bytes) -> None:
    start = time.perf_counter()

    assert reading(data).document is None
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "part",
    [
        "Heading Line Here\n\nSome text that follows and ends here.\n\n",
        "- a\n",
        "> a\n",
        "some words in a line here\n",
        "What next?\n\n",
        "a: b\n",
        "café ",
        "1. One\n\nTwo.\n\n",
        "By A ",
        "# ",
        "“",
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(part: str) -> None:
    start = time.perf_counter()

    reading("date 2024-02-25 " + part * (300_000 // len(part)))

    assert time.perf_counter() - start < 4


@given(st.binary(max_size=2_000))
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    found = reading(data)

    assert found.document or found.problems


@given(st.text(max_size=2_000))
def test_what_it_makes_is_already_clean(text: str) -> None:
    found = reading(text.encode(errors="ignore")).document

    assert found is None or markup.clean(found.body) == found.body


@given(
    st.lists(
        st.text("abcdefg ABC,.'“”—-–!?:;()<>&é\u00a0漢字は1234567890", min_size=1, max_size=80),
        min_size=1,
        max_size=6,
    )
)
def test_every_letter_of_the_prose_is_kept(paragraphs: list[str]) -> None:
    source = "date 2024-02-25 Begin: " + "\n\n".join(paragraphs)
    found = document(source)
    kept = found.headline * (not found.headline_derived) + markup.text(found.body)

    assert [c for c in "Begin" + "".join(paragraphs) if c.isalpha()] == [
        c for c in kept if c.isalpha()
    ]
