"""Feeds: each item a story, whatever dialect the feed speaks."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from articles import readers
from articles.documents import Document
from articles.readers import feed, json_feed, stated_dates
from articles.readers.dates import NotADate
from articles.readers.reading import Reading

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour briefs</title><link>https://h.example/</link><language>en-GB</language>
<item>%s</item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour</title>
<author><name>Tom Aske</name></author><entry>%s</entry></feed>"""


def readings(text: str | bytes) -> list[Reading]:
    return list(feed.read(text if isinstance(text, bytes) else text.encode()))


def document(text: str) -> Document:
    found = readings(text)[0].document
    assert found
    return found


def test_an_rss_item_gives_every_field() -> None:
    (found,) = readings(
        RSS % "<title>Siren test</title><link>/siren</link><guid>siren-1</guid>"
        "<pubDate>Wed, 11 Nov 2026 09:00:00 +0100</pubDate><dc:creator>Tom Aske</dc:creator>"
        "<category>Harbour</category><category>flood</category>"
        "<content:encoded><![CDATA[<p>Loud <a href='more'>today</a>.</p>]]></content:encoded>"
    )

    assert (found.source_id, found.source) == ("siren-1", "Harbour briefs")
    assert found.document == Document(
        headline="Siren test",
        body='<p>Loud <a href="https://h.example/more">today</a>.</p>',
        bylines=("Tom Aske",),
        tags=("Harbour", "flood"),
        dated=datetime(2026, 11, 11, 9, tzinfo=timezone(timedelta(hours=1))),
        language="en-GB",
        source_url="https://h.example/siren",
    )


def test_an_atom_entry_inherits_the_author_of_its_feed() -> None:
    story = document(ATOM % "<title>Siren</title><updated>2026-11-11T09:00:00Z</updated>")

    assert story.bylines == ("Tom Aske",)
    assert story.dated == datetime(2026, 11, 11, 9, tzinfo=UTC)


def test_a_title_of_html_becomes_plain_text() -> None:
    story = document(ATOM % '<title type="html">Ships &amp;amp; &lt;b&gt;boats&lt;/b&gt;</title>')

    assert story.headline == "Ships & boats"


def test_a_title_of_text_keeps_its_angle_brackets() -> None:
    story = document(ATOM % '<title type="text">The &lt;b&gt; tag</title>')

    assert story.headline == "The <b> tag"


def test_text_becomes_paragraphs() -> None:
    story = document(ATOM % '<content type="text">One.\n\nTwo &lt; 3.</content>')

    assert story.body == "<p>One.</p><p>Two &lt; 3.</p>"


def test_a_summary_that_says_more_than_the_beginning_is_the_dek() -> None:
    content = '<content type="html">&lt;p&gt;It rang at noon.&lt;/p&gt;</content>'

    assert document(ATOM % f"<summary>It was loud.</summary>{content}").dek == "It was loud."
    assert document(ATOM % f"<summary>It rang at …</summary>{content}").dek == ""


def test_html_entities_and_bare_ampersands_do_not_spoil_a_feed() -> None:
    story = document(RSS % "<title>Caf&eacute; & bar &amp; grill</title>")

    assert story.headline == "Café & bar & grill"


