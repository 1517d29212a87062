"""Markdown: what site generators keep, as the newsroom's documents."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest

from articles import readers
from articles.documents import Document
from articles.readers import markdown
from articles.readers.reading import Reading

FERRY = """---
title: "The ferry&#8217;s **last** run"
date: 2024-02-25 07:30:00 -0500
author: Mara Quill and Tom Aske
category: Harbour
tags: [ferries, winter]
draft: false
summary: It sailed at dusk.
slug: ferrys-last-run
lang: en-GB
---

The ferry sailed at *dusk*.

## Who was aboard

- Josie Dunmore
- nobody else
"""


def reading(text: str, name: str = "story.md") -> Reading:
    (found,) = markdown.read(text.encode(), name)
    return found


def document(text: str, name: str = "story.md") -> Document:
    found = reading(text, name).document
    assert found
    return found


def test_a_yaml_header_gives_every_field() -> None:
    ferry = document(FERRY)

    assert ferry.headline == "The ferry’s **last** run"
    assert ferry.dated == datetime(2024, 2, 25, 7, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert ferry.bylines == ("Mara Quill", "Tom Aske")
    assert (ferry.section, ferry.tags) == ("Harbour", ("ferries", "winter"))
    assert (ferry.dek, ferry.slug, ferry.language) == (
        "It sailed at dusk.",
        "ferrys-last-run",
        "en-GB",
    )


def test_the_story_becomes_clean_blocks() -> None:
    assert document(FERRY).body == (
        "<p>The ferry sailed at <em>dusk</em>.</p><h2>Who was aboard</h2>"
        "<ul><li>Josie Dunmore</li><li>nobody else</li></ul>"
    )


def test_a_toml_header_is_read_with_its_tables_and_dates() -> None:
    story = document(
        '+++\ntitle = "Trams"\ndate = 2024-02-25T08:00:00Z\nauthors = ["Smith and Sons"]\n'
        '[taxonomies]\ntags = ["rail"]\n+++\nThey are back.\n'
    )

    assert story.dated == datetime(2024, 2, 25, 8, tzinfo=UTC)
    assert (story.bylines, story.tags) == (("Smith and Sons",), ("rail",))


def test_a_json_header_is_read() -> None:
    story = document('{"title": "Trams", "date": "2024-02-25"}\n\nThey are back.\n')

    assert (story.headline, story.dated) == ("Trams", date(2024, 2, 25))


def test_authors_may_be_tables() -> None:
    story = document("---\nauthors:\n- name: Ada Lovelace\n  url: x\n- Grace Hopper\n---\nText.\n")

    assert story.bylines == ("Ada Lovelace", "Grace Hopper")


def test_a_jekyll_name_gives_day_and_slug() -> None:
    story = document("---\ntitle: Trams\ntags: rail city\n---\nBack.\n", "2024-02-25-trams-back.md")

    assert (story.dated, story.slug) == (date(2024, 2, 25), "trams-back")
    assert story.tags == ("rail", "city")


def test_a_path_in_the_header_gives_day_and_slug() -> None:
    story = document('+++\npath = "2024/02/25/trams-back"\ntitle = "T"\n+++\nBack.\n')

    assert (story.dated, story.slug) == (date(2024, 2, 25), "trams-back")


def test_a_day_that_never_was_is_said_and_no_other_taken() -> None:
    found = reading("---\ntitle: T\ndate: 2024-02-30\n---\nText.\n", "2024-01-01-t.md")

    assert found.document
    assert found.document.dated is None
    assert "2024-02-30" in found.problems[0].message


def test_the_title_above_a_story_is_its_headline() -> None:
    story = document("# Trams are back\n\nThey ran at dawn.\n\n## Why\n\nAsk them.\n")

    assert (story.headline, story.headline_derived) == ("Trams are back", False)
    assert story.body.startswith("<p>They ran at dawn.</p><h2>Why</h2>")


def test_a_title_said_twice_stands_once() -> None:
    story = document("---\ntitle: Trams are back\n---\n# Trams are back!\n\nThey ran.\n")

    assert story.body == "<p>They ran.</p>"


def test_a_first_line_that_stands_alone_and_is_no_sentence_is_the_headline() -> None:
    story = document("Ice in the Harbour\n\nIt *froze* over.\n\n## Thaw\n\nSoon.\n")

    assert (story.headline, story.headline_derived) == ("Ice in the Harbour", False)
    assert story.body.startswith("<p>It <em>froze</em> over.</p><h2>")


def test_without_a_title_the_headline_is_a_working_one() -> None:
    story = document("They ran at dawn. Nobody came.\n")

    assert (story.headline, story.headline_derived) == ("They ran at dawn", True)


@pytest.mark.parametrize(
    ("header", "status"),
    [("draft: true", "draft"), ("published: false", "draft"), ("published: true", "published"),
     ("status: private", "private"), ("title: T", "")],
)  # fmt: skip
def test_what_a_header_says_of_publication_is_kept(header: str, status: str) -> None:
    assert reading(f"---\n{header}\n---\nText.\n").status == status


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ('{{< figure src="/a.jpg" alt="Tram" caption="A tram" >}}',
         '<figure><img src="/a.jpg" alt="Tram"><figcaption>A tram</figcaption></figure>'),
        ("{{< note >}}Mind **the** gap.{{< /note >}}", "<p>Mind <strong>the</strong> gap.</p>"),
        ('[Old story]({{< ref "old.md" >}} "Old") here', "<p>Old story here</p>"),
        ("{% highlight ruby %}\nx = 1\n{% endhighlight %}", "<pre>x = 1</pre>"),
        ('{{< quote text="It is late." cite="Ada" >}}',
         "<blockquote><p>It is late.</p><p>— Ada</p></blockquote>"),
        ("![Tram]({{ site.baseurl }}/a.jpg)", '<figure><img src="/a.jpg" alt="Tram"></figure>'),
    ],
)  # fmt: skip
def test_shortcodes_are_reduced_to_what_a_reader_sees(written: str, body: str) -> None:
    assert document(written).body == body


def test_a_shortcode_that_says_nothing_here_is_counted() -> None:
    (problem,) = reading('Text.\n\n{{< chart src="sales" >}}\n').problems

    assert "1 shortcode" in problem.message
    assert "chart" in problem.message


def test_footnotes_and_attributes_leave_no_litter() -> None:
    story = document("Rain.[^1]\n\n## Wind {#wind}\n{: .no_toc}\n\nGusts.\n\n[^1]: Of course.\n")

    assert story.body == (
        "<p>Rain.<sup>1</sup></p><h2>Wind</h2><p>Gusts.</p><p><sup>1</sup> Of course.</p>"
    )


def test_code_is_left_as_it_was_written() -> None:
    assert document("```\n[^1]: {#x}\n```\n").body == "<pre>[^1]: {#x}</pre>"


def test_scripts_and_wicked_links_do_not_survive() -> None:
    story = document("<script>x()</script>\n\n[a](javascript:x) <b onclick=x()>bold</b>\n")

    assert story.body == "<p>a <strong>bold</strong></p>"


def test_a_header_that_is_not_quite_yaml_is_read_line_by_line() -> None:
    found = reading("---\ntitle: Trams: the return\ndate: 2024-02-25\n---\nBack.\n")

    assert found.document
    assert found.document.headline == "Trams: the return"
    assert "YAML" in found.problems[0].message


def test_a_header_nested_to_crash_the_parser_is_survived() -> None:
    assert document("---\na: " + "[" * 60_000 + "\n---\nText.\n").body == "<p>Text.</p>"


def test_aliases_that_multiply_are_survived() -> None:
    lines = "".join(f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefg"))

    story = document(f"---\na: &a [x, x]\n{lines}tags: *g\n---\nText.\n")

    assert story.body == "<p>Text.</p>"


@pytest.mark.parametrize("sign", ["[", "*a_ ", "[a](", "<!--", "`a"])
def test_what_would_take_minutes_is_refused_with_the_limit(sign: str) -> None:
    found = reading(sign * 100_000)

    assert found.document is None
    assert "60,000" in found.problems[0].message


@pytest.mark.parametrize("text", ["", " \n\n", "---\n---\n", "<!-- nothing -->"])
def test_an_empty_file_is_refused(text: str) -> None:
    assert reading(text).document is None


@pytest.mark.parametrize(
    ("name", "text"),
    [("story.md", "Text."), ("story.markdown", "Text."), ("story.txt", '+++\ntitle = "T"\n+++\n'),
     ("story.txt", "---\ntitle: T\n---\n\n## Heading\n"), ("-", "# Title\n\nText.\n\n## More\n")],
)  # fmt: skip
def test_markdown_is_known_by_content_or_name(name: str, text: str) -> None:
    format_ = readers.reader_for(name, text.encode())

    assert format_
    assert format_.name == "Markdown"


def test_plain_text_stays_seed_text() -> None:
    assert not markdown.recognises("story.txt", b"date 2024-02-25 The ferry sailed.\n\nText.\n")


def test_every_real_post_has_its_title_and_day(corpus: Path) -> None:
    posts = sorted((corpus / "markdown" / "digitalgov").rglob("20*.md"))
    found = [next(markdown.read(post.read_bytes(), post.name)).document for post in posts]

    assert len(found) == 158
    assert all(story and story.dated and not story.headline_derived for story in found)
