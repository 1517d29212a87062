"""The page of a body: worked out once, the same bytes for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from articles import markup
from articles.rendering import Heading, Picture, render
from tests import hostile_html

ANCHOR = re.compile(r'(?: (?:id|dir|scope|rel|loading|decoding)="[^"]*")+')
WRAPPERS = re.compile(r"</?(?:div|thead|tbody)[^>]*>")


def test_a_plain_story_is_its_own_page() -> None:
    body = "<p>Snow fell.</p><p>It lay.</p>"

    assert render(body).html == body


def test_headings_get_anchors_and_make_the_contents() -> None:
    page = render("<h2>Who <em>pays</em> &amp; when</h2><p>a</p><h3>Later</h3>", language="en")

    assert page.html == (
        '<h2 id="h-who-pays-when">Who <em>pays</em> &amp; when</h2><p>a</p>'
        '<h3 id="h-later">Later</h3>'
    )
    assert page.contents == (
        Heading("h-who-pays-when", "Who pays & when", 2),
        Heading("h-later", "Later", 3),
    )


def test_no_two_anchors_of_a_page_are_alike() -> None:
    page = render("".join(f"<h2>{text}</h2>" for text in ("A", "A 2", "A", "A", "…", "新闻")))

    ids = [heading.id for heading in page.contents]
    assert ids[:4] == ["h-a", "h-a-2", "h-a-3", "h-a-4"]
    assert len(set(ids)) == 6


def test_links_to_other_sites_keep_this_window_to_themselves() -> None:
    page = render('<p><a href="https://example.org/">a</a> <a href="/2024/">b</a></p>')

    assert page.html == (
        '<p><a rel="noopener" href="https://example.org/">a</a> <a href="/2024/">b</a></p>'
    )


def test_pictures_are_fetched_when_they_come_near() -> None:
    figure = '<figure><img src="/a.jpg" alt="A" width="3" height="2"></figure>'
    lazy = '<figure><img loading="lazy" decoding="async" src="/a.jpg" alt="A" width="3" height="2">'

    assert lazy in render(f"<p>a</p>{figure}").html


def test_a_picture_that_opens_the_story_is_fetched_at_once() -> None:
    figure = '<figure><img src="/a.jpg" alt=""></figure>'

    assert render(figure * 2).html.count('loading="lazy"') == 1
    assert render(figure).html.startswith('<figure><img decoding="async" src')


def test_the_first_picture_leads() -> None:
    body = '<p>a</p><figure><img src="/a.jpg?x=1&amp;y=2" alt="&quot;A&quot;" width="300"></figure>'

    assert render(body).lead == Picture("/a.jpg?x=1&y=2", '"A"', 300, 0)
    assert render("<p>a</p>").lead is None


def test_a_table_scrolls_by_itself_and_names_its_headers() -> None:
    body = markup.clean("<table><tr><th>A<th>B<tr><th>r<td>1</table>")

    assert render(body).html == (
        '<div class="table" role="group" tabindex="0"><table>'
        '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        '<tbody><tr><th scope="row">r</th><td>1</td></tr></tbody></table></div>'
    )


def test_a_table_without_a_header_row_has_no_head() -> None:
    body = markup.clean("<table><tr><th>r<td>1<tr><th>s<td>2</table>")

    assert "<thead>" not in render(body).html
    assert render(body).html.count('scope="row"') == 2


@pytest.mark.parametrize(
    ("language", "body", "html"),
    [
        ("en", "<p>a</p><p>«سلام» x</p>", '<p>a</p><p dir="rtl">«سلام» x</p>'),
        (
            "fa",
            "<p>سلام</p><p>&amp; <em>1 x</em></p>",
            '<p>سلام</p><p dir="ltr">&amp; <em>1 x</em></p>',
        ),
        ("fa", "<p>123</p><p>سلام</p>", "<p>123</p><p>سلام</p>"),
        ("", "<ul><li>שלום</li></ul>", '<ul><li dir="rtl">שלום</li></ul>'),
    ],
)
def test_a_block_against_the_grain_of_the_page_says_so(language: str, body: str, html: str) -> None:
    assert render(body, language=language).html == html


def test_the_summary_and_the_count_are_of_the_text() -> None:
    page = render("<h2>No</h2><p>One two &amp; three.</p>", language="en")

    assert (page.summary, page.words, page.minutes) == ("One two & three.", 4, 1)


@given(hostile_html.html)
def test_rendering_adds_only_attributes_and_wrappers(html: str) -> None:
    body = markup.clean(html)
    page = ANCHOR.sub("", render(body, language="fa").html)

    assert WRAPPERS.sub("", page) == WRAPPERS.sub("", body)
