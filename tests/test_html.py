"""HTML: the story of a page, without the page."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from articles import markup, readers
from articles.documents import Document
from articles.readers import html, written_dates
from articles.readers.reading import Reading

FIRST = (
    "The ferry sailed at dusk, with nobody aboard, for the last time in this century or the next."
)
SECOND = "It had been built in 1931, rebuilt twice, and painted, by its crew, more often than that."

PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>The last ferry | Harbour Times</title>
<meta property="og:site_name" content="Harbour Times">
<meta name="author" content="Mara Quill">
<meta property="article:published_time" content="2024-02-25T07:30:00Z">
<meta property="article:section" content="Harbour">
<meta name="keywords" content="ferries, winter">
<meta name="description" content="Dusk fell on a long service.">
<link rel="canonical" href="https://h.example/2024/last-ferry"></head>
<body><header><a href="/">Harbour Times</a><nav><a href="/news">News</a></nav></header>
<div class="wrap"><div id="content"><h1>The last ferry</h1>
<p class="byline">By Mara Quill on 25 February 2024</p>
<div class="share">Share this: <a href="https://f.example">Friends</a></div>
<p>{FIRST}</p><p>{SECOND} See <a href="before">what it replaced</a>.</p></div>
<aside class="sidebar"><h2>Most read</h2><ul><li><a href="/a">Trams are back in town</a></ul>
</aside></div><div id="comments"><p>{"I miss it already, said somebody. " * 20}</p></div>
<footer>© Harbour Times</footer></body></html>"""


def reading(page: str, name: str = "page.html") -> Reading:
    (found,) = html.read(page.encode(), name)
    return found


def document(page: str, name: str = "page.html") -> Document:
    found = reading(page, name).document
    assert found
    return found


def story_of(body: str) -> str:
    return markup.text(document(f"<!doctype html><title>T</title><body>{body}").body)


def test_a_page_gives_every_field_and_its_story_alone() -> None:
    assert document(PAGE) == Document(
        headline="The last ferry",
        dek="Dusk fell on a long service.",
        body=f"<p>{FIRST}</p><p>{SECOND} See "
        '<a href="https://h.example/2024/before">what it replaced</a>.</p>',
        bylines=("Mara Quill",),
        section="Harbour",
        tags=("ferries", "winter"),
        dated=datetime(2024, 2, 25, 7, 30, tzinfo=UTC),
        language="en-GB",
        source_url="https://h.example/2024/last-ferry",
    )


def test_json_ld_speaks_for_its_story() -> None:
    data = {"@graph": [{"@type": "WebSite", "name": "Times"}, {
        "@type": ["NewsArticle"], "headline": "Ferry", "datePublished": "2024-02-25",
        "author": {"@id": "#m"}, "keywords": ["a", "b"]},
        {"@id": "#m", "name": "Mara"}]}  # fmt: skip

    story = document(f'<script type="application/ld+json">{json.dumps(data)}</script><p>{FIRST}')

    assert (story.headline, story.bylines, story.tags) == ("Ferry", ("Mara",), ("a", "b"))
    assert story.dated == date(2024, 2, 25)


def test_a_medium_export_is_read_by_its_microformats() -> None:
    story = document(
        '<article class="h-entry"><h1 class="p-name">Ferry</h1><section class="p-summary">Sub'
        f'</section><section data-field="body" class="e-content"><p>{FIRST}</p></section><footer>'
        '<a class="p-author">Mara Quill</a><time class="dt-published" datetime="2024-02-25">x'
        '</time><a class="p-canonical" href="https://m.example/f">c</a></footer></article>',
        "draft_Ferry-0123456789ab.html",
    )

    assert (story.headline, story.dek, story.bylines) == ("Ferry", "Sub", ("Mara Quill",))
    assert (story.dated, story.slug) == (date(2024, 2, 25), "ferry")
    assert story.body == f"<p>{FIRST}</p>"


def test_a_draft_in_an_export_stays_one() -> None:
    assert reading(f"<p>{FIRST}</p>", "draft_Ferry-0123456789ab.html").status == "draft"


@pytest.mark.parametrize(
    "frame",
    ["<nav>{}</nav>", "<footer>{}</footer>", '<div class="comments">{}</div>', "<p hidden>{}</p>",
     '<ul class="related-posts"><li>{}</ul>', '<div style="display: none">{}</div>',
     '<div role="navigation">{}</div>', '<div aria-hidden="true">{}</div>', "<script>{}</script>",
     '<div class="newsletter-signup">{}</div>', "<noscript>{}</noscript>", "<p>Share this: {}</p>"],
)  # fmt: skip
def test_frames_are_left_out(frame: str) -> None:
    body = f"<article><p>{FIRST}</p><p>{SECOND}</p>{frame.format('Canary')}</article>"

    assert "Canary" not in story_of(body)


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="has-sidebar"><p>{FIRST}</p><p>{SECOND}</p></div>',
        f'<form id="aspnetForm"><div><p>{FIRST}</p><p>{SECOND}</p></div></form>',
        f"<div>{FIRST}<br><br>{SECOND}</div>",
        f"<table><tr><td width=150><a href=a>Home</a><td><p>{FIRST}</p><p>{SECOND}</p></table>",
        f'<main><div><p>{FIRST}</p></div><p class="ad">Buy</p><div><p>{SECOND}</p></div></main>',
    ],
)
def test_a_story_is_found_however_it_is_wrapped(body: str) -> None:
    text = story_of(body)

    assert FIRST in text
    assert SECOND in text