def test_an_ill_formed_feed_is_read_as_far_as_it_goes() -> None:
    found = readings(RSS.replace("</channel>", "") % "<title>Siren</title>")

    assert [reading.document.headline for reading in found if reading.document] == ["Siren"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32-le", "iso-8859-1"])
def test_the_declared_encoding_is_believed(encoding: str) -> None:
    text = (RSS % "<title>Café</title>").replace('"1.0"', f'"1.0" encoding="{encoding}"', 1)

    (found,) = readings(text.encode(encoding))

    assert found.document
    assert found.document.headline == "Café"


@pytest.mark.parametrize(
    "inside",
    ["<title>&#xD800;</title>", "<title>&#x110000;</title>", "<image><height></height></imag>",
     "<title>\0\x0b</title>", "<title>&bogus; &#;</title>"],
)  # fmt: skip
def test_what_no_character_can_be_does_not_stop_a_feed(inside: str) -> None:
    assert readings(RSS % inside)


def test_wicked_content_is_cleaned() -> None:
    story = document(
        RSS % "<title>T</title><description><![CDATA[<p onclick=x()>a<script>x()</script>"
        '<a href="javascript:x()">b</a><iframe src="https://e.example">c]]></description>'
    )

    assert story.body == "<p>abc</p>"


@pytest.mark.parametrize(
    "doctype",
    ['<!DOCTYPE r [<!ENTITY x "y">]>', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
     '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1/p"> %p;]>', '<!DOCTYPE r ['],
)  # fmt: skip
def test_entities_of_its_own_refuse_a_feed(doctype: str) -> None:
    (found,) = readings(doctype + RSS.replace('<?xml version="1.0"?>', "") % "<title>&x;</title>")

    assert found.document is None
    assert "entities" in found.problems[0].message


def test_a_document_type_that_declares_nothing_is_passed_over() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://n.example/rss.dtd">'

    (found,) = readings(doctype + RSS.replace('<?xml version="1.0"?>', "") % "<title>T</title>")

    assert found.document


@pytest.mark.parametrize(
    ("inside", "word"),
    [("<a>" * 2_000, "nests"), ("<a/>" * 300_001, "tags"), ("<a " + "b='' " * 900 + "/>", "attrib"),
     ("<a b='" + "c" * 100_001 + "'/>", "longer"), ("&a" * 1_000_001, "ampersands")],
)  # fmt: skip
def test_what_would_take_minutes_is_refused_with_the_limit(inside: str, word: str) -> None:
    (found,) = readings(RSS % inside)

    assert found.document is None
    assert word in found.problems[0].message


def test_an_item_too_long_does_not_stop_the_others() -> None:
    items = f"<title>Long</title><description>{'x' * 1_000_001}</description></item>"

    long, short = readings(RSS % f"{items}<item><title>Short</title>")

    assert long.document is None
    assert "Long" in long.problems[0].message
    assert short.document


def test_a_feed_without_items_says_so_by_name() -> None:
    (found,) = readings("<rss><channel><title>Harbour</title></channel></rss>")

    assert found.document is None
    assert (found.source, "no items" in found.problems[0].message) == ("Harbour", True)


def test_comments_in_a_blogger_archive_are_no_stories() -> None:
    kind = '<category scheme="http://schemas.google.com/g/2005#kind" term="x#{}"/>'
    entries = f"<title>Post</title>{kind.format('post')}</entry><entry>{kind.format('comment')}"

    (found,) = readings(ATOM % entries)

    assert found.document
    assert found.document.tags == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Wed, 31 Dec 2003 10:14:55 CET", datetime(2003, 12, 31, 9, 14, 55, tzinfo=UTC)),
        ("Thu, 01 Jan 04 19:48:21 EST", datetime(2004, 1, 2, 0, 48, 21, tzinfo=UTC)),
        ("Thu Jan  1 00:00:00 2004", datetime(2004, 1, 1, tzinfo=UTC)),
        ("2004-01-01", date(2004, 1, 1)),
    ],
)
def test_dates_are_read_as_feeds_write_them(written: str, read: date) -> None:
    assert stated_dates.parse(written) == read


@pytest.mark.parametrize("written", ["2024-02-30T10:00:00Z", "Thu, 30 Feb 2024 10:00:00 GMT", "x"])
def test_a_day_that_never_was_is_no_date(written: str) -> None:
    with pytest.raises(NotADate):
        stated_dates.parse(written)


def test_a_json_feed_gives_every_field() -> None:
    item = {"id": 7, "url": "/siren", "title": "Siren", "content_html": "<p>Loud.</p>",
            "date_published": "2026-11-11T09:00:00Z", "tags": ["flood", "Flood"]}  # fmt: skip
    data = {"title": "Harbour", "language": "en", "home_page_url": "https://h.example",
            "author": {"name": "Tom Aske"}, "items": [item]}  # fmt: skip

    (found,) = json_feed.read(json.dumps(data).encode())

    assert (found.source_id, found.source) == ("7", "Harbour")
    assert found.document == Document(
        headline="Siren",
        body="<p>Loud.</p>",
        bylines=("Tom Aske",),
        tags=("flood",),
        dated=datetime(2026, 11, 11, 9, tzinfo=UTC),
        language="en",
        source_url="https://h.example/siren",
    )


@pytest.mark.parametrize(
    "text", ["{", "[" * 100_000, '{"items": 3}', '{"items": [1, null]}', '{"items": [{"id": {}}]}']
)
def test_a_json_feed_of_any_shape_is_survived(text: str) -> None:
    assert list(json_feed.read(text.encode()))


@pytest.mark.parametrize(
    ("head", "name"),
    [('<?xml version="1.0"?><!-- x --><rss>', "feed"), ("<rdf:RDF xmlns='x'>", "feed"),
     ('{"version": "https:\\/\\/jsonfeed.org\\/version\\/1"', "JSON Feed")],
)  # fmt: skip
def test_a_feed_is_known_by_its_content(head: str, name: str) -> None:
    format_ = readers.reader_for("story.txt", head.encode())

    assert format_
    assert format_.name == name


def test_real_feeds_are_read_without_a_crash(corpus: Path) -> None:
    files = sorted((corpus / "feeds").rglob("*.xml"))

    assert len(files) == 655
    assert all(list(feed.read(file.read_bytes())) for file in files)


def test_the_wire_has_three_briefs() -> None:
    wire = Path(__file__).parent.parent / "seeds" / "wire" / "harbour-notices.rss"

    briefs = [reading.document for reading in feed.read(wire.read_bytes())]

    assert [brief.dek for brief in briefs if brief] == ["", "", ""]
