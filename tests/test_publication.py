"""What the newspaper says of itself is edited on the desk, and seen on the next request."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import Error, connection, transaction
from django.test import Client
from PIL import Image

from articles import colours, picturing
from articles.models import AuditEntry, Page, PageVersion, Picture, Publication, Section
from articles.models.publication import NIGHT, PAPER
from tests import world

pytestmark = pytest.mark.django_db
CHANGE = "/admin/articles/publication/1/change/"
FACTS = {
    "name": "The Quay Courier",
    "tagline": "What the tide brought in.",
    "accent": "#14594d",
    "is_full_text": "on",
    "email": "desk@quay.example",
    "telephone": "+44 1632 960000",
    "profiles": "https://social.example/@quay\nhttps://www.films.example/quay",
    "legal_name": "Quay Press Ltd",
    "address": "1 Quay Street\nKelmouth",
    "founded": "1887-04-02",
    "copyright": "© Quay Press",
}
PAGE = {"title": "About us", "slug": "about", "body": "<p>We began in 1887.</p>", "position": "10"}


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a-long-enough-password"))
    return client


@pytest.fixture
def reader() -> Client:
    return Client()


def saved(client: Client, address: str, fields: dict[str, str]) -> None:
    answer = client.post(address, fields)
    assert answer.status_code == 302, re.findall(r"errorlist.*?</ul>", answer.text, re.DOTALL)


def publication_is(client: Client, **changed: str) -> None:
    begun = Publication.objects.first()
    base = {"base": begun.changed_at.isoformat()} if begun else {}
    address = CHANGE if begun else "/admin/articles/publication/add/"
    saved(client, address, FACTS | base | changed)


def organisation(reader: Client) -> dict[str, Any]:
    (script,) = re.findall(r'ld\+json">(.*?)</script>', reader.get("/").text, re.DOTALL)
    found: dict[str, Any] = json.loads(script)["@graph"][0]["publisher"]
    return found


def test_what_the_desk_puts_is_said_everywhere_on_the_next_request(
    chief: Client, reader: Client
) -> None:
    assert "The Tidewater Gazette" in reader.get("/").text

    publication_is(chief)

    front, told = reader.get("/").text, organisation(reader)
    for fact in ("The Quay Courier", "What the tide", "desk@quay.example", "Quay Press Ltd",
                 "films.example</a>", "© Quay Press", "1 Quay Street<br>Kelmouth"):  # fmt: skip
        assert fact in front
    assert (told["legalName"], told["foundingDate"]) == ("Quay Press Ltd", "1887-04-02")
    assert told["sameAs"] == FACTS["profiles"].split()
    assert reader.get("/site.webmanifest").json()["name"] == "The Quay Courier"
    assert "<title>The Quay Courier</title>" in reader.get("/feed/").text
    assert "The Quay Courier" in chief.get("/admin/").text


def test_its_logo_stands_in_the_masthead_until_it_is_taken_down(
    chief: Client, reader: Client
) -> None:
    png = BytesIO()
    Image.new("RGBA", (600, 90)).save(png, "PNG")
    own = picturing.take_in(png.getvalue(), alt="Logo", caption="", credit="", by=None)
    publication_is(chief, logo=str(own.pk))

    assert f'src="{own.largest.address}" width="600"' in reader.get("/").text
    assert 'alt="The Quay Courier"' in reader.get("/").text
    assert organisation(reader)["logo"]["url"] == f"http://testserver{own.largest.address}"
    Picture.objects.update(is_shown=False)
    assert "/picture/" not in reader.get("/").text


def test_feeds_carry_whole_stories_or_sum_them_up(chief: Client, reader: Client) -> None:
    world.make_edition()
    whole = "content:encoded>"
    publication_is(chief)
    assert whole in reader.get("/feed/").text

    publication_is(chief, is_full_text="")

    assert whole not in reader.get("/feed/").text


def test_its_colour_is_a_stylesheet_of_its_own_and_can_be_read(
    chief: Client, reader: Client
) -> None:
    publication_is(chief, accent="#14594D")
    (address,) = re.findall(r"/look/\w+\.css", reader.get("/").text)
    sheet = reader.get(address)
    light, dark = re.findall(r"--accent:(#\w+)", sheet.text)

    assert light == "#14594d"
    assert "immutable" in sheet["Cache-Control"]
    assert colours.contrast(light, PAPER) >= 4.5 <= colours.contrast(dark, NIGHT)
    publication_is(chief, accent="")
    assert reader.get(address).status_code == 404
    assert "/look/" not in reader.get("/").text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("accent", "#ffee00", "could not be read on white paper; #"), ("accent", "red", "six digits"),
     ("profiles", "javascript:alert(1)", "is no address"), ("name", "", "required")],
)  # fmt: skip
def test_what_would_not_do_is_refused_with_a_remedy(
    chief: Client, field: str, value: str, said: str
) -> None:
    answer = chief.post("/admin/articles/publication/add/", FACTS | {field: value})

    assert said in answer.text
    assert not Publication.objects.exists()


def test_the_audit_says_what_it_was_and_what_it_is(chief: Client) -> None:
    publication_is(chief)
    publication_is(chief, name="The Quay Herald")

    entry = AuditEntry.objects.newest_first()[0]
    assert (entry.by_name, entry.detail) == ("chief", "Name: The Quay Courier → The Quay Herald")


def test_a_form_that_was_open_meanwhile_saves_over_nothing(chief: Client) -> None:
    publication_is(chief)

    stale = chief.post(CHANGE, FACTS | {"name": "Mine", "base": "2026-01-01T00:00:00+00:00"})

    assert "Somebody saved this while you had it open" in stale.text
    assert Publication.objects.get().name == "The Quay Courier"


def test_a_section_has_the_colour_and_the_place_it_is_given(chief: Client, reader: Client) -> None:
    for name in ("Harbour", "Council"):
        Section.objects.create(name=name, announced=True)
    Section.objects.filter(name="Council").update(position=1, tone=4)

    masthead = reader.get("/").text

    assert masthead.index("/section/council/") < masthead.index("/section/harbour/")
    assert re.search(r'<li class="tint-4"><a href="/section/council/"', masthead)


def test_a_page_is_written_put_live_and_said_to_be_the_policy_it_is(
    chief: Client, reader: Client
) -> None:
    saved(chief, "/admin/articles/page/add/", PAGE | {"policy": "ownershipFundingInfo"})
    assert reader.get("/about/").status_code == 404
    assert "/about/" not in reader.get("/").text + reader.get("/sitemap/pages.xml").text
    page = Page.objects.get()
    change = f"/admin/articles/page/{page.pk}/change/"

    live = PAGE | {"policy": "ownershipFundingInfo", "is_live": "on"}
    saved(chief, change, live | {"base": page.changed_at.isoformat()})

    assert "We began in 1887." in reader.get("/about/").text
    assert 'href="/about/"' in reader.get("/").text
    assert "/about/</loc>" in reader.get("/sitemap/pages.xml").text
    assert organisation(reader)["ownershipFundingInfo"] == "http://testserver/about/"


def test_nothing_a_page_said_is_lost(chief: Client) -> None:
    saved(chief, "/admin/articles/page/add/", PAGE)
    page = Page.objects.get()
    change = f"/admin/articles/page/{page.pk}/change/"
    base = {"base": page.changed_at.isoformat()}
    saved(chief, change, PAGE | base | {"body": "<p>We began in 1888.</p>"})

    stale = chief.post(change, PAGE | base | {"body": "<p>Mine.</p>"})

    assert "Somebody saved this while you had it open" in stale.text
    assert [each.text for each in PageVersion.objects.all()] == [
        "We began in 1888.",
        "We began in 1887.",
    ]
    history = chief.get(f"/admin/articles/page/{page.pk}/history/").text
    assert "1887" in history
    assert "1888" in history
    for raw in ("UPDATE articles_pageversion SET body = ''", "DELETE FROM articles_pageversion"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(raw)


@pytest.mark.parametrize("slug", ["archive", "search", "admin", "static", "2026", "feed"])
def test_a_page_takes_nobodys_address(chief: Client, slug: str) -> None:
    answer = chief.post("/admin/articles/page/add/", PAGE | {"slug": slug})

    assert "Something else stands at" in answer.text


def test_a_page_that_moved_is_found_where_it_was(chief: Client, reader: Client) -> None:
    saved(chief, "/admin/articles/page/add/", PAGE | {"is_live": "on"})
    page = Page.objects.get()
    moved = PAGE | {"slug": "who-we-are", "is_live": "on", "base": page.changed_at.isoformat()}
    saved(chief, f"/admin/articles/page/{page.pk}/change/", moved)

    assert reader.get("/about/").headers["Location"] == "/who-we-are/"
