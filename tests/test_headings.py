"""Headings: told from short paragraphs by how they are set and where they stand."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from articles.readers.blocks import read_blocks
from articles.readers.headings import find_headings

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus" / "seedtext"
BEFORE = "The harbour bridge was closed on Monday after engineers found a crack in its girder."
AFTER = "The council will meet on Thursday evening to decide what is to be done about the bridge."


def headings(text: str) -> list[str]:
    blocks = read_blocks(text.split("\n"))
    return [blocks[at].text for at in sorted(find_headings(blocks))]


def between(line: str, before: str = BEFORE, after: str = AFTER) -> list[str]:
    return headings(f"{before}\n\n{line}\n\n{after}")


@pytest.mark.parametrize(
    "line",
    [
        "A Public Call for Revolution",
        "Regime's Response to Dissent",
        "What Happens Next?",
        "What happens next?",
        "The Road Ahead:",
        "Summary:",
        "Benefits",
        "Building in digital modernizations",
        "WHAT THE COUNCIL SAID",
        "1. Choose Your Words Wisely",
        "2) Build a strong coalition of support",
        "III. The Closure",
        "Seeing Is Believing!",
        "Moving to the U.S.",
        "‘Not a Seafaring Man’",
        "Problem 1: Homepage Gives No Starting Point",
        "Don’t Make It Personal",
        "iPhone Sales Rise",
        "Réponse du gouvernement",
        "Die Antwort der Regierung",
        "Ответ правительства",
    ],
)
def test_a_line_set_as_a_heading_between_paragraphs_is_one(line: str) -> None:
    assert between(line) == [line]


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        (
            "خیابان‌ها پر شده است و مردم در انتظار نتیجه هستند.",
            "واکنش حکومت به اعتراض",
            "مقام‌های کشور مردم را به شرکت در انتخابات فراخوانده‌اند و در تلاش‌اند که مشروعیت بیابند.",
        ),
        (
            "امتلأت الشوارع بالناس الذين ينتظرون النتيجة.",
            "رد الحكومة على الاحتجاج",
            "دعت السلطات المواطنين إلى المشاركة في الانتخابات في محاولة لإضفاء الشرعية عليها.",
        ),
        ("街头挤满了等待结果的人们。", "政府的回应", "当局正在积极鼓励公众参与即将举行的选举。"),
        (
            "街は結果を待つ人々でいっぱいだ。",
            "政府の対応",
            "当局は選挙への参加を市民に呼びかけている。",
        ),
        (
            "सड़कें नतीजे का इंतज़ार कर रहे लोगों से भरी हैं।",
            "सरकार की प्रतिक्रिया",
            "अधिकारी आगामी चुनावों में जनता की भागीदारी को सक्रिय रूप से प्रोत्साहित कर रहे हैं।",
        ),
    ],
)
def test_scripts_without_capitals_are_told_by_length_and_place(
    before: str, line: str, after: str
) -> None:
    assert between(line, before, after) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The bridge is shut.",
        "Nobody was hurt, and",
        "“We had no choice,” said Mrs Lyle",
        "“We had no choice.”",
        "— Constance Lyle, Captain of the Tower",
        "- One Thing",
        "Photo: The Bridge at Dawn",
        "Photo by Ada Lovelace",
        "Read More: The Story of the Bridge",
        "https://example.org/bridge",
        "Write to desk@example.org",
        "9:30 am - Tech Check",
        "Submissions are due by March 23, 2023",
        "Dress rehearsals: June 5 - 9, 2023",
        "The American Red Cross also offers a number of apps including",
        "This may include:",
        "So how do we make it easier for people to care about it?",
        "Advertisement",
        "(Picture: The Agency)",
        "and then it was over",
        "Pro tip: many of these can be combined!",
    ],
)
def test_a_short_paragraph_that_is_no_heading_stays_one(line: str) -> None:
    assert between(line) == []


def test_a_name_under_a_quotation_is_an_attribution() -> None:
    assert between("Constance Lyle", before="“We shall leave the gaps and count.”") == []


def test_a_heading_may_be_the_last_block() -> None:
    assert headings(f"{BEFORE}\n\nWhat Happens Next") == ["What Happens Next"]


def test_two_headings_may_stand_in_a_row() -> None:
    found = headings(f"{BEFORE}\n\nThe Closure\n\nNine Miles Round\n\n{AFTER}")

    assert found == ["The Closure", "Nine Miles Round"]


def test_of_many_short_lines_in_a_row_only_the_first_may_be_one() -> None:
    lines = "\n\n".join(["The Winners", "Ada Lovelace", "Grace Hopper", "Hedy Lamarr"])

    assert headings(f"{BEFORE}\n\n{lines}\n\n{AFTER}") == ["The Winners"]


def test_a_heading_right_above_its_paragraph_is_one() -> None:
    assert headings(f"{BEFORE}\nThe Closure\n{AFTER}") == ["The Closure"]


def test_a_detail_under_a_heading_is_none() -> None:
    found = headings(f"{BEFORE}\n\nMetadata\n\nCustom Event: Script Errors\n\n{AFTER}")

    assert found == ["Metadata"]


def test_an_interviewers_questions_are_none_beside_titles() -> None:
    questions = "\n\n".join([f"How did it begin?\n\n{AFTER}", f"What was it like?\n\n{AFTER}"])

    found = headings(f"{BEFORE}\n\nThe Story\n\n{questions}\n\nFixing the Problem\n\n{AFTER}")

    assert found == ["The Story", "Fixing the Problem"]


def test_a_story_is_never_headings_alone() -> None:
    assert headings("Just a Title") == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here")
def test_real_stories_give_up_their_headings() -> None:
    found, there, claimed = 0, 0, 0
    for line in (CORPUS / "expected.jsonl").read_text().splitlines():
        story = json.loads(line)
        text = (CORPUS / story["source"]).read_text()
        made = Counter(headings(re.sub(r"^ date \S+ ", "", text)))
        expected = Counter(story["headings"])
        found += (made & expected).total()
        there += expected.total()
        claimed += made.total()

    assert found / claimed >= 0.95
    assert found / there >= 0.95
