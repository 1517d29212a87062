"""The main job, end to end, on the newsroom's own first seed: import, edit, publish, read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser
from time_machine import TimeMachineFixture

from articles.models import Article, Edition, ImportItem
from articles.verifying import faults
from tests import desk
from tests.importing import bring

pytestmark = pytest.mark.django_db
HEADINGS = [
    "A Public Call for Revolution",
    "Regime's Response to Dissent",
    "International Attention and Implications",
]


@pytest.fixture
def article(user_seed: Path, tmp_path: Path) -> Article:
    """The seed on the desk, as import_seeds leaves it."""
    seed = tmp_path / "drop" / user_seed.name
    seed.parent.mkdir()
    seed.write_bytes(user_seed.read_bytes())
    bring(seed.parent)
    return Article.objects.get()


@pytest.fixture
def editor(publisher: User) -> Client:
    client = Client()
    client.force_login(publisher)
    return client


@pytest.fixture
def edition(article: Article, editor: Client) -> Edition:
    """The seed with its headline accepted, filed, tagged and published from its form."""
    desk.write(
        editor,
        article,
        headline="Iranians called to shun the polls",
        tags=["Iran", "elections"],
        bylines=["Mara Quill"],
        act="publish",
    )
    return Edition.objects.get()


def paragraphs(seed: Path) -> list[str]:
    blocks = re.split(r"\n\n+", seed.read_text().strip())
    return [block.removeprefix("date 2024-02-25 ") for block in blocks if block not in HEADINGS]


def texts(html: str, selector: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(html).css(selector)]


def test_the_seed_is_read_character_for_character(article: Article, user_seed: Path) -> None:
    assert texts(article.body, "p") == paragraphs(user_seed)
    assert texts(article.body, "h2") == HEADINGS
    assert article.dated == date(2024, 2, 25)
    assert len(paragraphs(user_seed)) == 5


def test_its_headline_is_a_working_one_until_somebody_accepts_it(
    article: Article, edition: Edition
) -> None:
    assert article.headline_derived
    assert 0 < len(article.headline) <= 90
    assert not article.slug
    assert not edition.revision.document.headline_derived
    assert edition.slug == "iranians-called-to-shun-the-polls"


def test_it_is_on_record_where_it_came_from(article: Article, user_seed: Path) -> None:
    item = ImportItem.objects.get()

    assert item.path.endswith(user_seed.name)
    assert (item.article, len(item.sha256), item.first_line) == (article, 64, 1)


def test_readers_find_it_everywhere(client: Client, edition: Edition, user_seed: Path) -> None:
    page = client.get(edition.get_absolute_url()).text

    assert edition.get_absolute_url().startswith("/2024/02/25/")
    assert set(paragraphs(user_seed)) <= set(texts(page, "article p"))
    assert [*HEADINGS] == [t for t in texts(page, "article h2") if t in HEADINGS]
    for address in ("/", "/search/?q=placards", "/tag/iran/", "/author/mara-quill/", "/feed/"):
        assert edition.headline in unescape(client.get(address).text)


def test_the_sitemap_leads_to_it(client: Client, edition: Edition) -> None:
    index = client.get("/sitemap.xml").text
    shards = [loc.split("testserver")[-1] for loc in re.findall(r"<loc>([^<]*)</loc>", index)]

    assert any(edition.path in client.get(shard).text for shard in ["/sitemap.xml", *shards])


def test_readers_see_the_old_text_until_publish_is_pressed(
    client: Client, editor: Client, edition: Edition
) -> None:
    desk.write(editor, edition.article, headline="Rewritten")
    before = client.get(edition.get_absolute_url()).text
    desk.write(editor, edition.article, act="publish", change="minor")
    cache.clear()

    assert edition.headline in before
    assert "Rewritten" not in before
    assert "Rewritten" in client.get(edition.get_absolute_url()).text


def test_a_scheduled_change_appears_at_its_second_with_no_worker(
    client: Client, editor: Client, edition: Edition, time_machine: TimeMachineFixture
) -> None:
    at = timezone.localtime() + timedelta(hours=2)
    at = at.replace(second=0, microsecond=0)
    desk.write(
        editor,
        edition.article,
        headline="At its second",
        act="schedule",
        change="minor",
        schedule_at=f"{at:%Y-%m-%dT%H:%M}",
    )

    time_machine.move_to(at - timedelta(seconds=1), tick=False)
    assert "At its second" not in client.get(edition.get_absolute_url()).text
    time_machine.move_to(at, tick=False)
    assert "At its second" in client.get(edition.get_absolute_url()).text


def test_withdrawn_it_is_gone_everywhere(client: Client, editor: Client, edition: Edition) -> None:
    editor.post(desk.page(edition.article, "withdraw"), {"reason": "Published in error."})
    cache.clear()

    gone = client.get(edition.get_absolute_url())

    assert gone.status_code == 410
    assert "Published in error." in gone.text
    for address in ("/", "/search/?q=placards", "/feed/", "/sitemap.xml", "/archive/"):
        assert edition.headline not in unescape(client.get(address).text)
    assert client.get("/tag/iran/").status_code == 404


def test_a_changed_slug_leads_to_the_new_address(
    client: Client, editor: Client, edition: Edition
) -> None:
    desk.write(editor, edition.article, slug="another-address", act="publish", change="minor")
    cache.clear()

    answer = client.get(edition.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (301, "/2024/02/25/another-address/")


def test_importing_it_again_changes_nothing(
    article: Article, edition: Edition, tmp_path: Path
) -> None:
    told = bring(tmp_path / "drop")

    assert told["counts"] == {"unchanged": 1}
    assert Article.objects.get().version == edition.revision.number


def test_history_is_whole_throughout(edition: Edition, editor: Client) -> None:
    desk.write(editor, edition.article, headline="Once more", act="publish")

    assert not list(faults())
    call_command("verify", verbosity=0)
