"""What changed, told as an editor would tell it."""

from __future__ import annotations

import time

import pytest

from articles.comparing import Comparison, compare
from articles.documents import Document


def changes(old: str, new: str) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(kind, element, pieces) of every block that is not the same."""
    blocks = compare(Document(body=old), Document(body=new)).changed_blocks
    return [(b.kind, b.element, [(p.kind, p.text) for p in b.pieces]) for b in blocks]


def test_nothing_changed_is_no_change() -> None:
    document = Document(headline="Same", body="<p>Same.</p>")

    assert not compare(document, document)


def test_one_letter_is_one_word() -> None:
    assert changes("<p>A ferry left.</p>", "<p>A berry left.</p>") == [
        (
            "changed",
            "p",
            [("same", "A "), ("removed", "ferry "), ("added", "berry "), ("same", "left.")],
        )
    ]


def test_swapped_paragraphs_moved_and_were_not_rewritten() -> None:
    first, second = "<p>The ferry left at nine.</p>", "<p>Nobody waved from the quay.</p>"

    kinds = [kind for kind, _, _ in changes(first + second, second + first)]

    assert kinds == ["left", "moved"]


def test_words_made_bold_are_the_same_words_set_otherwise() -> None:
    assert changes("<p>The last ferry.</p>", "<p>The <strong>last</strong> ferry.</p>") == [
        ("changed", "p", [("same", "The "), ("restyled", "last "), ("same", "ferry.")])
    ]


def test_a_changed_link_is_seen_though_its_words_are_the_same() -> None:
    old, new = (f'<p>See <a href="https://example.org/{n}">the report</a>.</p>' for n in "12")

    assert [kind for kind, _ in changes(old, new)[0][2]] == ["same", "restyled"]


def test_a_paragraph_made_a_heading_is_restyled() -> None:
    assert changes("<p>Quay closed</p>", "<h2>Quay closed</h2>") == [
        ("changed", "h2", [("restyled", "Quay closed")])
    ]


def test_a_new_paragraph_stands_alone_and_its_neighbours_are_the_same() -> None:
    old = "<p>One stays here.</p><p>Two stays as well.</p>"
    new = "<p>One stays here.</p><p>Entirely other words.</p><p>Two stays as well.</p>"

    assert changes(old, new) == [("added", "p", [("added", "Entirely other words.")])]


def test_list_items_and_cells_are_compared_within_their_block() -> None:
    [(kind, element, pieces)] = changes(
        "<ul><li>One</li><li>Two</li></ul>", "<ul><li>One</li><li>Three</li></ul>"
    )

    assert (kind, element) == ("changed", "ul")
    assert ("removed", "Two") in pieces
    assert ("added", "Three") in pieces


def test_another_picture_with_the_same_words_is_a_change() -> None:
    old, new = (f'<figure><img src="/{name}.webp" alt="Quay"></figure>' for name in "ab")

    assert changes(old, new)


A = "<p>The harbour board met on Monday and voted to close the quay.</p>"
B = "<p>Nobody waved from the pier as the ferry left.</p>"
C = "<p>Mara Quill, who has counted every sailing since 1988, stayed at home.</p>"
WHOLE = "<p>The board met on Monday. It voted to close the quay for good.</p>"
PARTS = "<p>The board met on Monday.</p><p>It voted to close the quay for good.</p>"
FIGURE = '<figure><img src="/a.webp" alt="Quay"><figcaption>Off the {} pier</figcaption></figure>'
ROW = "<table><tbody><tr><td>Curlew</td><td>{}</td></tr></tbody></table>"


@pytest.mark.parametrize(
    ("old", "new", "kinds", "went", "came"),
    [
        (A + B + C, C.replace("1988", "1989") + A + B, ["moved", "left"], "1988, ", "1989, "),
        (WHOLE + B, PARTS + B, ["split"], "", "¶\n"),
        (PARTS + B, WHOLE + B, ["joined"], "¶\n", ""),
        (FIGURE.format("old"), FIGURE.format("new"), ["changed"], "old ", "new "),
        (ROW.format(4), ROW.format(5), ["changed"], "4", "5"),
        (A + "<hr>" + B, "<hr>" + A + B, ["added", "removed"], "", ""),
        ("<p>ข่าวเรือข้ามฟาก</p>", "<p>ข่าวเรือข้ามน้ำ</p>", ["changed"], "ฟาก", "น้ำ"),
    ],
)
def test_each_change_is_told_as_what_it_is(
    old: str, new: str, kinds: list[str], went: str, came: str
) -> None:
    told = changes(old, new)

    pieces = [piece for kind, _, pieces in told if kind != "left" for piece in pieces]
    assert [kind for kind, _, _ in told] == kinds
    assert "".join(text for kind, text in pieces if kind == "removed") == went
    assert "".join(text for kind, text in pieces if kind == "added") == came


@pytest.mark.parametrize(
    ("old", "new", "material"),
    [
        ("It cost £1,200 in all.", "It cost £1,300 in all.", [("number", "£1,200", "£1,300")]),
        ("We counted nine boats.", "We counted six boats.", [("number", "nine", "six")]),
        ("It shut on Monday.", "It shut on Tuesday.", [("date", "Monday", "Tuesday")]),
        ("The quay will close.", "The quay will not close.", [("negation", "", "not")]),
        ("They met Mara Quill.", "They met Mara Quills.", [("name", "Quill", "Quills")]),
        ("“It is over,” she said.", "“It was over,” she said.",
         [("quotation", "It is over", "It was over")]),
        ('See <a href="https://a.org/1">it</a>.', 'See <a href="https://a.org/2">it</a>.',
         [("link", "https://a.org/1", "https://a.org/2")]),
        ("It may rain at 9 and 10.", "At 10 and 9 it might rain.", []),
        ("A quick crossing it was.", "A rough crossing it was.", []),
    ],
)  # fmt: skip
def test_what_may_make_it_another_story_is_called_out(
    old: str, new: str, material: list[tuple[str, str, str]]
) -> None:
    blocks = compare(Document(body=f"<p>{old}</p>"), Document(body=f"<p>{new}</p>")).blocks

    assert [tuple(each) for block in blocks for each in block.materials] == material


def test_a_long_paragraph_with_few_changes_is_compared_by_the_word() -> None:
    words = [f"w{number}" for number in range(5_000)]
    old = f"<p>{' '.join(words)}</p>"
    words[4_000] = "other"

    [(_, _, pieces)] = changes(old, f"<p>{' '.join(words)}</p>")

    assert [text for kind, text in pieces if kind != "same"] == ["w4000 ", "other "]


def test_scripts_without_spaces_are_compared_by_the_character() -> None:
    assert changes("<p>新闻报道今天</p>", "<p>新闻报告今天</p>") == [
        ("changed", "p", [("same", "新闻报"), ("removed", "道"), ("added", "告"), ("same", "今天")])
    ]


def test_fields_that_changed_are_named() -> None:
    old = Document(headline="Old head", tags=("ferries", "tides"), section="Harbour")
    new = Document(headline="New head", tags=("ferries", "quay"), section="Harbour")

    fields = {
        field.name: [tuple(piece) for piece in field.pieces] for field in compare(old, new).fields
    }

    assert fields == {
        "headline": [("removed", "Old "), ("added", "New "), ("same", "head")],
        "tags": [("same", "ferries, "), ("removed", "tides"), ("added", "quay")],
    }


@pytest.mark.parametrize("paragraphs", [1, 60, 400])
def test_a_story_wholly_rewritten_is_compared_in_good_time(paragraphs: int) -> None:
    old, new = (rewritten(paragraphs, seed) for seed in (7, 11))
    began = time.process_time()

    comparison = compare(Document(body=old), Document(body=new))

    assert isinstance(comparison, Comparison)
    assert time.process_time() - began < 5


def rewritten(paragraphs: int, seed: int) -> str:
    """24,000 words in so many paragraphs, no two of them in the same order."""
    size = 24_000 // paragraphs
    words = (f"w{(number * seed * 7919) % 997}" for number in range(size * paragraphs))
    return "".join(
        f"<p>{' '.join(next(words) for _ in range(size))}</p>" for _ in range(paragraphs)
    )
