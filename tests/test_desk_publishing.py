"""Publishing from the form: at an instant, until an instant, moved, ended, and said beforehand."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import clock, publishing, rescheduling
from articles.models import Article, Edition, Notice
from articles.models.edition import FOREVER
from articles.publishing import NotPublishable
from tests import desk, world

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def client(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


def soon(hours: int) -> datetime:
    return timezone.now().replace(second=0, microsecond=0) + hours * HOUR


def typed(instant: datetime) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%dT%H:%M}"


def at(instant: datetime, address: str) -> tuple[int, str]:
    """What a reader is answered at that instant."""
    with clock.stopped_at(instant), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: instant)
        answer = Client().get(address)
    return answer.status_code, answer.text


def test_a_live_text_is_replaced_at_an_instant_while_it_is_edited_on(client: Client) -> None:
    first, later, end = world.make_edition(), soon(2), soon(4)
    address = first.get_absolute_url()

    desk.write(
        client, first.article, headline="Replacement", act="schedule", change="minor",
        schedule_at=typed(later), expire_at=typed(end),
    )  # fmt: skip
    desk.write(client, first.article, headline="Edited on", act="save")

    assert first.headline in at(later - SECOND, address)[1]
    assert "Replacement" in at(later, address)[1]
    assert at(end - SECOND, address)[0] == 200
    assert at(end, address)[0] == 410


def test_what_is_scheduled_moves_in_its_own_words(client: Client) -> None:
    article, later = world.make_article(), soon(2)
    publishing.schedule(article.pk, later, by=None, until=later + 5 * HOUR)
    world.rewrite(article, headline="Edited on")

    desk.write(client, article, act="move", schedule_at=typed(later + HOUR))

    moved = Edition.log.scheduled(timezone.now()).get()
    assert (moved.headline, moved.live_from) == (article.headline, later + HOUR)
    assert moved.live_until == later + 5 * HOUR


def test_moving_takes_along_what_readers_are_told(client: Client) -> None:
    first, later = world.make_edition(), soon(2)
    notice = Notice("correction", "It was eleven, not twelve.")
    publishing.schedule(first.article_id, later, by=None, notice=notice)

    desk.write(client, first.article, act="move", schedule_at=typed(later + HOUR))

    moved = Edition.log.scheduled(timezone.now()).get()
    assert [each["text"] for each in moved.corrections] == [notice.text]
    assert moved.updated_at == moved.live_from == later + HOUR


def test_an_end_is_set_shown_and_lifted(client: Client) -> None:
    edition, end = world.make_edition(), soon(3)

    desk.write(client, edition.article, act="expire", expire_at=typed(end))
    assert Edition.objects.get().live_until == end
    shown = desk.opened(client, edition.article)
    assert shown["expire_at"] == typed(end)

    desk.write(client, edition.article, act="publish", change="minor", dek="A comma.")
    assert Edition.objects.get().live_until == end
    desk.write(client, edition.article, act="expire", expire_at="")
    assert Edition.objects.get().live_until == FOREVER


@pytest.mark.parametrize("act", ["publish", "schedule", "expire"])
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(client: Client, act: str) -> None:
    article = world.make_edition().article
    when = {"schedule_at": typed(soon(2)), "expire_at": typed(soon(-2)), "change": "minor"}

    page = client.post(desk.change(article), desk.opened(client, article) | when | {"act": act})

    assert desk.fields(page.text)["expire_at"] == when["expire_at"]
    assert Edition.objects.get().live_until == FOREVER


def test_a_refused_publication_is_saved_and_keeps_the_instant_typed(client: Client) -> None:
    article = world.make_article(identity={"embargo_until": soon(9)})
    form = desk.opened(client, article)
    when = {"headline": "Typed", "schedule_at": typed(soon(2)), "act": "schedule"}

    page = client.post(desk.change(article), form | when)

    assert "Saved, but not published" in page.text
    again = desk.fields(page.text)
    assert (again["schedule_at"], again["base"]) == (when["schedule_at"], "2")
    late = client.post(
        desk.change(article), again | {"schedule_at": typed(soon(10)), "act": "schedule"}
    )
    assert late.status_code == 302
    assert Article.objects.get().version == 2 + 1  # its headline accepted, its slug minted


def test_the_reason_of_a_coming_withdrawal_outlives_what_is_published_meanwhile(
    client: Client,
) -> None:
    edition, end = world.make_edition(), soon(3)
    client.post(desk.page(edition.article, "withdraw"), {"reason": "By order.", "at": typed(end)})

    publishing.publish(edition.article_id, by=None, minor=True)
    assert "By order." in at(end, edition.get_absolute_url())[1]
    publishing.schedule(edition.article_id, end - HOUR, by=None)
    assert "By order." in at(end, edition.get_absolute_url())[1]
    publishing.cancel(edition.article_id, by=None)
    assert "By order." in at(end, edition.get_absolute_url())[1]
    assert at(end - SECOND, edition.get_absolute_url())[0] == 200


def test_the_page_says_what_will_happen_and_shows_the_line_of_time(client: Client) -> None:
    edition = world.make_edition()
    publishing.schedule(edition.article_id, soon(2), by=None)

    page = client.get(desk.change(edition.article)).text

    assert "at once in place of what they have, to stay. What is scheduled for" in page
    assert page.index(">Scheduled</span>") < page.rindex(">Live</span>")


def test_an_end_is_nobodys_to_set_without_the_right_to_withdraw() -> None:
    client, article = Client(), world.make_edition().article
    client.force_login(world.make_user("paul", "view_article", "change_article", "publish_article"))
    form = desk.opened(client, article)

    answer = client.post(desk.change(article), form | {"act": "expire"})

    assert answer.status_code == 403
    assert Edition.objects.get().live_until == FOREVER


def test_nothing_moves_that_is_not_scheduled() -> None:
    with pytest.raises(NotPublishable):
        rescheduling.move(world.make_edition().article_id, soon(1), by=None)
