"""A story is shown before its time to whoever has a link, and to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import previewing, publishing
from articles.models import Article, AuditEntry, PreviewLink
from tests import desk, world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LINKS = "links"


def made(article: Article, **given: object) -> PreviewLink:
    revision = article.revisions.get(number=article.version)
    return previewing.make(revision, **{"lasts": 3 * DAY, "by": None, **given})


def address(link: PreviewLink) -> str:
    return reverse("preview", args=[previewing.token_of(link)])


def test_a_link_opens_the_page_without_a_login_and_is_counted() -> None:
    link, client = made(world.make_article(), at=timezone.now() + DAY), Client()

    answer = client.get(address(link))
    client.get(address(link))

    assert world.LEDE in answer.text
    assert f"{timezone.localtime(link.at):%Y-%m-%d}" in answer.text
    assert reverse("admin:index") not in answer.text
    link.refresh_from_db()
    assert (link.opened, link.last_opened_at is None) == (2, False)


def test_it_is_kept_nowhere_and_told_to_nobody() -> None:
    answer = Client().get(address(made(world.make_article())))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_the_version_it_was_made_for_is_what_it_shows() -> None:
    article = world.make_article()
    link = made(article)
    world.rewrite(article, headline="Not for your eyes")

    assert "Not for your eyes" not in Client().get(address(link)).text


def test_of_other_stories_it_shows_what_readers_have() -> None:
    secret = world.make_article(headline="A secret to come", section="Secrets")
    publishing.schedule(secret.pk, timezone.now() + DAY, by=None)
    link = made(world.make_article(slug="own"), at=timezone.now() + 2 * DAY)

    text = Client().get(address(link)).text

    assert "A secret to come" not in text
    assert "Secrets" not in text


def test_expired_revoked_and_made_up_links_open_nothing() -> None:
    article, client = world.make_article(), Client()
    revoked, expired = made(article), made(article)
    previewing.revoke(revoked, by=None)
    signed = previewing.token_of(expired)
    forged = reverse("preview", args=[signed.replace(str(expired.pk), "9", 1)])

    assert client.get(address(revoked)).status_code == 410
    assert client.get(forged).status_code == client.get("/preview/x/").status_code == 404
    with time_machine.travel(timezone.now() + 3 * DAY):
        over = client.get(address(expired))
    assert (over.status_code, over.headers["Cache-Control"]) == (410, "private, no-store")
    assert "Last ferry" not in over.text
    assert not PreviewLink.objects.filter(opened__gt=0)


def test_links_are_made_listed_and_revoked_on_the_desk(writer: User) -> None:
    article, client = world.make_article(), Client()
    client.force_login(writer)
    page = desk.page(article, LINKS)

    client.post(page, {"number": 1, "days": 7, "note": "For counsel", "at": ""})
    link = PreviewLink.objects.get()
    assert address(link) in client.get(page).text
    client.post(f"{page}revoke/", {"link": link.pk})

    assert address(link) not in client.get(page).text
    assert "revoked by wren" in client.get(page).text
    verbs = list(AuditEntry.objects.values_list("verb", flat=True)[:2])
    assert verbs == ["unshared", "shared"]


def test_who_may_only_look_makes_no_link() -> None:
    article, client = world.make_article(), Client()
    client.force_login(world.make_user("vera", "view_article"))

    answer = client.post(desk.page(article, LINKS), {"number": 1, "days": 7})

    assert answer.status_code == 403
    assert not PreviewLink.objects.exists()


def test_the_newspaper_is_looked_at_as_it_would_stand(writer: User) -> None:
    client, later = Client(), timezone.now() + DAY
    client.force_login(writer)
    article = world.make_article(headline="A story to come")
    edition = publishing.schedule(article.pk, later, by=None)
    ahead = reverse("admin:articles_article_ahead")
    ask = {"at": f"{timezone.localtime(later + DAY):%Y-%m-%dT%H:%M}"}

    front = client.get(ahead, ask)
    section = client.get(ahead, ask | {"page": "/section/harbour/"})
    story = client.get(ahead, ask | {"page": edition.get_absolute_url()})

    for page in (front, section, story):
        assert "A story to come" in page.text
        assert page.headers["Cache-Control"] == "private, no-store"
    assert f'href="{ahead}?at=' in front.text
    assert "A story to come" not in client.get(ahead).text
    assert "A story to come" not in Client().get("/").text
    assert client.get(ahead, {"page": "/admin/"}).status_code == 404
    assert client.get(ahead, {"at": "nonsense"}).status_code == 404
    assert Client().get(ahead, ask).status_code == 302
