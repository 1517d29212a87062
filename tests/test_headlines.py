"""Working headlines: a clause and not a cut-off, the subject kept, nothing dangling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.documents import Document
from articles.headlines import LONGEST, candidates, derive
from articles.headlines.words import NEVER_LAST
from articles.readers import seed_text

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "seedtext"
SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@pytest.mark.parametrize(
    ("lede", "headline"),
    [
        (
            "As the streets of Iran buzz with the usual pre-election fervor, a different kind of"
            " energy seems to be taking hold this time around.",
            "A different kind of energy seems to be taking hold this time around",
        ),
        (
            "Harker’s Cannery, which has packed fish on the Ropewalk since 1887, is to close on"
            " 27 June.",
            "Harker’s Cannery is to close on 27 June",
        ),
        (
            "A man who stole nine outboard motors from boats at the Upper Quay was arrested when"
            " the sandbank went under water, magistrates heard on Wednesday.",
            "A man was arrested when the sandbank went under water",
        ),
        (
            "Pupils who live in the Old Town and go to Ropewalk School will be able to cross on the"
            " ferry for £1 a day under a scheme announced on Tuesday by the council.",
            "Pupils will be able to cross on the ferry for £1 a day under a scheme",
        ),
        (
            "More than 200 people were feared dead after a ferry capsized in the Java Sea, rescuers"
            " said on Sunday.",
            "More than 200 people were feared dead after a ferry capsized in the Java Sea",
        ),
        (
            "According to a new report by the World Bank, global growth will slow to 2.4 percent"
            " this year.",
            "Global growth will slow to 2.4 percent this year",
        ),
        ("Having won the toss, England chose to bat.", "England chose to bat"),
        ("Snow fell.", "Snow fell"),
    ],
)
def test_the_main_clause_of_the_lede_is_the_headline(lede: str, headline: str) -> None:
    assert derive(lede, "en") == headline


@pytest.mark.parametrize(
    "lede",
    [
        "KELMOUTH — Chandler’s Bridge was closed to all traffic on Monday.",
        "KELMOUTH, Feb. 25 (Agency) — Chandler’s Bridge was closed to all traffic.",
        "Kelmouth (Agency) - Chandler’s Bridge was closed to all traffic.",
    ],
)
def test_a_dateline_is_no_part_of_a_headline(lede: str) -> None:
    assert derive(lede, "en") == "Chandler’s Bridge was closed to all traffic"


def test_another_sentence_is_taken_where_the_first_says_nothing_by_itself() -> None:
    text = "It was over in a minute. The council voted by nine to two to close the bridge."

    assert derive(text, "en") == "The council voted by nine to two to close the bridge"


@pytest.mark.parametrize(
    ("language", "lede", "headline"),
    [
        (
            "fr",
            "Alors que les rues bruissent de ferveur, une énergie différente semble s’installer"
            " cette fois-ci, disent les habitants.",
            "Une énergie différente semble s’installer cette fois-ci, disent les habitants",
        ),
        (
            "de",
            "Während die Straßen vom üblichen Wahlfieber erfüllt sind, scheint sich diesmal eine"
            " andere Art von Energie breitzumachen. Die Regierung rief zur Wahl auf.",
            "Die Regierung rief zur Wahl auf",
        ),
        (
            "fa",
            "هرچند خیابان‌ها شلوغ است، این بار انرژی متفاوتی شکل گرفته است.",
            "این بار انرژی متفاوتی شکل گرفته است",
        ),
        (
            "ar",
            "بينما تضج الشوارع بالحماس، يبدو أن طاقة مختلفة تترسخ هذه المرة.",
            "يبدو أن طاقة مختلفة تترسخ هذه المرة",
        ),
        (
            "zh",
            "随着街头弥漫着选举前的热情，一种不同的能量正在形成。政府呼吁投票。",
            "一种不同的能量正在形成",
        ),
        (
            "ja",
            "街が選挙前の熱気に包まれる中、今回は異なるエネルギーが広がっている。",
            "今回は異なるエネルギーが広がっている",
        ),
        (
            "hi",
            "जबकि सड़कें गूंज रही हैं, इस बार एक अलग ऊर्जा दिखाई दे रही है।",
            "इस बार एक अलग ऊर्जा दिखाई दे रही है",
        ),
    ],
)
def test_other_languages_are_cut_at_their_own_clauses(
    language: str, lede: str, headline: str
) -> None:
    assert derive(lede, language) == headline


def test_three_candidates_are_offered_and_no_two_alike() -> None:
    document = Document(
        language="en",
        body="<p>The bridge was closed. The ferry was already full.</p>"
        "<h2>Nine Miles Round</h2><p>Nobody came.</p>",
    )

    assert candidates(document) == (
        "The bridge was closed",
        "The ferry was already full",
        "Nine Miles Round",
    )


def test_an_empty_story_has_no_candidates() -> None:
    assert candidates(Document()) == ()


def ledes() -> list[Path]:
    return sorted([*CORPUS.glob("*.txt"), *SEEDS.rglob("*.txt")])


@pytest.mark.parametrize("path", ledes(), ids=lambda path: path.stem)
def test_a_real_lede_gives_a_headline_a_desk_could_use(path: Path) -> None:
    (reading,) = seed_text.read(path.read_bytes())

    assert reading.document
    for headline in candidates(reading.document):
        assert 0 < len(headline) <= LONGEST
        assert not re.search(r"[,;:.–—-]$", headline) or headline.endswith(("U.S", "D.C"))
        assert headline.split()[-1].lower() not in NEVER_LAST
        assert headline[0] == headline[0].upper()


@given(st.text(max_size=600), st.sampled_from(["", "en", "de", "fa", "zh", "th"]))
def test_any_text_gives_a_headline_that_fits(text: str, language: str) -> None:
    assert len(derive(text, language)) <= LONGEST
