"""Two people edit one story: what can stand together does, what cannot is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.documents import Document
from articles.merging import merge


def story(*paragraphs: str, **fields: object) -> Document:
    return replace(Document(body="".join(f"<p>{p}</p>" for p in paragraphs)), **fields)


BASE = story("one", "two", "three", headline="H", tags=("a", "b"), bylines=("Ada",))


def test_edits_to_different_paragraphs_merge() -> None:
    merged = merge(BASE, story("ONE", "two", "three"), story("one", "two", "THREE"))

    assert merged.document.body == "<p>ONE</p><p>two</p><p>THREE</p>"
    assert not [c for c in merged.conflicts if c.field == "body"]


def test_edits_to_neighbouring_paragraphs_merge() -> None:
    merged = merge(BASE, replace(BASE, body=story("one", "TWO", "three").body),
                   replace(BASE, body=story("one", "two", "THREE").body))  # fmt: skip

    assert merged.clean
    assert merged.document.body == "<p>one</p><p>TWO</p><p>THREE</p>"


def test_edits_to_one_paragraph_conflict_and_keep_all_three_texts() -> None:
    merged = merge(BASE, replace(BASE, body=story("one", "mine", "three").body),
                   replace(BASE, body=story("one", "theirs", "three").body))  # fmt: skip

    [conflict] = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs, conflict.position) == (
        "<p>two</p>",
        "<p>mine</p>",
        "<p>theirs</p>",
        1,
    )


def test_the_same_edit_twice_is_no_conflict() -> None:
    same = replace(BASE, body=story("one", "TWO", "three").body, headline="New")

    assert merge(BASE, same, same).clean


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (("one", "three"), ("one", "two", "three", "four"), ("one", "three", "four")),
        (("zero", "one", "two", "three"), ("one", "two"), ("zero", "one", "two")),
        (("one", "new", "two", "three"), ("one", "TWO", "three"), ("one", "new", "TWO", "three")),
    ],
)
def test_paragraphs_put_in_and_taken_out_elsewhere_merge(
    mine: tuple[str, ...], theirs: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    merged = merge(
        BASE, replace(BASE, body=story(*mine).body), replace(BASE, body=story(*theirs).body)
    )

    assert merged.clean
    assert merged.document.body == story(*expected).body


def test_two_paragraphs_put_in_at_one_place_conflict() -> None:
    merged = merge(BASE, replace(BASE, body=story("one", "two", "three", "mine").body),
                   replace(BASE, body=story("one", "two", "three", "theirs").body))  # fmt: skip

    [conflict] = merged.conflicts
    assert (conflict.mine, conflict.theirs) == ("<p>mine</p>", "<p>theirs</p>")


def test_a_paragraph_one_cut_and_the_other_rewrote_conflicts() -> None:
    merged = merge(BASE, replace(BASE, body=story("one", "three").body),
                   replace(BASE, body=story("one", "rewritten", "three").body))  # fmt: skip

    assert not merged.clean


def test_tags_of_both_are_kept_and_those_either_took_out_are_gone() -> None:
    merged = merge(BASE, replace(BASE, tags=("b", "mine")), replace(BASE, tags=("a", "theirs")))

    assert merged.document.tags == ("theirs", "mine")


def test_a_field_only_one_changed_is_taken() -> None:
    merged = merge(BASE, replace(BASE, dek="D"), replace(BASE, headline="New"))

    assert (merged.document.dek, merged.document.headline) == ("D", "New")
    assert merged.clean


def test_a_field_both_changed_conflicts_and_says_mine() -> None:
    merged = merge(BASE, replace(BASE, headline="Mine"), replace(BASE, headline="Theirs"))

    [conflict] = merged.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == ("headline", "Mine", "Theirs")
    assert merged.document.headline == "Mine"


def test_an_accepted_headline_stays_accepted() -> None:
    working = replace(BASE, headline_derived=True)

    merged = merge(working, replace(working, dek="D"), replace(working, headline_derived=False))

    assert not merged.document.headline_derived


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=6).map(tuple)


@given(words, words)
def test_an_untouched_side_yields_the_other(base: tuple[str, ...], other: tuple[str, ...]) -> None:
    was, now = story(*base), story(*other)

    assert merge(was, now, was).document.body == now.body
    assert merge(was, was, now).document.body == now.body


@given(words, words, words)
def test_a_clean_merge_has_every_new_paragraph_of_both(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    merged = merge(story(*base), story(*mine), story(*theirs))

    for side in (mine, theirs):
        new = set(side) - set(base)
        said = merged.document.body + "".join(c.mine + c.theirs for c in merged.conflicts)
        assert all(f"<p>{word}</p>" in said for word in new)
