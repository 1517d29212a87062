"""Writing on the desk: what is typed is saved, and nothing else changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import publishing
from articles.models import Article, Edition, Revision, Stage
from tests import desk, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


@pytest.fixture
def piers(client: Client, publisher: User) -> Client:
    client.force_login(publisher)
    return client


def fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def test_saving_an_untouched_form_makes_no_revision(wren: Client) -> None:
    article = world.make_article(
        kicker="Harbour", dateline="Kelmouth", slug="ferry", source_url="https://example.org/1"
    )
    before = article.document()

    answer = desk.write(wren, article)

    assert "The words did not change" in answer.text
    assert fresh(article).document() == before
    assert fresh(article).version == 1


def test_a_date_more_precise_than_its_field_survives_a_save(wren: Client) -> None:
    dated = datetime(2024, 2, 25, 14, 33, 7, 250, tzinfo=UTC)
    article = world.make_article(dated=dated)

    desk.write(wren, article, dek="Another dek.")

    assert fresh(article).document().dated == dated


def test_a_body_beyond_the_widgets_spelling_survives_a_save(wren: Client) -> None:
    body = (
        "<p>One <s>two</s> H<sub>2</sub>O.</p><aside><p>Said aloud.</p></aside>"
        '<ol start="3"><li>Third</li></ol><pre>a\n  b</pre><hr>'
    )
    article = world.make_article(body=body)

    desk.write(wren, article, headline="Another headline")

    assert fresh(article).body == body


def test_every_field_of_the_form_reaches_the_document(wren: Client) -> None:
    article = world.make_article()
    world.make_article(section="Council")

    desk.write(
        wren,
        article,
        headline="Typed",
        kicker="Exclusive",
        dek="One line.\r\nAnother.",
        dateline="Port Sallow",
        body="<p>New <b>words</b>.</p>",
        section="Council",
        tags=["2027", "ferries"],
        bylines=["Odo Fenn", "Mara Quill"],
        day="2026-05-01",
        hour="",
        language="cy",
        slug="Typed by hand",
        reason="Because.",
    )

    document = fresh(article).document()
    assert (document.headline, document.kicker) == ("Typed", "Exclusive")
    assert document.dek == "One line.\nAnother."
    assert document.dateline == "Port Sallow"
    assert document.body == "<p>New <strong>words</strong>.</p>"
    assert (document.section, document.tags) == ("Council", ("2027", "ferries"))
    assert document.bylines == ("Odo Fenn", "Mara Quill")
    assert document.dated == date(2026, 5, 1)
    assert (document.language, document.slug) == ("cy", "typed-by-hand")
    assert Revision.objects.latest_of(fresh(article)).reason == "Because."


def test_a_tag_typed_as_digits_is_a_name_and_never_a_key(wren: Client) -> None:
    article = world.make_article(tags=("ferries",))

    desk.write(wren, article, tags=["1"])

    assert fresh(article).document().tags == ("1",)


def test_names_can_be_typed_without_a_script(wren: Client) -> None:
    article = world.make_article(tags=("ferries",))

    desk.write(wren, article, tags=["ferries"], tags_typed="tides, Ferries")

    assert fresh(article).document().tags == ("ferries", "tides")


def test_a_headline_offered_is_accepted_by_one_button(wren: Client) -> None:
    article = world.make_article(headline_derived=True)
    assert 'name="accept"' in wren.get(desk.change(article)).text

    desk.write(wren, article, accept="Last ferry leaves the quay")

    document = fresh(article).document()
    assert document.headline == "Last ferry leaves the quay"
    assert not document.headline_derived


def test_a_working_headline_stays_one_while_other_fields_change(wren: Client) -> None:
    article = world.make_article(headline_derived=True)

    desk.write(wren, article, dek="Another.")

    assert fresh(article).headline_derived


def test_a_new_story_begins_with_its_first_revision(wren: Client, writer: User) -> None:
    form = desk.fields(wren.get(desk.ADD).text)

    wren.post(desk.ADD, form | {"headline": "Begun", "body": "<p>Words.</p>", "act": "review"})

    article = Article.objects.get()
    assert (article.headline, article.version, article.stage) == ("Begun", 1, Stage.IN_REVIEW)
    assert article.revisions.get().author == writer


def test_an_invalid_form_keeps_what_was_typed(wren: Client) -> None:
    article = world.make_article()

    answer = desk.write(wren, article, language="not a language", headline="Typed")

    assert "Not saved yet" in answer.text
    assert desk.fields(answer.text)["headline"] == "Typed"
    assert fresh(article).headline == "Last ferry leaves the quay"


def test_too_long_a_body_is_refused_and_not_sanitised_first(wren: Client) -> None:
    article = world.make_article()

    answer = desk.write(wren, article, body="<div>" * 300_000)

    assert "at most" in answer.text
    assert fresh(article).version == 1


def test_publish_saves_what_is_on_the_screen_and_gives_it_to_readers(piers: Client) -> None:
    article = world.make_article()

    desk.write(piers, article, headline="Seen by all", act="publish")

    assert Edition.objects.get().headline == "Seen by all"
    assert fresh(article).slug == "seen-by-all"


def test_editing_a_live_story_shows_readers_nothing_until_publish(piers: Client) -> None:
    article = world.make_edition().article

    answer = desk.write(piers, article, headline="Not yet")

    assert Edition.objects.get().headline == "Last ferry leaves the quay"
    assert "They do not see what was saved after it" in answer.text


def test_what_cannot_be_published_is_saved_and_says_why(piers: Client) -> None:
    article = world.make_article(body="")

    answer = desk.write(piers, article, dek="Kept.", act="publish")

    assert "Saved, but not published" in answer.text
    assert 'href="#field-body"' in answer.text
    assert fresh(article).dek == "Kept."
    assert not Edition.log.exists()


def test_a_story_is_scheduled_by_the_newsrooms_clock(piers: Client) -> None:
    article = world.make_article()

    answer = desk.write(piers, article, schedule_at="2100-06-01T08:30", act="schedule")

    assert Edition.log.get().live_from == datetime(2100, 6, 1, 8, 30, tzinfo=UTC)
    assert not Edition.objects.exists()
    assert "Scheduled for 2100-06-01 08:30 UTC" in answer.text


def test_a_schedule_without_an_instant_publishes_nothing(piers: Client) -> None:
    article = world.make_article()

    answer = desk.write(piers, article, schedule_at="", act="schedule")

    assert "Say when" in answer.text
    assert not Edition.log.exists()


def test_a_schedule_can_be_cancelled(piers: Client) -> None:
    article = world.make_article()
    desk.write(piers, article, schedule_at="2100-06-01T08:30", act="schedule")

    piers.post(desk.page(article, "cancel"))

    assert not Edition.log.scheduled(datetime(2099, 1, 1, tzinfo=UTC)).exists()


def test_a_story_is_withdrawn_with_a_public_reason(piers: Client) -> None:
    article = world.make_edition().article

    piers.post(desk.page(article, "withdraw"), {"reason": "The wrong player."})

    assert not Edition.objects.exists()
    assert Edition.log.get().end_reason == "The wrong player."


def test_a_colleagues_stage_is_not_taken_back_by_an_older_form(wren: Client) -> None:
    article = world.make_article()
    form = desk.opened(wren, article)
    Article.objects.filter(pk=article.pk).update(stage=Stage.READY)

    desk.saved(wren, article, form, dek="Mine.")

    assert fresh(article).stage == Stage.READY
    assert fresh(article).dek == "Mine."


def test_an_embargo_cannot_be_laid_on_what_readers_have(piers: Client) -> None:
    article = world.make_edition().article

    answer = desk.write(piers, article, embargo_until="2100-01-01T00:00")

    assert "withdraw it first" in answer.text
    assert fresh(article).embargo_until is None


def test_a_live_story_is_not_spiked(piers: Client) -> None:
    article = world.make_edition().article

    desk.write(piers, article, stage="spiked")

    assert fresh(article).stage == Stage.DRAFT


def test_publishing_refused_by_an_embargo_leaves_the_schedule_standing(piers: Client) -> None:
    article = world.make_article()
    until = datetime(2100, 1, 1, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(embargo_until=until)
    publishing.schedule(article.pk, until, by=None)

    answer = desk.write(piers, article, act="publish")

    assert "Under embargo" in answer.text
    assert Edition.log.get().live_from == until
