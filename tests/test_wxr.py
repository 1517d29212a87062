"""WXR: what WordPress exports, as the newsroom's documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from articles import readers
from articles.documents import Document
from articles.readers import wxr
from articles.readers.reading import Reading

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="https://purl.org/rss/1.0/modules/content/"
 xmlns:wp="https://wordpress.org/export/1.2/">
<channel><title>The Gull</title><link>https://gull.example</link><language>en-GB</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>mquill</wp:author_login>
<wp:author_display_name><![CDATA[Mara Quill]]></wp:author_display_name></wp:author>
"""
FERRY = """<item><title>The ferry&rsquo;s last run & more</title>
<link>https://gull.example/2024/02/ferry/</link><dc:creator>mquill</dc:creator>
<guid>https://gull.example/?p=7</guid>
<content:encoded><![CDATA[%s]]></content:encoded>
<excerpt:encoded><![CDATA[<p>It sailed at dusk.</p>]]></excerpt:encoded>
<wp:post_id>7</wp:post_id><wp:post_date>2024-02-25 02:30:00</wp:post_date>
<wp:post_date_gmt>2024-02-25 07:30:00</wp:post_date_gmt><wp:post_name>ferrys-last-run</wp:post_name>
<wp:status>%s</wp:status><wp:post_type>%s</wp:post_type>
<category domain="category" nicename="harbour">Harbour</category>
<category domain="post_tag" nicename="winter">Winter &amp; ice</category>%s</item>"""
PICTURE = """<item><title>gull</title><wp:post_id>9</wp:post_id>
<wp:post_type>attachment</wp:post_type><excerpt:encoded>A gull.</excerpt:encoded>
<wp:attachment_url>https://gull.example/gull.jpg</wp:attachment_url></item>"""


def item(
    content: str = "Text.", status: str = "publish", kind: str = "post", more: str = ""
) -> str:
    return FERRY % (content, status, kind, more)


def readings(*items: str) -> list[Reading]:
    return list(wxr.read((HEAD + "".join(items) + "</channel></rss>").encode()))


def document(content: str = "Text.", *others: str, more: str = "") -> Document:
    found = readings(item(content, more=more), *others)[0].document
    assert found
    return found


def test_an_item_gives_every_field() -> None:
    [reading] = readings(item())
    ferry = reading.document

    assert ferry
    assert (ferry.headline, ferry.dek) == ("The ferry’s last run & more", "It sailed at dusk.")
    assert ferry.dated == datetime(2024, 2, 25, 7, 30, tzinfo=UTC)
    assert (ferry.bylines, ferry.section) == (("Mara Quill",), "Harbour")
    assert (ferry.tags, ferry.slug) == (("Harbour", "Winter & ice"), "ferrys-last-run")
    assert (ferry.language, ferry.source_url) == ("en-GB", "https://gull.example/2024/02/ferry/")
    assert (reading.status, reading.source_id) == ("published", "https://gull.example/?p=7")


def test_blank_lines_part_paragraphs_and_line_ends_break_lines() -> None:
    assert document("One\ntwo.\n\n<h2>Why</h2>\nThree.").body == (
        "<p>One<br>two.</p><h2>Why</h2><p>Three.</p>"
    )


def test_the_block_editors_comments_go_and_its_embeds_are_links() -> None:
    body = document(
        "<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->\n<!-- wp:embed -->"
        '<figure><div class="wp-block-embed__wrapper">\nhttps://v.example/1\n</div></figure>'
    ).body

    assert body == '<p>One.</p><p><a href="https://v.example/1">https://v.example/1</a></p>'


def test_a_caption_stands_below_its_picture() -> None:
    body = document(
        '[caption id="a" width="9"]<img src="https://g.example/a.jpg"> A gull[/caption]'
    )

    assert body.body == (
        '<figure><img src="https://g.example/a.jpg" alt=""><figcaption>A gull</figcaption></figure>'
    )


