"""NewsML-G2 and NITF: the wire's XML, as the newsroom's documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from articles import readers
from articles.documents import Document
from articles.readers import newsml
from articles.readers.reading import Reading

ITEM = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:gull:7" xml:lang="en-GB">
<itemMeta><itemClass qcode="ninat:%(kind)s"/><versionCreated>2024-02-25T07:30:00Z</versionCreated>
<pubStatus qcode="stat:%(status)s"/><title>FERRY</title></itemMeta>
<contentMeta><located><name>Westness</name></located><creator><name>The Gull</name></creator>
<by>By Mara Quill</by><subject><name xml:lang="fr">port</name><name>Harbour</name></subject>
<headline>The ferry’s
  last run</headline><description role="drol:summary">At dusk.</description>
<description role="drol:caption">A ferry &amp; gulls.</description></contentMeta>
<contentSet>%(content)s</contentSet></newsItem>"""
NITF = """<nitf><head><title>x</title><docdata><date.issue norm="20240225T073000Z"/>
<doc-id id-string="gull-7"/></docdata></head><body><body.head><hedline><hl1>The last run</hl1>
</hedline><byline>By Mara Quill, <byttl>Reporter</byttl></byline><dateline><location>Westness
</location></dateline></body.head><body.content><p>It <em>sailed</em> with <person>Tom</person>.</p>
<hl2>Why</hl2><media media-type="image"><media-reference source="https://g.example/a.jpg"/>
<media-caption>Gull.</media-caption></media></body.content></body></nitf>"""
XHTML = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>It</p></body></html>'


def item(content: str = "", kind: str = "text", status: str = "usable") -> str:
    return ITEM % {"content": content, "kind": kind, "status": status}


def readings(xml: str) -> list[Reading]:
    return list(newsml.read(xml.encode()))


def document(xml: str) -> Document:
    [reading] = readings(xml)
    assert reading.document
    return reading.document


def test_an_item_gives_every_field() -> None:
    [reading] = readings(item(f"<inlineXML>{NITF}</inlineXML>"))
    ferry = reading.document

    assert ferry
    assert (ferry.headline, ferry.dek) == ("The ferry’s last run", "At dusk.")
    assert ferry.dated == datetime(2024, 2, 25, 7, 30, tzinfo=UTC)
    assert (ferry.bylines, ferry.tags) == (("Mara Quill",), ("Harbour",))
    assert (ferry.dateline, ferry.language) == ("Westness", "en-GB")
    assert (reading.source_id, reading.status) == ("urn:gull:7", "published")


def test_nitf_becomes_our_blocks() -> None:
    assert document(item(f"<inlineXML>{NITF}</inlineXML>")).body == (
        "<p>It <em>sailed</em> with Tom.</p><h3>Why</h3>"
        '<figure><img src="https://g.example/a.jpg" alt=""><figcaption>Gull.</figcaption></figure>'
    )


def test_nitf_may_stand_alone() -> None:
    [reading] = readings(f'<!DOCTYPE nitf SYSTEM "nitf-3-5.dtd">{NITF}')

    assert reading.document
    assert (reading.document.headline, reading.source_id) == ("The last run", "gull-7")
    assert reading.document.dated == datetime(2024, 2, 25, 7, 30, tzinfo=UTC)
    assert (reading.document.bylines, reading.document.dateline) == (("Mara Quill",), "Westness")


def test_html_and_data_inside_are_read() -> None:
    data = '<inlineData contenttype="text/plain">One.\n\nTwo.</inlineData>'

    assert document(item(f"<inlineXML>{XHTML}</inlineXML>")).body == "<p>It</p>"
    assert document(item(data)).body == "<p>One.</p><p>Two.</p>"


def test_a_picture_is_shown_above_its_caption() -> None:
    remote = '<remoteContent href="https://g.example/a.jpg" contenttype="image/jpeg"/>'

    assert document(item(remote, kind="picture")).body == (
        '<figure><img src="https://g.example/a.jpg" alt=""></figure><p>A ferry &amp; gulls.</p>'
    )


def test_a_message_gives_each_item_and_counts_the_rest() -> None:
    found = readings(
        f"<newsMessage><itemSet>{item()}<packageItem guid='p'/>{item()}</itemSet></newsMessage>"
    )

    assert len(found) == 2
    assert "1 packageItem" in found[0].problems[0].message


def test_a_package_alone_is_refused_by_name() -> None:
    [reading] = readings("<packageItem guid='p'><groupSet/></packageItem>")

    assert reading.document is None
    assert "1 packageItem" in reading.problems[0].message


def test_what_the_agency_cancels_is_not_published() -> None:
    [reading] = readings(item(status="canceled"))

    assert reading.status == "trash"
    assert "canceled" in reading.problems[0].message


def test_broken_xml_is_refused_by_line() -> None:
    [reading] = readings("<newsItem>\n<contentMeta></newsItem>")

    assert reading.document is None
    assert reading.problems[0].line == 2


def test_entities_and_deep_nests_are_refused() -> None:
    bombs = [
        '<!DOCTYPE newsItem [<!ENTITY a "b">]><newsItem/>',
        "<newsItem>" + "<a>" * 10_000 + "</a>" * 10_000 + "</newsItem>",
    ]

    assert not any(reading.document for bomb in bombs for reading in readings(bomb))


def test_the_standards_own_examples_are_read(corpus: Path) -> None:
    paths = sorted((corpus / "newsml-g2" / "examples").glob("*.xml"))
    formats = [readers.reader_for(path.name, path.read_bytes()[: readers.HEAD]) for path in paths]
    found = [reading for path in paths for reading in newsml.read(path.read_bytes(), path.name)]

    assert {format_.name for format_ in formats if format_} == {"NewsML-G2"}
    assert sum(bool(reading.document) for reading in found) == 7
