"""Slugs: readable, safe in an address, never empty, never alike."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.slugs import LONGEST, RESERVED, distinct, rivals, slugify, stated

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"


@pytest.mark.parametrize(
    ("headline", "language", "slug"),
    [
        ("A Public Call for Revolution", "en", "a-public-call-for-revolution"),
        ("Don’t stop: it's 5% & rising", "en", "dont-stop-its-5-rising"),
        ("U.S. and C.I.A. agree", "en", "us-and-cia-agree"),
        ("Straßenfest über der Brücke", "de", "strassenfest-ueber-der-bruecke"),
        ("Ü i Sverige: Åre, Ängö", "sv", "u-i-sverige-are-ango"),
        ("Møde på Ærø", "da", "moede-paa-aeroe"),
        ("L’été à l'Élysée", "fr", "l-ete-a-l-elysee"),
        ("Łódź świętuje", "pl", "lodz-swietuje"),
        ("İstanbul’da ışık", "tr", "istanbulda-isik"),
        ("Việt Nam bầu cử", "vi", "viet-nam-bau-cu"),
        ("Выборы в России", "ru", "vybory-v-rossii"),
        ("Вибори в Києві", "uk", "vybory-v-kyievi"),
        ("Οι δρόμοι της Αθήνας", "el", "oi-dromoi-tis-athinas"),
        ("हिन्दी समाचार", "hi", "hindi-samachar"),
        ("انتخابات مجلس؛ خیابان‌ها", "fa", "انتخابات-مجلس-خیابان-ها"),
        ("مُنَاقَشَةُ سُبُلِ", "ar", "مناقشة-سبل"),
        ("伊朗议会选举：街头的声音", "zh", "伊朗议会选举-街头的声音"),
        ("オリンピック、東京で", "ja", "オリンピック-東京で"),
        ("Ｆｕｌｌ　１２", "ja", "full-12"),
    ],
)
def test_a_headline_becomes_words_and_hyphens(headline: str, language: str, slug: str) -> None:
    assert slugify(headline, language) == slug


@pytest.mark.parametrize("word", ["admin", "Feed", "SEARCH!", "static", "tag", "sitemap"])
def test_a_reserved_word_gets_an_ending(word: str) -> None:
    assert slugify(word).endswith("-1")
    assert slugify(word) not in RESERVED


@pytest.mark.parametrize("headline", ["", "…", "🎉🎉", "\ud800"])
def test_without_letters_it_is_a_short_hash(headline: str) -> None:
    assert re.fullmatch(r"item-[0-9a-f]{8}", slugify(headline))


def test_a_long_headline_is_cut_at_a_word() -> None:
    slug = slugify("Kelmouth Borough Council " * 9)

    assert len(slug) <= LONGEST
    assert slug.endswith(("kelmouth", "borough", "council"))


def test_the_next_number_not_taken_makes_a_slug_distinct() -> None:
    assert distinct("fish", set()) == "fish"
    assert distinct("fish", {"fish", "fish-2"}) == "fish-3"


def test_numbered_forms_stay_within_the_length() -> None:
    assert max(map(len, rivals("a" * LONGEST))) == LONGEST
    assert len(set(rivals("a" * LONGEST))) == len(rivals("fish"))


@given(st.text(max_size=400), st.sampled_from(["", "de", "da", "fr", "uk", "hi", "pt-BR"]))
def test_any_headline_gives_a_safe_slug(headline: str, language: str) -> None:
    slug = slugify(headline, language)

    assert re.fullmatch(r"\w+(?:-\w+)*", slug)
    assert "_" not in slug
    assert slug == unicodedata.normalize("NFC", slug).lower()
    assert len(slug) <= LONGEST + len("-1")


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_six_thousand_real_titles_give_distinct_slugs() -> None:
    lines = (CORPUS / "slugs" / "titles.jsonl").read_text().splitlines()
    taken: set[str] = set()
    for line in lines:
        taken.add(distinct(slugify(json.loads(line)["title"]), taken))

    assert len(taken) == len(lines)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (
            "a-slug-of-a-hundred-characters-" + "x" * 69,
            "a-slug-of-a-hundred-characters-" + "x" * 69,
        ),
        ("word-" * 25 + "end", "word-" * 19 + "word"),
        ("admin", "admin-1"),
        ("Not a Slug", "not-a-slug"),
    ],
)
def test_a_stated_slug_is_kept_as_far_as_its_column_goes(given: str, kept: str) -> None:
    assert stated(given) == kept
