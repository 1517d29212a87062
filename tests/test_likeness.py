"""Have we run this already? What is alike is found, at import and on the desk, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from articles import likeness, resembling
from articles.likeness import shares, shingles
from articles.models import Article, ImportItem, Resemblance
from articles.models.resemblance import Judgement
from articles.resembling import settling
from tests import importing, world

STORY = (
    "<p>Councillors voted late on Tuesday to spend four million crowns on raising the"
    " barrier that failed during the February surge, after engineers told them the southern"
    " gate had been rusting since before most of those present were elected.</p>"
    "<p>Residents of Lower Sallow filled the gallery and heard the harbour engineer, Odile"
    " Marchbanks, describe how the pumps were started by hand with a crank borrowed from the"
    " maritime museum, while water stood against the school railings.</p>"
    "<p>Work begins once the equinox tides have passed, and contractors must finish before"
    " autumn storms return; penalties double with every week of delay, officials said.</p>"
)
OTHER = (
    "<p>The cannery on Gannet Street will reopen under its former workers, who have bought"
    " the machinery for a single crown and persuaded the credit union to lend the remainder"
    " against eighteen months of promised orders from hospitals inland.</p>"
    "<p>Forewoman Tamsin Orrell said the first herring would be packed before Christmas if"
    " inspectors approved the boilers, which were last lit when her mother worked there.</p>"
)
CHINESE = (
    "<p>港務局週日宣布，最後一班渡輪已經離開舊碼頭，船上共有十一名乘客。工程師指出南側閘門多年來"
    "一直生鏽，議會必須在秋季風暴來臨之前完成修復工程，否則罰款將逐週加倍。</p>"
)


def text_of(html: str) -> str:
    return html.replace("<p>", "").replace("</p>", "\n\n")


def seeds(folder: Path, **bodies: str) -> None:
    importing.write(
        folder,
        **{name: f" date 2024-02-25 {text_of(body)}" for name, body in bodies.items()},
    )


def pairs() -> set[tuple[int, int]]:
    return set(Resemblance.objects.values_list("article_id", "other_id"))


def entered() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_shingle")
        return int(cursor.fetchone()[0])


def test_marks_capitals_and_punctuation_make_no_difference() -> None:
    marked = STORY.replace(";", " …").replace("harbour eng", "<em>HARBOUR</em>&nbsp;“eng")

    assert shares(shingles(STORY), shingles(marked)) == (1.0, 1.0)
    assert likeness.wording(STORY) == likeness.wording(marked)


def test_a_figure_that_differs_is_another_wording() -> None:
    assert likeness.wording("<p>12 dead</p>") != likeness.wording("<p>13 dead</p>")


def test_what_is_cut_stands_in_the_whole_and_the_whole_only_half_in_it() -> None:
    whole, part = shingles(STORY + OTHER), shingles(OTHER)

    of_whole, of_part = shares(whole, part)

    assert of_part == 1.0
    assert 0.3 < of_whole < 0.6


def test_scripts_without_spaces_are_compared_by_the_letter() -> None:
    edited = CHINESE.replace("十一名", "十二名")

    assert shingles(CHINESE).span == likeness.shingles("").span + 4
    assert 0.8 < shares(shingles(CHINESE), shingles(edited)).of_one < 1.0


def test_a_text_of_a_line_is_like_nothing() -> None:
    assert shingles("<p>Corrections and clarifications appear on page two.</p>").sketch == ()


@pytest.mark.django_db
class TestImporting:
    def test_the_same_words_under_another_date_are_a_duplicate(self, tmp_path: Path) -> None:
        known = world.make_article(body=STORY)
        seeds(tmp_path / "in", a=STORY.upper().replace("<P>", "<p>").replace("</P>", "</p>"))

        report = importing.bring(tmp_path / "in")

        assert report["counts"] == {"duplicate": 1}
        assert report["items"][0]["article"] == known.pk
        assert "Word for word" in report["items"][0]["reason"]

    def test_nearly_the_same_is_created_with_a_warning_and_a_pair(self, tmp_path: Path) -> None:
        known = world.make_article(body=STORY, headline="Barrier")
        seeds(tmp_path / "in", a=STORY.replace("Tuesday", "Wednesday"))

        report = importing.bring(tmp_path / "in")

        item = ImportItem.objects.get()
        assert report["counts"] == {"created": 1}
        assert "% of this stands in “Barrier” already." in item.problems[0]["message"]
        assert pairs() == {(item.article_id, known.pk)}

    def test_an_unrelated_story_is_created_without_a_word(self, tmp_path: Path) -> None:
        world.make_article(body=STORY)
        seeds(tmp_path / "in", a=OTHER)

        report = importing.bring(tmp_path / "in")

        assert report["items"][0]["problems"] == []
        assert not pairs()

    def test_two_of_one_batch_find_each_other(self, tmp_path: Path) -> None:
        late = STORY.replace("four million", "nine million")
        seeds(tmp_path / "in", a=STORY, b=late, c=STORY + "<p></p>")

        rehearsed = importing.bring(tmp_path / "in", dry_run=True)
        report = importing.bring(tmp_path / "in")

        assert rehearsed["counts"] == report["counts"] == {"created": 2, "duplicate": 1}
        first, second = Article.objects.order_by("pk").values_list("pk", flat=True)
        assert pairs() == {(second, first)}

    def test_a_batch_asks_as_often_for_many_as_for_few(
        self, tmp_path: Path, django_assert_max_num_queries
    ) -> None:
        world.make_article(body=STORY)
        many = {f"s{n}": f"<p>Number {n * 7919} came first.</p>{STORY}" for n in range(30)}
        seeds(tmp_path / "in", **many)

        with django_assert_max_num_queries(32):
            report = importing.bring(tmp_path / "in")

        assert report["counts"] == {"created": 30}


@pytest.mark.django_db
class TestKeeping:
    def test_a_rewritten_story_is_found_by_its_new_words_and_no_more_by_the_old(self) -> None:
        article = world.rewrite(world.make_article(body=STORY), body=OTHER)

        assert entered() == likeness.KEPT
        assert pairs() == set()
        from_old = world.make_article(body=STORY)
        assert [one.article_id for one in found(from_old)] == []
        assert [one.article_id for one in found(world.make_article(body=OTHER))] == [article.pk]

    def test_an_archive_older_than_the_index_is_entered_by_a_command(self) -> None:
        first = world.make_article(body=STORY)
        second = world.make_article(body=STORY.replace("Tuesday", "Monday"))
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM articles_shingle")
        out = StringIO()

        call_command("rebuild_likeness", pairs=True, stdout=out, stderr=StringIO())

        assert "Entered 2 articles" in out.getvalue()
        assert pairs() == {(second.pk, first.pk)}

    def test_what_has_settled_is_found_and_forgotten_as_before(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(settling, "RECENT", 0)
        monkeypatch.setattr(settling, "RUN", likeness.KEPT)
        article = world.make_article(body=STORY)

        assert (entered() < likeness.KEPT) == (connection.vendor == "sqlite")
        assert [one.article_id for one in found(world.make_article(body=STORY))] == [article.pk]
        world.rewrite(article, body=OTHER)
        assert article.pk not in [one.article_id for one in found(world.make_article(body=STORY))]

    def test_a_judgement_outlives_what_finds_the_pair_again(self) -> None:
        first = world.make_article(body=STORY)
        second = world.make_article(body=STORY.replace("Tuesday", "Monday"))
        list(resembling_rebuilt())
        Resemblance.objects.update(judgement=Judgement.COINCIDENCE)

        list(resembling_rebuilt())

        assert Resemblance.objects.get().judgement == Judgement.COINCIDENCE
        assert pairs() == {(second.pk, first.pk)}

    def test_what_every_story_ends_with_makes_no_two_alike(self) -> None:
        ending = "<p>Additional reporting by the staff of the Tidewater Gazette newsroom.</p>"
        for number in range(60):
            body = "".join(
                f"<p>{w}{number} stood beside {w * 2}{number} yesterday.</p>" for w in WORDS
            )
            world.make_article(body=body + ending)

        assert not [one for article in Article.objects.all()[:3] for one in found(article)]


WORDS = ("harbour", "barrier", "lantern", "cannery", "herring", "council", "engine", "pontoon")


def found(article: Article) -> list[resembling.Alike]:
    return resembling.alike(article.body, besides=article.pk)


def resembling_rebuilt() -> Iterator[int]:
    return resembling.rebuild(pairs=True)
