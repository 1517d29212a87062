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

    assert kinds == ["moved", "moved"]


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
