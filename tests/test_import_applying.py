"""Between deciding and applying, others may be quicker; one bad document harms no other."""

from __future__ import annotations

import pytest

from articles.importing import running
from articles.importing.applying import apply
from articles.importing.found import Found
from articles.importing.options import Options
from articles.importing.planning import Decision, plan
from articles.importing.terms import Terms
from articles.models import Article, Edition, ImportItem, Tag
from articles.verifying import faults
from tests import world

pytestmark = pytest.mark.django_db
OPTIONS = Options(publish=True)


def found(name: str, **fields: object) -> Found:
    document = world.make_document(**{"headline": f"Story {name}", **fields})
    return Found(path=name, sha256="", source_id=name, document=document, digest=document.digest)


def carry_out(decisions: list[Decision]) -> list[str]:
    apply(running.begin(OPTIONS), decisions, OPTIONS, Terms())
    return [str(decision.verdict) for decision in decisions]


def test_what_the_database_refuses_is_rejected_and_the_others_stand() -> None:
    decisions = plan([found("a"), found("b"), found("c")], OPTIONS)
    world.make_article(headline="Quicker", identity={"source": "files", "source_id": "b"})

    assert carry_out(decisions) == ["created", "rejected", "created"]
    assert Article.objects.filter(source_digest__gt="").count() == 2
    assert "refused" in ImportItem.objects.get(path="b").reason
    assert not list(faults())


def test_a_term_erased_in_the_meantime_is_made_again(committed: None) -> None:
    terms, run = Terms(), running.begin(OPTIONS)
    decisions = plan([found("a", tags=("gone",)), found("b", tags=("gone",))], OPTIONS)
    terms.learn([decision.document for decision in decisions])
    Tag.objects.all().delete()

    apply(run, decisions, OPTIONS, terms)

    run.refresh_from_db()
    assert (run.counts, run.total) == ({"created": 2}, 2)
    assert Tag.objects.get().article_tags.count() == 2


def test_an_editor_who_was_quicker_is_not_overwritten() -> None:
    carry_out(plan([found("a")], OPTIONS))
    decisions = plan([found("a", dek="From the source.")], OPTIONS)
    world.rewrite(Article.objects.get(), dek="From the desk.")

    assert carry_out(decisions) == ["held"]
    assert Article.objects.get().dek == "From the desk."


def test_a_story_without_words_stays_a_draft_and_says_so() -> None:
    decisions = plan([found("a", body="")], OPTIONS)

    assert carry_out(decisions) == ["created"]
    assert Article.objects.never_published().exists()
    assert "Not published" in ImportItem.objects.get().problems[0]["message"]


@pytest.mark.parametrize("status", ["draft", "private", "trash", "scheduled"])
def test_what_the_source_keeps_from_readers_stays_a_draft(status: str) -> None:
    document = world.make_document()
    one = Found(
        path="a",
        sha256="",
        source_id="a",
        document=document,
        digest=document.digest,
        status=status,
    )

    carry_out(plan([one], OPTIONS))

    assert Article.objects.never_published().exists()


def test_what_an_editor_has_begun_to_change_is_not_published() -> None:
    apply(running.begin(Options()), plan([found("a")], Options()), Options(), Terms())
    decisions = plan([found("a")], OPTIONS)
    article = world.rewrite(Article.objects.get(), dek="Half a sen")

    assert carry_out(decisions) == ["unchanged"]
    assert not Edition.log.exists()
    assert article.touched
