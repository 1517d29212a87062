"""The house subset: one spelling for one story, and nothing active in any."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from selectolax.lexbor import LexborHTMLParser

from articles import limits, markup
from articles.limits import TooMuch
from articles.markup.cleaning import SUBSET, is_plain
from articles.markup.setting import blocks_of
from tests import hostile_html

GOLDEN = {
    "bare text becomes a paragraph": ("Snow fell.", "<p>Snow fell.</p>"),
    "white space is one space": ("<p> a\n\t b  c </p>\n\n<p>d</p>", "<p>a b c</p><p>d</p>"),
    "a no-break space stays": ("<p>10&nbsp;km</p>", "<p>10\u00a0km</p>"),
    "empty paragraphs go": ("<p>a</p><p>&nbsp;</p><p></p><p><b> </b></p>", "<p>a</p>"),
    "two breaks end a paragraph": ("<p>a<br>b<br> <br>c</p>", "<p>a<br>b</p><p>c</p>"),
    "containers are unwrapped": ("<div>a<section>b</section>c</div>", "<p>a</p><p>b</p><p>c</p>"),
    "marks get their short names": (
        "<b>a</b> <i>b</i> <del>c</del> <u>d</u>",
        "<p><strong>a</strong> <em>b</em> <s>c</s> d</p>",
    ),
    "marks nest one way": (
        "<p><em><b>a</b></em><b><em>b</em></b><b>c</b></p>",
        "<p><strong><em>ab</em>c</strong></p>",
    ),
    "a link is never cut in two": (
        "<p><em>a <a href='/x'>b</em> c</a></p>",
        '<p><em>a </em><a href="/x"><em>b</em> c</a></p>',
    ),
    "a mark on nothing but space goes": ("<p>a<b> </b>b</p>", "<p>a b</p>"),
    "headings keep two levels, on one line": (
        "<h1>a<br><b>b</b></h1><h4>c <em>d</em></h4>",
        "<h2>a b</h2><h3>c <em>d</em></h3>",
    ),
    "a heading in a quotation is a paragraph": (
        "<blockquote><h2>a</h2>b</blockquote>",
        "<blockquote><p>a</p><p>b</p></blockquote>",
    ),
    "items lose their only paragraph": (
        "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        "<ul><li>a<ul><li>b</li></ul></li></ul>",
    ),
    "a list right in a list belongs to the item before": (
        "<ul><li>a</li><ol start=3><li>b</li></ol></ul>",
        '<ul><li>a<ol start="3"><li>b</li></ol></li></ul>',
    ),
    "an item outside any list finds one": ("<li>a<li>b", "<ul><li>a</li><li>b</li></ul>"),
    "a table has one body": (
        "<table><thead><tr><td>A<td>B<tbody><tr><td><p>1</p><td rowspan=2>2</table>",
        "<table><tbody><tr><th>A</th><th>B</th></tr>"
        '<tr><td>1</td><td rowspan="2">2</td></tr></tbody></table>',
    ),
    "a table's caption stands before it": (
        "<table><caption>T</caption><tr><td>1<td>2</table>",
        "<p>T</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    "a layout table is its text": (
        "<table><tr><td><p>a</p><table><tr><td>1<td>2</table></table>",
        "<p>a</p><table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
    ),
    "a picture is a figure": (
        "<p><img src='/m/a b.jpg' width=300px height=auto onerror=x>Text</p>",
        '<figure><img src="/m/a%20b.jpg" alt="" width="300"></figure><p>Text</p>',
    ),
    "a picture in mid-sentence follows its paragraph": (
        "<p>One <img src=/a.jpg alt=A> two</p>",
        '<p>One two</p><figure><img src="/a.jpg" alt="A"></figure>',
    ),
    "a caption is a line of text": (
        "<figure class=x><a href=/b><img src=/a.jpg></a><figcaption><p>a<p>b</figcaption>",
        '<figure><img src="/a.jpg" alt=""><figcaption>a<br>b</figcaption></figure>',
    ),
    "an emoji's picture is the emoji": (
        "<p>Hi <img class=emoji alt=😀 src=/e.png></p>",
        "<p>Hi 😀</p>",
    ),
    "a tracking pixel is nothing": (
        "<p>a<img src=https://t.example/p width=1 height=1></p>",
        "<p>a</p>",
    ),
    "a pull quote is an aside": ("<aside><p>Never.</p></aside>", "<aside><p>Never.</p></aside>"),
    "any other aside is its contents": (
        "<aside><h3>More</h3><ul><li>a</ul></aside>",
        "<p>More</p><ul><li>a</li></ul>",
    ),
    "preformatted text keeps its lines": (
        "<pre><code>a\n  b &lt;\n</code></pre>",
        "<pre>a\n  b &lt;</pre>",
    ),
    "a quotation element gets its marks": ("<p>She said <q>no</q>.</p>", "<p>She said “no”.</p>"),
    "less-than is a character": ("5 < 6 & <7 >", "<p>5 &lt; 6 &amp; &lt;7 &gt;</p>"),
    "a tag that never ends is text": ("a <b c", "<p>a &lt;b c</p>"),
    "scripts and styles go whole": ("a<script>x<p>y</script><style>z</style>b", "<p>ab</p>"),
    "drawings go whole, unless never closed": (
        "<svg><a>x</a></svg>a<svg>x<p>b",
        "<p>a</p><p>b</p>",
    ),
    "comments go": ("a<!-- <b>x</b> --><![if x]>b<?php c ?>", "<p>ab</p>"),
}
ADDRESSES = {
    "https://example.org/a?b=1&copy=2": "https://example.org/a?b=1&amp;copy=2",
    "HTTPS://Example.org/": "https://Example.org/",
    "//example.org/a": "https://example.org/a",
    "/2024/05/a-story/#top": "/2024/05/a-story/#top",
    "mailto:desk@example.org": "mailto:desk@example.org",
    " https://example.org/a b\n": "https://example.org/a%20b",
}
NO_ADDRESSES = (
    *(
        "",
        "#note",
        "page.html",
        "?a=1",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "JAVASCRIPT:1",
    ),
    *("data:text/html,x", "vbscript:x", "&#106;avascript:x", "file:///etc/passwd", "https:evil"),
    *("https:///evil", "tel:1", "\x01javascript:x", "///evil", "ftp://a/"),
)
ALLOWED: dict[str, set[str]] = {
    **{name: set() for name in ("p", "h2", "h3", "ul", "li", "blockquote", "aside", "pre", "hr")},
    **{name: set() for name in ("figure", "figcaption", "table", "tbody", "tr", "br")},
    **{name: set() for name in ("strong", "em", "s", "sup", "sub", "code")},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
WORD = (
    "<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span "
    "style='font:7pt \"Times New Roman\"'>&nbsp; </span></span></span><![endif]>One<o:p></o:p></p>"
    "<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span "
    "style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Two</p>"
    "<p class=MsoNormal><span style='font-size:12.0pt'>Plain<o:p>&nbsp;</o:p></span></p>"
)
DOCS = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-1"><p dir="ltr">'
    '<span style="font-weight:400;font-style:normal">a </span>'
    '<span style="font-weight:700">b</span><span style="font-style: italic"> c</span>'
    "</p><br></b>"
)


@pytest.mark.parametrize("name", GOLDEN)
def test_the_normal_form(name: str) -> None:
    given_html, expected = GOLDEN[name]

    assert markup.clean(given_html) == expected


@pytest.mark.parametrize("name", GOLDEN)
def test_the_normal_form_is_its_own(name: str) -> None:
    assert markup.clean(GOLDEN[name][1]) == GOLDEN[name][1]


@given(hostile_html.html)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    clean = markup.clean(html)

    assert markup.clean(clean) == clean


@given(hostile_html.html)
def test_nothing_beyond_the_subset_comes_out(html: str) -> None:
    tree = LexborHTMLParser(markup.clean(html))

    for node in tree.css("body *"):
        assert node.tag in ALLOWED
        assert set(node.attributes) <= ALLOWED[node.tag]


@given(hostile_html.html)
def test_the_sanitizer_finds_nothing_to_do(html: str) -> None:
    html = html.replace("src=", "x=").replace("href=", "x=").encode(errors="ignore").decode()
    normal = "".join(blocks_of(html))

    assert SUBSET.clean(normal).replace("&nbsp;", "\u00a0") == normal


@given(hostile_html.paragraphs)
def test_the_short_way_for_plain_stories_is_exact(html: str) -> None:
    if is_plain(html):
        assert "".join(blocks_of(html)) == html


@given(hostile_html.html)
def test_blocks_join_to_the_body(html: str) -> None:
    clean = markup.clean(html)

    assert markup.join(markup.blocks(clean)) == clean


def test_most_stories_take_the_short_way() -> None:
    assert is_plain("<p>Snow &amp; ice, “he said”.</p><h2>Then</h2><p>10\u00a0km of it.</p>")
    assert not is_plain("<p>Snow  fell.</p>")
    assert not is_plain("<p>Snow <em>fell</em>.</p>")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_keeps_an_address_readers_can_follow(address: str) -> None:
    clean = markup.clean(f'<a href="{address}" title="" target="_blank" class="x">a</a>')

    assert clean == f'<p><a href="{ADDRESSES[address]}">a</a></p>'


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_a_link_to_nowhere_is_its_text(address: str) -> None:
    assert markup.clean(f'<a href="{address}">a</a>') == "<p>a</p>"
    assert markup.clean(f'<img src="{address}">') == ""


def test_what_the_editor_makes_of_a_story_is_the_same_story() -> None:
    imported = "<ul><li>a</li></ul><table><tr><th>H</th><td>1</td></tr></table><p>b</p>"
    edited = (
        "<ul><li><p>a</p></li></ul><table><colgroup><col></colgroup><tbody><tr>"
        '<th colspan="1" rowspan="1"><p>H</p></th><td><p>1</p></td></tr></tbody></table>'
        "<p>b</p><p></p>"
    )

    assert markup.clean(edited) == markup.clean(imported)


def test_a_list_from_word_is_a_list() -> None:
    assert markup.clean(WORD) == ("<ul><li>One<ol><li>Two</li></ol></li></ul><p>Plain</p>")


def test_bold_from_google_docs_is_bold_only_where_it_was() -> None:
    assert markup.clean(DOCS) == "<p>a <strong>b</strong><em> c</em></p>"


def test_a_bullet_typed_as_text_is_a_list_and_a_row_of_them_an_ornament() -> None:
    assert markup.clean("<p>•&nbsp;One</p><p>· Two</p>") == "<ul><li>One</li><li>Two</li></ul>"
    assert markup.clean("<p>• • •</p>") == "<p>• • •</p>"


def test_no_payload_leaves_anything_active(corpus: Path) -> None:
    for line in (corpus / "security" / "payloads.jsonl").read_text().split("\n")[:-1]:
        payload = json.loads(line)["payload"]
        clean = markup.clean(f'<p title="{payload}">{payload}</p><a href="{payload}">x</a>')
        tree = LexborHTMLParser(clean)

        assert all(set(node.attributes) <= ALLOWED[node.tag] for node in tree.css("body *"))
        assert not re.search(r'(?:href|src)="(?!https?://|mailto:|/[^/])', clean)


def test_no_word_of_a_real_page_is_lost(corpus: Path) -> None:
    for page in sorted((corpus / "html").rglob("*.html"))[::8]:
        html = page.read_bytes().decode(errors="replace")

        assert _letters(markup.text(markup.clean(html))) == _letters(_text_in_browsers(html)), page


@pytest.mark.parametrize(
    ("html", "remedy"),
    [
        ("x" * (limits.BODY_CHARACTERS + 1), "Split the story"),
        ("<p>x" * 240_000, "Split the story"),
        ("&" * 100_000, "split the paragraph"),
        ("\u00a0x" * 100_000, "split the paragraph"),
        ("<blockquote>" * 50_000, "Flatten it"),
        ("<ul>" * 100_000, "Flatten it"),
        ("<div>" * 100_000, "Flatten it"),
        ("<font>" * 3 + "<b>" * 100_000, "Flatten it"),
        (f'<img src="data:image/png;base64,{"A" * 100_000}">', "upload the picture"),
        (f'<a href="/{"&" * 5_000}">x</a>', "Shorten its address"),
    ],
    ids=lambda value: value[:12],
)
def test_too_much_is_refused_with_a_remedy(html: str, remedy: str) -> None:
    with pytest.raises(TooMuch, match=remedy):
        markup.clean(html)


def test_a_long_story_is_not_too_much() -> None:
    story = "<p>A &amp; B went <em>up</em> the hill.</p>" * 20_000

    assert markup.clean(story) == story


def test_text_is_what_a_reader_sees() -> None:
    body = markup.clean(
        "<h2>A &amp; B</h2><p>One<br>two <b>three</b></p><ul><li>x<ol start=3><li>y</ol></ul>"
        "<table><tr><td>1<td>2<tr><td>3<td>4</table>"
    )

    assert markup.text(body) == "A & B\n\nOne\ntwo three\n\nx\ny\n\n1\t2\n3\t4"


def test_blocks_know_their_kind_and_text() -> None:
    body = markup.clean("<h2>A</h2><blockquote><p>b</p><blockquote>c</blockquote></blockquote><hr>")

    assert [(block.kind, block.text) for block in markup.blocks(body)] == [
        ("h2", "A"),
        ("blockquote", "b\n\nc"),
        ("hr", ""),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("One two — three, don't!", 4),
        ("新闻编辑室", 5),
        ("NHKのニュース", 6),
        ("서울 시장 선거", 3),
        ("خبر تازه", 2),
        ("ข่าววันนี้จากกรุงเทพ", 4),
    ],
)
def test_words_are_counted_in_any_script(text: str, count: int) -> None:
    assert markup.words(text) == count


def test_reading_takes_whole_minutes() -> None:
    assert [markup.reading_minutes(words) for words in (0, 1, 230, 231)] == [0, 1, 1, 2]
    assert markup.reading_minutes(960, "zh-Hans") == 2


def test_an_excerpt_ends_with_a_sentence_where_it_can() -> None:
    body = f"<h2>Not this</h2><p>{'It snowed all day &amp; night. ' * 12}</p>".replace(
        " </p>", "</p>"
    )

    assert markup.excerpt(body, 70) == "It snowed all day & night. It snowed all day & night."


def test_an_excerpt_does_not_end_in_an_initial() -> None:
    body = "<p>The mayor, who met Mrs. J. Brown of the U.S. Senate there, said no more.</p>"

    assert markup.excerpt(body, 50) == "The mayor, who met Mrs. J. Brown of the U.S.…"


def test_an_excerpt_is_else_cut_at_a_word() -> None:
    body = "<p>Snow, <em>which</em> nobody had ever seen in this town before, fell all day.</p>"

    assert markup.excerpt(body, 30) == "Snow, which nobody had ever…"
    assert (
        markup.excerpt(body)
        == "Snow, which nobody had ever seen in this town before, fell all day."
    )


def test_an_excerpt_goes_on_into_the_next_paragraph() -> None:
    assert markup.excerpt("<p>One.</p><ul><li>x</li></ul><p>Two.</p>") == "One. Two."
    assert markup.excerpt("<ul><li>only</li><li>this</li></ul>") == "only this"


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _text_in_browsers(html: str) -> str:
    tree = LexborHTMLParser(html)
    silent = "script style title noscript iframe textarea svg math button select template object"
    for name in f"{silent} audio video canvas xmp noembed noframes rp xml".split():
        for node in tree.css(name):
            node.decompose()
    return tree.body.text() if tree.body else ""