@pytest.mark.parametrize(
    ("title", "rest", "headline"),
    [
        ("Ferry sails - Times", "<h1>Ferry sails</h1>", "Ferry sails"),
        ("Times » Ferry sails", '<h1><a href="/">Times</a></h1>', "Ferry sails"),
        ("A ferry sails for ever | Times", "", "A ferry sails for ever"),
        ("Ferry: the end", "", "Ferry: the end"),
        ("", "<h1>Ferry</h1>", "Ferry"),
    ],
)
def test_the_headline_goes_without_the_sites_name(title: str, rest: str, headline: str) -> None:
    page = f"<title>{title}</title><body>{rest}<p>{FIRST}</p><p>{SECOND}</p>"

    assert document(page).headline == headline


@pytest.mark.parametrize(
    "line",
    ["<p>By Mara Quill, 3 May 2024</p>", '<span class="author">Mara Quill</span>',
     '<a rel="author" href="/m">Mara Quill</a>', "<div>Von Mara Quill am 3. Mai 2024</div>",
     '<p class="byline">by <b>Mara Quill</b> | News</p>'],
)  # fmt: skip
def test_a_byline_is_found_where_readers_see_it(line: str) -> None:
    page = f"<title>T</title><article><h1>T</h1>{line}<p>{FIRST}</p><p>{SECOND}</p></article>"

    assert document(page).bylines == ("Mara Quill",)


@pytest.mark.parametrize(
    "mark",
    ['<time datetime="2024-05-03">x</time>', '<p class="date">3. Mai 2024</p>', "<p>3 May 2024</p>",
     '<link rel="canonical" href="https://h.example/2024/05/03/t/">',
     "<i>Publicado: 3 de mayo de 2024</i>",
     '<meta name="DC.date.issued" content="2024-05-03">'],
)  # fmt: skip
def test_a_date_is_found_where_pages_put_it(mark: str) -> None:
    page = f"<title>T</title><article><h1>T</h1>{mark}<p>{FIRST}</p><p>{SECOND}</p></article>"

    assert document(page).dated == date(2024, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [("am 1. März 2020 um", date(2020, 3, 1)), ("le 1er août 2020", date(2020, 8, 1)),
     ("August 1st, 2020", date(2020, 8, 1)), ("03.04.2020", date(2020, 4, 3)),
     ("30. Februar 2020", None), ("in May 2020", None)],
)  # fmt: skip
def test_days_are_read_in_several_languages(text: str, day: date | None) -> None:
    assert written_dates.find(text) == day


def test_a_pages_own_encoding_is_believed() -> None:
    page = f'<meta charset="windows-1251"><title>Паром</title><p>{"Паром ушёл. " * 9}</p>'

    (found,) = html.read(page.encode("cp1251"))

    assert found.document
    assert (found.document.headline, found.document.language) == ("Паром", "ru")


def test_wicked_content_is_cleaned() -> None:
    body = document(
        f"<title>T</title><article><p onclick=x()>{FIRST}<svg onload=x()></svg>"
        '<a href="javascript:x()">a</a><img src="data:image/png;base64,AAAA"></article>'
    ).body

    assert body == f"<p>{FIRST}a</p>"


def test_lost_pictures_and_players_are_said() -> None:
    problems = reading(
        f"<article><p>{FIRST}</p><img src='a.jpg'><iframe src='https://v.example/1'></iframe>"
    ).problems

    assert ["picture" in problems[0].message, "player" in problems[1].message] == [True, True]


@pytest.mark.parametrize(
    "page",
    ["<div>" * 60_000, "<b></p>" * 3_000, "<p " + "a=1 " * 60_000 + ">", "<p>x" * 200_000,
     "<table><tr><td>" * 5_000, "<div/>" * 10_000, "<!doctype html><title>t</title>", ""],
)  # fmt: skip
def test_what_is_no_page_is_refused_with_a_reason(page: str) -> None:
    found = reading(page)

    assert found.document is None
    assert found.problems[0].message


@pytest.mark.parametrize(
    ("name", "text", "is_html"),
    [
        ("story.txt", "<!-- x -->\n<!DOCTYPE html><title>T</title>", True),
        ("-", "<article><p>Text</article>", True),
        ("story.md", "<p>Text</p>", False),
        ("story.txt", "<p> is a tag", False),
        ("story.html", "Text <b>x</b>", True),
    ],
)
def test_a_page_is_known_by_content_then_by_name(name: str, text: str, is_html: bool) -> None:
    format_ = readers.reader_for(name, text.encode())

    assert (format_ is not None and format_.name == "HTML") is is_html


def test_the_stories_of_real_pages_are_told_from_their_frames(corpus: Path) -> None:
    lines = (corpus / "html" / "trafilatura" / "expected.jsonl").read_text().splitlines()
    kept = lost = framed = 0
    for page in map(json.loads, lines):
        data = (corpus / "html" / "trafilatura" / page["source"]).read_bytes()
        text = "".join(markup.text(next(html.read(data)).document.body).split())  # type: ignore
        there = [("".join(segment.split()) in text) for segment in page["must"]]
        kept, lost = kept + sum(there), lost + len(there) - sum(there)
        framed += sum("".join(segment.split()) in text for segment in page["must_not"])

    assert 2 * kept / (2 * kept + lost + framed) >= 0.95