def test_shortcodes_go_and_words_in_brackets_stay() -> None:
    [reading] = readings(item("[vc_row a=1]They [sic] sailed.[/vc_row] [ad id=4]"))

    assert reading.document
    assert reading.document.body == "<p>They [sic] sailed.</p>"
    assert reading.problems[0].message.endswith("went: ad.")


def test_players_are_links_and_code_is_code() -> None:
    body = document("[youtube=https://v.example/1]\n[code lang=py]a = [1]\n\nb[/code]").body

    assert body == (
        '<p><a href="https://v.example/1">https://v.example/1</a></p><pre>a = [1]\n\nb</pre>'
    )


def test_galleries_and_featured_pictures_come_from_the_library() -> None:
    thumbnail = (
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value>"
        "</wp:postmeta>"
    )

    figure = (
        '<figure><img src="https://gull.example/gull.jpg" alt="">'
        "<figcaption>A gull.</figcaption></figure>"
    )
    assert document("Text.", PICTURE, more=thumbnail).body == f"{figure}<p>Text.</p>"
    assert document('[gallery ids="9,8"]', PICTURE).body == figure


def test_co_authors_are_named_by_what_they_go_by() -> None:
    more = '<category domain="author" nicename="x">mquill</category>'
    more += '<category domain="author" nicename="y">Tom Aske</category>'

    assert document(more=more).bylines == ("Mara Quill", "Tom Aske")


def test_each_state_is_told() -> None:
    states = ["publish", "future", "draft", "pending", "private", "trash"]

    assert [readings(item(status=state))[0].status for state in states] == [
        "published", "scheduled", "draft", "draft", "private", "trash",
    ]  # fmt: skip


def test_other_kinds_are_passed_over_and_counted_once() -> None:
    found = readings(item(kind="nav_menu_item"), item(), PICTURE, item(kind="revision"), item())

    assert len(found) == 2
    assert not found[0].problems
    assert "1 attachment, 1 nav_menu_item, 1 revision" in found[1].problems[-1].message


def test_a_broken_item_is_refused_by_line_and_loses_no_other() -> None:
    found = readings(item(), "\n<item><title>a < b</title></item>", item())

    assert [bool(reading.document) for reading in found] == [True, False, True]
    assert "Item 2" in found[1].problems[0].message
    assert found[1].problems[0].line == 18


def test_an_item_inside_cdata_is_text() -> None:
    assert len(readings(item("Write <item> and </item> around each."))) == 1


def test_entities_of_its_own_are_refused() -> None:
    bomb = HEAD.replace("<rss", '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss')
    [reading] = wxr.read((bomb + item("&a;") + "</channel></rss>").encode())

    assert reading.document is None
    assert "declares entities" in reading.problems[0].message


def test_another_encoding_is_read_as_declared() -> None:
    export = (HEAD + item("Café.") + "</channel></rss>").replace("UTF-8", "ISO-8859-1")
    [reading] = wxr.read(export.encode("latin-1"))

    assert reading.document
    assert reading.document.body == "<p>Café.</p>"


def test_it_is_told_from_a_feed_by_content() -> None:
    found = readers.reader_for("export.txt", HEAD.encode())

    assert found
    assert found.name == "WordPress export"


def test_real_exports_keep_every_post_and_page(corpus: Path) -> None:
    found = [
        reading
        for path in sorted((corpus / "wxr" / "wp-xml").rglob("*.xml"))
        for reading in wxr.read(path.read_bytes(), path.name)
    ]

    assert sum(bool(reading.document) for reading in found) == 24
    assert all(reading.document.headline for reading in found if reading.document)


def test_text_between_paragraphs_is_a_paragraph_too() -> None:
    assert document("<p>One.</p>\nTwo\nlines.\n\nThree.").body == (
        "<p>One.</p><p>Two lines.</p><p>Three.</p>"
    )


def test_a_picture_stands_once_in_a_gallery() -> None:
    assert document('[gallery ids="9,9,9,9"]', PICTURE).body.count("<img") == 1


def test_a_file_of_nothing_but_broken_items_is_given_up() -> None:
    found = readings("<item>" * 5_000)

    assert len(found) < 30
    assert "None of the first 1,000" in found[-1].problems[0].message
