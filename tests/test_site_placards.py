"""What stands for a page where it is passed on: pictures, icons, notices, and no connection."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from PIL import Image

from articles import publishing
from articles.models import Edition, Section
from articles.site import drawing
from articles.site.badges import initial
from tests import world

pytestmark = pytest.mark.django_db
OG = re.compile(r'<meta property="og:image" content="http://testserver([^"]+)">')


@pytest.fixture
def edition() -> Edition:
    return world.make_edition()


def placard(client: Client, address: str) -> str:
    """The path of a page's picture."""
    found = OG.findall(client.get(address).content.decode())
    assert len(found) == 1
    return str(found[0])


def size(png: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(png)).size


def test_a_story_without_a_picture_has_a_placard(client: Client, edition: Edition) -> None:
    address = placard(client, edition.get_absolute_url())
    response = client.get(address)

    assert response["Content-Type"] == "image/png"
    assert size(response.content) == (1200, 630)
    assert len(response.content) < 50_000
    assert response["Cache-Control"] == "public, max-age=31536000, s-maxage=1, immutable"
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_a_story_with_a_picture_has_that(client: Client) -> None:
    figure = '<figure><img src="/media/quay.jpg" alt="The quay" width="800" height="600"></figure>'
    edition = world.make_edition(body=figure + world.BODY)

    page = client.get(edition.get_absolute_url()).content.decode()

    assert 'og:image" content="http://testserver/media/quay.jpg"' in page
    assert 'og:image:alt" content="The quay"' in page


def test_a_placard_changes_its_address_with_what_is_on_it(client: Client, edition) -> None:
    former = placard(client, edition.get_absolute_url())
    Section.objects.filter(name="Harbour").update(name="The Port")

    assert placard(client, edition.get_absolute_url()) != former
    assert client.get(former).status_code == 404


def test_only_a_live_story_has_a_placard(client: Client, edition: Edition) -> None:
    address = placard(client, edition.get_absolute_url())
    digest = address.rpartition("-")[2]
    soon = publishing.schedule(
        world.make_article(slug="soon").pk, timezone.now() + timedelta(days=1), by=None
    )

    assert client.get(f"/placard/{soon.pk}-{digest}").status_code == 404
    publishing.withdraw(edition.article_id, by=None)
    assert client.get(address).status_code == 404


def test_caches_keep_no_placard_past_its_story(client: Client) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        edition = world.make_edition(until=now + timedelta(seconds=0.9))

        kept = client.get(placard(client, edition.get_absolute_url()))["Cache-Control"]

    assert "s-maxage=0" in kept


@pytest.mark.parametrize("year", [1950, 1969, 2024])
def test_a_story_of_any_age_has_one(client: Client, year: int) -> None:
    edition = world.make_edition(dated=datetime(year, 3, 1, 12, tzinfo=UTC))

    assert client.get(placard(client, edition.get_absolute_url())).status_code == 200


@pytest.mark.parametrize(
    "address", ["/", "/section/harbour/", "/tag/ferries/", "/author/mara-quill/", "/archive/",
                "/feeds/", "/api/", "/search/?q=ferry", "/corrections/"]
)  # fmt: skip
def test_every_other_page_has_the_newsrooms(client: Client, edition, address: str) -> None:
    assert size(client.get(placard(client, address)).content) == (1200, 630)


@pytest.mark.parametrize(
    "path", ["1-0", "x-0123", f"{'9' * 18}-0123456789abcdef", f"-{'9' * 18}-0123", f"{'9' * 40}-0"]
)
def test_odd_placards_are_nothing(client: Client, path: str) -> None:
    assert client.get(f"/placard/{path}.png").status_code == 404


@pytest.mark.parametrize(
    "headline", ["غادرت العبّارة الأخيرة", "最后一班渡轮离开码头", "हिन्दी", "", "🦭"]
)
def test_what_cannot_be_set_is_not_set_badly(headline: str) -> None:
    drawn = drawing.placard(headline, "News", "The Gazette")

    assert drawn == drawing.wordmark("The Gazette", "")


@pytest.mark.parametrize(
    "headline", ["x" * 300, "word " * 60, "Ł" * 300, "Seal 🦭 returns", "a\u0301\u0300\x07b", "Ω Ж"]
)
def test_whatever_can_be_set_is(headline: str) -> None:
    drawn = drawing.placard(headline, "K" * 200, "N" * 200)

    assert size(drawn) == (1200, 630)


def test_no_placard_leaves_a_headline_out(client: Client) -> None:
    drawn = {drawing.placard(headline, "", "The Gazette") for headline in ("One", "Two", "one")}

    assert len(drawn) == 3


def test_the_newsrooms_initial_is_its_icon(client: Client) -> None:
    for name, expected in (("icon-192", 192), ("icon-512", 512), ("apple-touch-icon", 180)):
        assert size(client.get(f"/{name}.png").content) == (expected, expected)
    assert Image.open(BytesIO(client.get("/favicon.ico").content)).format == "ICO"
    assert ">T</text>" in client.get("/favicon.svg").content.decode()
    assert [initial(name) for name in ("The Times", "Le Monde", "新闻报", "“Ż” ", "The")] == [
        "T", "M", "新", "Ż", "T",
    ]  # fmt: skip


def test_the_manifest_names_icons_that_are_there(client: Client) -> None:
    response = client.get("/site.webmanifest")
    manifest = json.loads(response.content)

    assert response["Content-Type"] == "application/manifest+json"
    assert manifest["name"] == "The Tidewater Gazette"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        assert f"{size(client.get(icon['src']).content)[0]}x" in icon["sizes"]


def test_the_worker_keeps_no_story(client: Client, edition: Edition) -> None:
    worker = client.get("/worker.js").content.decode()
    kept = json.loads(re.findall(r"KEPT = (\[.*?\]);", worker)[0].encode().decode("unicode_escape"))

    assert kept == ["/offline/", "/static/site/css/tokens.css", "/static/site/css/page.css"]
    assert edition.headline not in client.get("/offline/").content.decode()


def test_a_finder_of_holes_is_told_whom_to_write_to(client: Client, settings) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    text = client.get("/.well-known/security.txt").content.decode()
    expires = datetime.fromisoformat(re.findall(r"Expires: (.*)", text)[0])

    assert "Contact: mailto:security@example.org\n" in text
    assert timedelta(days=363) < expires - timezone.now() < timedelta(days=365)
