"""What becomes public is told elsewhere: once, at its second, and never into our own network."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.models import AuditEntry, Delivery, Edition, Endpoint
from articles.outbox import delivering
from articles.outbox.messages import Message, signature
from articles.outbox.sending import Unsent, send
from articles.working.loop import Loop
from tests import world
from tests.newsrooms import opened

HOUR = timedelta(hours=1)


class Receiver:
    """A real server that notes what it is sent, and answers with `status`."""

    def __init__(self) -> None:
        self.status, self.got = 200, list[tuple[dict[str, str], bytes]]()
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers.items()), body))
                self.send_response(receiver.status)
                self.send_header("Location", "/elsewhere")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook?a=b"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def told(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    settings.OUTBOX_PRIVATE = True
    settings.SITE_ORIGIN = "https://news.example.org"
    receiver = Receiver()
    yield receiver
    receiver.close()


def endpoint(url: str, kind: str = "webhook", **fields: Any) -> Endpoint:
    return Endpoint.objects.create(name="Partner", kind=kind, url=url, **{"is_on": True, **fields})


def deliver_all() -> None:
    while delivering.deliver_next():
        pass


def states() -> list[tuple[str, str]]:
    return sorted(Delivery.objects.values_list("event", "state"))


@pytest.mark.django_db
def test_a_publication_is_told_signed_and_once(receiver: Receiver) -> None:
    partner = endpoint(receiver.url)
    edition = world.make_edition()

    loop = Loop()
    assert loop.turn()
    deliver_all()

    ((headers, body),) = receiver.got
    key, instant = headers["webhook-id"], int(headers["webhook-timestamp"])
    assert headers["webhook-signature"] == signature(partner.secret, key, instant, body)
    told = json.loads(body)
    assert told["type"] == "article.published"
    assert told["data"]["url"] == f"https://news.example.org{edition.get_absolute_url()}"
    assert states() == [("begins", "done")]


@pytest.mark.django_db
def test_what_is_told_is_what_is_so_at_its_second(receiver: Receiver) -> None:
    endpoint(receiver.url)
    at = timezone.now() + HOUR
    publishing.schedule(world.make_article().pk, at, by=None, until=at + HOUR)
    cancelled = world.make_article(slug="cancelled")
    publishing.schedule(cancelled.pk, at, by=None)
    publishing.cancel(cancelled.pk, by=None)

    for instant, expected in (
        (at - timedelta(seconds=1), []),
        (at, ["article.published"]),
        (at + HOUR, ["article.published", "article.withdrawn"]),
    ):
        with time_machine.travel(instant, tick=False):
            deliver_all()
        assert [told["type"] for told in receiver.told] == expected
    assert "headline" not in receiver.told[-1]["data"]


@pytest.mark.django_db
def test_a_replacement_is_an_update_and_a_moved_end_is_told_when_it_comes(
    receiver: Receiver,
) -> None:
    endpoint(receiver.url)
    edition = world.make_edition()
    deliver_all()
    world.rewrite(edition.article, headline="Rewritten")
    publishing.publish(edition.article_id, by=None)
    deliver_all()
    publishing.withdraw(edition.article_id, by=None, at=timezone.now() + HOUR)
    deliver_all()
    publishing.withdraw(edition.article_id, by=None)
    deliver_all()

    types = [told["type"].removeprefix("article.") for told in receiver.told]
    assert types == ["published", "updated", "withdrawn"]


@pytest.mark.django_db
def test_what_fails_is_tried_more_and_more_rarely_then_given_up_then_sent_again(
    receiver: Receiver, admin_client: Client
) -> None:
    endpoint(receiver.url)
    world.make_edition()
    receiver.status = 302
    pauses: list[float] = []

    for _ in range(delivering.TRIES):
        delivering.deliver_next()
        delivery = Delivery.objects.get()
        pauses.append((delivery.next_try_at - timezone.now()).total_seconds())
        Delivery.objects.update(next_try_at=timezone.now())

    assert len(receiver.got) == delivering.TRIES
    assert (delivery.state, delivery.problem) == ("dead", "Answered 302.")
    assert all(20 <= pause <= 7.5 * 3600 for pause in pauses)
    assert pauses[-1] > 8 * pauses[1]
    assert not delivering.deliver_next()
    receiver.status = 200
    chosen = {"action": "send_again", "_selected_action": [delivery.pk]}
    assert "Answered 302." in admin_client.get("/admin/articles/delivery/").text
    admin_client.post("/admin/articles/delivery/", chosen)
    deliver_all()
    assert states() == [("begins", "done")]
    assert AuditEntry.objects.filter(verb="resent").exists()
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1


@pytest.mark.django_db
def test_who_died_with_it_in_hand_is_followed_by_another(receiver: Receiver) -> None:
    endpoint(receiver.url)
    world.make_edition()
    taken = delivering._claim(timezone.now())

    assert taken
    assert not delivering.deliver_next()
    with time_machine.travel(timezone.now() + delivering.HELD):
        assert delivering.deliver_next()
    delivering._note(taken, state="dead")
    assert states() == [("begins", "done")]


@pytest.mark.django_db
def test_nobody_is_told_unless_it_is_switched_on_and_nobody_of_the_archive(
    receiver: Receiver,
) -> None:
    off = endpoint(receiver.url, is_on=False)
    edition = world.make_edition()
    Endpoint.objects.filter(pk=off.pk).update(is_on=True)
    world.make_edition(slug="old", dated=date(2019, 3, 4))
    assert states() == []

    publishing.publish(edition.article_id, by=None)
    deliver_all()
    assert [told["type"] for told in receiver.told] == ["article.updated"]


@pytest.mark.django_db
def test_a_hub_and_search_engines_are_told_in_their_own_words(
    receiver: Receiver, client: Client
) -> None:
    endpoint(receiver.url, "websub")
    own = endpoint(receiver.url, "indexnow")
    edition = world.make_edition()
    deliver_all()

    bodies = [body.decode() for _, body in receiver.got]
    hub = next(body for body in bodies if body.startswith("hub.mode=publish"))
    assert "hub.url=https%3A%2F%2Fnews.example.org%2Fsection%2Fharbour%2Ffeed%2F" in hub
    told = json.loads(next(body for body in bodies if body.startswith("{")))
    assert told["urlList"] == [f"https://news.example.org{edition.get_absolute_url()}"]
    assert client.get(told["keyLocation"].removeprefix("https://news.example.org")).text == own.key
    assert client.get("/nobody.txt").status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        *("https://127.0.0.1/", "https://[::1]/", "https://10.0.0.8/", "https://169.254.169.254/"),
        *("https://[::ffff:127.0.0.1]/", "https://0.0.0.0/", "https://localhost/", "https://[64:ff9b::7f00:1]/"),
        *("http://93.184.216.34/", "ftp://example.org/", "https://user@example.org/"),
        *("https://2130706433/", "https://example.org:99999/"),
    ],
)  # fmt: skip
def test_nothing_is_sent_into_our_own_network_or_in_the_clear(url: str) -> None:
    with pytest.raises(Unsent):
        send(Message(url, {}, b""))


@pytest.mark.processes
def test_four_workers_at_once_tell_it_once(tmp_path: Path, receiver: Receiver) -> None:
    with opened(tmp_path / "newsroom") as newsroom:
        newsroom.environment |= {"OUTBOX_PRIVATE": "1", "PYTHONPATH": "."}
        made = newsroom.run(
            "shell", "--no-imports", "-c",
            "from articles.models import Endpoint; from tests import world;"
            f"Endpoint.objects.create(name='a', kind='webhook', url='{receiver.url}', is_on=True);"
            "[world.make_edition(slug=f'story-{n}') for n in range(12)]",
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        workers = [newsroom.start("work", "--verbosity=0") for _ in range(4)]
        done = threading.Event()
        for _ in range(300):
            if len(receiver.got) >= 12 or done.wait(0.1):
                break
        done.wait(1.5)
        for worker in workers:
            worker.terminate()
            worker.communicate()

        keys = [headers["webhook-id"] for headers, _ in receiver.got]
        assert len(keys) == len(set(keys)) == 12


@pytest.mark.django_db
def test_it_is_recorded_with_the_publication_or_not_at_all(receiver: Receiver) -> None:
    endpoint(receiver.url)
    article = world.make_article()

    with pytest.raises(publishing.NotPublishable):
        publishing.publish(article.pk, by=None, until=timezone.now() - HOUR)

    assert (Edition.log.count(), Delivery.objects.count()) == (0, 0)
