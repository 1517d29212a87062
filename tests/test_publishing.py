"""Publishing is a statement about time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from articles import clock, holding, publishing
from articles.models import Article, Edition
from articles.models.edition import FOREVER
from articles.publishing import NotPublishable
from articles.verifying import faults
from tests import world

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)


def soon(hours: float = 1) -> datetime:
    return timezone.now() + hours * HOUR


def headline_at(instant: datetime) -> str | None:
    with clock.stopped_at(instant):
        edition = Edition.objects.first()
    return edition.headline if edition else None


def test_what_is_published_is_live_at_once() -> None:
    edition = world.make_edition()

    assert Edition.objects.get() == edition
    assert (edition.live_until, edition.updated_at) == (FOREVER, None)


def test_a_draft_is_in_no_edition() -> None:
    world.make_article()

    assert not Edition.log.exists()


def test_editing_a_live_article_touches_nothing_readers_see() -> None:
    edition = world.make_edition()

    world.rewrite(edition.article, headline="Rewritten")

    assert Edition.objects.get().headline == "Last ferry leaves the quay"


def test_publishing_again_replaces_what_readers_see_and_dates_the_update() -> None:
    first = world.make_edition()
    world.rewrite(first.article, headline="Rewritten")

    second = publishing.publish(first.article_id, by=None)

    assert Edition.objects.get() == second
    assert second.published_at == first.published_at
    assert second.updated_at == second.live_from


def test_a_minor_change_moves_no_date() -> None:
    first = world.make_edition()
    world.rewrite(first.article, dek="A comma.")

    second = publishing.publish(first.article_id, by=None, minor=True)

    assert second.updated_at is None


def test_a_scheduled_story_appears_at_its_second() -> None:
    at = soon()
    publishing.schedule(world.make_article().pk, at, by=None)

    assert headline_at(at - SECOND) is None
    assert headline_at(at) == "Last ferry leaves the quay"


def test_a_scheduled_change_replaces_the_live_text_at_its_second() -> None:
    live, at = world.make_edition(), soon()
    world.rewrite(live.article, headline="Tomorrow’s headline")
    publishing.schedule(live.article_id, at, by=None)

    assert headline_at(at - SECOND) == "Last ferry leaves the quay"
    assert headline_at(at) == "Tomorrow’s headline"


def test_cancelling_a_schedule_keeps_what_is_live_for_good() -> None:
    live, at = world.make_edition(), soon()
    world.rewrite(live.article, headline="Tomorrow’s headline")
    publishing.schedule(live.article_id, at, by=None)

    publishing.cancel(live.article_id, by=None)

    assert headline_at(at + HOUR) == "Last ferry leaves the quay"
    assert Edition.log.count() == 2


def test_cancelling_a_schedule_brings_back_an_expiry() -> None:
    live, at, expiry = world.make_edition(until=soon(9)), soon(), soon(9)
    publishing.schedule(live.article_id, at, by=None)

    publishing.cancel(live.article_id, by=None)

    assert headline_at(at) is not None
    assert headline_at(expiry + SECOND) is None


def test_cancelling_what_was_to_replace_it_for_an_hour_leaves_it_without_an_end() -> None:
    live, at = world.make_edition(), soon()
    publishing.schedule(live.article_id, at, by=None, until=soon(2))

    publishing.cancel(live.article_id, by=None)

    assert headline_at(soon(3)) is not None


def test_cancelling_what_was_to_follow_an_expiry_prolongs_nothing() -> None:
    live = world.make_edition(until=soon())
    publishing.schedule(live.article_id, live.live_until, by=None)

    publishing.cancel(live.article_id, by=None)

    assert headline_at(live.live_until) is None


def test_withdrawing_later_than_an_expiry_prolongs_nothing() -> None:
    live = world.make_edition(until=soon())

    publishing.withdraw(live.article_id, by=None, at=soon(2))

    assert headline_at(live.live_until) is None


def test_publishing_now_takes_the_place_of_what_was_scheduled() -> None:
    article, at = world.make_article(), soon()
    publishing.schedule(article.pk, at, by=None)
    world.rewrite(article, headline="Brought forward")

    publishing.publish(article.pk, by=None)

    assert headline_at(at) == "Brought forward"


def test_the_past_cannot_be_scheduled() -> None:
    with pytest.raises(NotPublishable, match="has passed"):
        publishing.schedule(world.make_article().pk, soon(-1), by=None)


def test_an_expiry_bites_at_its_second() -> None:
    until = soon()
    world.make_edition(until=until)

    assert headline_at(until - SECOND) is not None
    assert headline_at(until) is None


def test_an_expiry_before_the_beginning_is_refused() -> None:
    with pytest.raises(NotPublishable, match="end before it begins"):
        world.make_edition(at=soon(2), until=soon(1))


def test_withdrawing_takes_the_story_from_readers_and_keeps_the_record() -> None:
    edition = world.make_edition()

    publishing.withdraw(edition.article_id, by=None, reason="Published in error.")

    assert not Edition.objects.exists()
    assert Edition.log.get().end_reason == "Published in error."


def test_withdrawing_cancels_what_is_scheduled() -> None:
    live, at = world.make_edition(), soon()
    publishing.schedule(live.article_id, at, by=None)

    publishing.withdraw(live.article_id, by=None)

    assert headline_at(at + SECOND) is None


def test_what_was_never_published_cannot_be_withdrawn() -> None:
    with pytest.raises(NotPublishable, match="not published"):
        publishing.withdraw(world.make_article().pk, by=None)


def test_what_did_readers_see_at_an_instant() -> None:
    first = world.make_edition()
    between = timezone.now()
    world.rewrite(first.article, headline="Later")
    publishing.publish(first.article_id, by=None)

    assert headline_at(first.live_from - SECOND) is None
    assert headline_at(between) == "Last ferry leaves the quay"
    assert headline_at(timezone.now()) == "Later"


def test_an_embargo_is_a_floor() -> None:
    article = world.make_article(identity={"embargo_until": soon(2)})

    with pytest.raises(NotPublishable, match="Under embargo until"):
        publishing.publish(article.pk, by=None)
    with pytest.raises(NotPublishable, match="Under embargo until"):
        publishing.schedule(article.pk, soon(1), by=None)
    publishing.schedule(article.pk, soon(3), by=None)

    assert not Edition.objects.exists()


def test_the_database_itself_holds_an_embargo() -> None:
    edition = world.make_edition()
    Article.objects.update(embargo_until=soon(2))
    publishing.withdraw(edition.article_id, by=None)
    forged = Edition.log.get()
    forged.pk, forged.live_from, forged.live_until = 1, timezone.now(), FOREVER
    forged._state.adding = True

    with pytest.raises(DatabaseError), transaction.atomic():
        forged.save(force_insert=True)


def test_the_database_itself_refuses_overlapping_intervals() -> None:
    edition = world.make_edition(until=soon(2))
    forged = Edition.log.get()
    forged.pk, forged.path = 1, "elsewhere"
    forged.live_from, forged.live_until = edition.live_from + HOUR, edition.live_until + HOUR
    forged._state.adding = True

    with pytest.raises(DatabaseError), transaction.atomic():
        forged.save(force_insert=True)


def test_an_embargo_cannot_be_laid_on_what_readers_see() -> None:
    edition = world.make_edition()

    with pytest.raises(NotPublishable, match="withdraw it first"):
        holding.embargo(edition.article_id, soon(), by=None)


def test_an_embargo_cannot_be_laid_across_a_schedule() -> None:
    article = world.make_article()
    publishing.schedule(article.pk, soon(1), by=None)

    with pytest.raises(NotPublishable, match="cancel or move it"):
        holding.embargo(article.pk, soon(2), by=None)


def test_what_readers_see_cannot_be_spiked() -> None:
    with pytest.raises(NotPublishable, match="withdraw it first"):
        holding.spike(world.make_edition().article_id, by=None)


def test_what_is_spiked_is_not_published() -> None:
    article = world.make_article()
    holding.spike(article.pk, by=None)

    with pytest.raises(NotPublishable, match="spiked"):
        publishing.publish(article.pk, by=None)


def test_a_published_headline_is_accepted() -> None:
    edition = world.make_edition(headline="Working", headline_derived=True)

    assert not Article.objects.get().headline_derived
    assert not edition.revision.document.headline_derived


def test_the_slug_is_minted_at_publication_and_kept() -> None:
    edition = world.make_edition()
    world.rewrite(edition.article, headline="Something else entirely")

    again = publishing.publish(edition.article_id, by=None)

    assert (edition.slug, again.path) == ("last-ferry-leaves-the-quay", edition.path)


def test_two_stories_of_one_headline_and_day_get_two_addresses() -> None:
    first, second = world.make_edition(), world.make_edition()

    assert second.path == f"{first.path}-2"


def test_an_address_already_taken_is_refused_when_an_editor_chose_it() -> None:
    world.make_edition(slug="ferry")

    with pytest.raises(NotPublishable, match="another slug"):
        world.make_edition(slug="ferry", headline="Another")


def test_an_imported_story_keeps_its_own_date() -> None:
    edition = world.make_edition(dated=date(2024, 2, 25))

    assert edition.path.startswith("2024/02/25/")
    assert edition.published_day_only
    assert edition.live_from > edition.published_at


def test_a_date_in_the_future_is_not_shown_before_it_comes() -> None:
    edition = world.make_edition(dated=datetime(2099, 1, 1, tzinfo=UTC))

    assert edition.published_at == edition.live_from
    assert not edition.published_day_only


def test_a_story_without_words_is_not_publishable() -> None:
    with pytest.raises(NotPublishable, match="the body is empty"):
        world.make_edition(headline="", body="")


def test_a_refused_publication_leaves_the_schedule_intact() -> None:
    article, at = world.make_article(), soon()
    publishing.schedule(article.pk, at, by=None)
    world.rewrite(article, body="")

    with pytest.raises(NotPublishable):
        publishing.publish(article.pk, by=None)

    assert headline_at(at) == "Last ferry leaves the quay"


def test_an_edition_cannot_be_deleted() -> None:
    edition = world.make_edition()

    with pytest.raises(Exception, match="kept for ever"):
        edition.delete()
    with pytest.raises(Exception, match="kept for ever"):
        Edition.log.all().delete()


def test_it_is_on_record_who_published(publisher: User) -> None:
    edition = publishing.publish(world.make_article().pk, by=publisher)

    assert edition.published_by_name == "piers"


def test_newer_news_has_higher_keys_whatever_the_order_of_publishing() -> None:
    new = world.make_edition(headline="New", dated=date(2025, 5, 2))
    old = world.make_edition(headline="Old", dated=date(2025, 5, 1))

    assert list(Edition.objects.newest()) == [new, old]


@pytest.mark.postgres
def test_stories_of_one_second_published_at_once_are_all_published(committed: None) -> None:
    keys = [world.make_article(headline=f"Story {n}", dated=date(2024, 2, 25)).pk for n in range(6)]

    def publish(key: int) -> int:
        try:
            return publishing.publish(key, by=None).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(keys)) as pool:
        editions = list(pool.map(publish, keys))

    assert len(set(editions)) == len(keys)


def test_all_of_this_leaves_history_whole() -> None:
    edition = world.make_edition()
    world.rewrite(edition.article, headline="Later", tags=("ferries",))
    publishing.schedule(edition.article_id, soon(), by=None)
    publishing.withdraw(edition.article_id, by=None)
    publishing.publish(edition.article_id, by=None)

    assert not list(faults())
