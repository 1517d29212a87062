"""The API: what programs are told, held to its own description."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from articles import publishing
from articles.models import Edition, Notice, Tag
from tests import world

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
WRONG = "An earlier version said twelve."
PICTURE = '<figure><img src="/media/quay.jpg" alt="The quay" width="800" height="600"></figure>'


@pytest.fixture
def edition() -> Edition:
    article = world.make_edition(body=f"{PICTURE}{world.BODY}").article
    world.rewrite(article, dek="Eleven, not twelve.")
    return publishing.publish(article.pk, by=None, notice=Notice("correction", WRONG))


def told(client: Client, path: str, **asked: Any) -> Any:
    response = client.get(ROOT + path, asked)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def headlines(client: Client, **asked: Any) -> list[str]:
    return [each["headline"] for each in told(client, "/articles", **asked)["items"]]


def test_its_description_is_valid(client: Client) -> None:
    document = told(client, "/openapi.json")

    validate(document)
    assert len(document["paths"]) == 12


@pytest.mark.parametrize(
    ("path", "described"),
    [
        ("/", "/"),
        ("/articles?fields=id,body_html,body_text,section,picture", "/articles"),
        ("/articles", "/articles"),
        ("/articles/{id}", "/articles/{id}"),
        ("/articles/{path}", "/articles/{year}/{month}/{day}/{slug}"),
        ("/sections", "/sections"),
        ("/sections/harbour", "/sections/{slug}"),
        ("/tags", "/tags"),
        ("/tags/ferries", "/tags/{slug}"),
        ("/authors", "/authors"),
        ("/authors/mara-quill", "/authors/{slug}"),
        ("/search?q=ferry", "/search"),
        ("/corrections", "/corrections"),
        ("/articles?nonsense=1&limit=x", "Problem"),
        ("/articles/999", "Problem"),
        ("/nowhere", "Problem"),
    ],
)
def test_every_answer_is_as_described(
    client: Client, edition: Edition, path: str, described: str
) -> None:
    document = told(client, "/openapi.json")
    response = client.get(ROOT + path.format(id=edition.article_id, path=edition.path))
    if described == "Problem":
        assert response["Content-Type"] == "application/problem+json"
        schema = {"$ref": "#/components/schemas/Problem"}
    else:
        answers = document["paths"][described]["get"]["responses"]
        schema = answers["200"]["content"]["application/json"]["schema"]

    Draft202012Validator({**schema, "components": document["components"]}).validate(
        json.loads(response.content)
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_story_is_told_whole(client: Client, edition: Edition) -> None:
    story = told(client, f"/articles/{edition.article_id}")

    assert story["headline"] == edition.headline
    assert story["url"] == f"http://testserver{edition.get_absolute_url()}"
    assert story["body_html"] == edition.body_html
    assert story["body_text"].startswith(world.LEDE)
    assert story["picture"]["url"] == "http://testserver/media/quay.jpg"
    assert [tag["slug"] for tag in story["tags"]] == ["ferries", "harbour-board"]
    assert told(client, f"/articles/{edition.path}") == story


def test_a_list_is_narrowed_down(client: Client, edition: Edition) -> None:
    world.make_edition(
        headline="Old", slug="old", dated=date(2024, 2, 25), section="Council",
        tags=("budget",), bylines=("Ibe Okoro",), language="pt-BR",
    )  # fmt: skip

    old, new = ["Old"], [edition.headline]
    assert headlines(client) == new + old
    assert headlines(client, section="council") == old
    assert headlines(client, tag="budget", author="ibe-okoro") == old
    assert headlines(client, tag="budget", author="mara-quill") == []
    assert headlines(client, since="2024-02-26") == new
    assert headlines(client, until="2024-02-25") == old
    assert headlines(client, since="2024-02-25T00:00:00+01:00", until="2024-02-25T12:00") == old
    assert headlines(client, q="ferry", section="harbour") == new
    assert headlines(client, section="nowhere") == []
    assert [headlines(client, language=tag) for tag in ("pt", "PT-br", "en", "fr")] == [
        old, old, new, [],
    ]  # fmt: skip


@pytest.mark.parametrize("asked", [{}, {"tag": "ferries"}, {"q": "ferry"}])
def test_a_list_goes_on_where_it_left_off(client: Client, asked: dict[str, str]) -> None:
    expected = [f"Ferry {number}" for number in range(5)]
    for place, headline in enumerate(expected):
        dated = timezone.now() - timedelta(hours=place)
        world.make_edition(headline=headline, slug=f"f{place}", dated=dated)

    found, address = [], f"{ROOT}/articles"
    asked = {**asked, "limit": "2"}
    while address:
        response = client.get(address, asked)
        page, asked = json.loads(response.content), {}
        assert len(page["items"]) <= 2
        found += [item["headline"] for item in page["items"]]
        address = page["next"]
        assert (f'<{address}>; rel="next"' == response["Link"]) if address else True

    assert found == expected


def test_names_go_on_where_they_left_off(client: Client) -> None:
    world.make_edition(tags=("a", "b", "c"))
    world.make_article(slug="draft", tags=("bb",))

    first = told(client, "/tags", limit=2)
    rest = json.loads(client.get(first["next"]).content)

    assert [tag["slug"] for tag in [*first["items"], *rest["items"]]] == ["a", "b", "c"]
    assert rest["next"] is None


def test_a_search_tells_what_matched(client: Client, edition: Edition) -> None:
    (hit,) = told(client, "/search", q="ferry")["items"]

    assert {"text": "ferry", "is_match": True} in hit["headline"] + hit["snippet"]
    assert hit["article"]["id"] == edition.article_id


def test_a_story_that_moved_or_is_gone_says_so(client: Client, edition: Edition) -> None:
    former, ident = edition.path, edition.article_id
    world.rewrite(edition.article, slug="elsewhere")
    publishing.publish(ident, by=None)

    moved = client.get(f"{ROOT}/articles/{former}")
    assert (moved.status_code, moved["Location"]) == (301, f"{ROOT}/articles/{ident}")
    ninjs = client.get(f"/{former}/ninjs.json")
    assert ninjs["Location"].endswith("/elsewhere/ninjs.json")
    publishing.withdraw(ident, by=None)
    for path in (former, str(ident)):
        assert client.get(f"{ROOT}/articles/{path}").status_code == 410
    assert client.get(f"/{former}/ninjs.json").status_code == 410


def test_a_renamed_tag_leads_to_its_new_name(client: Client, edition: Edition) -> None:
    tag = Tag.objects.get(name="ferries")
    tag.name, tag.slug = "boats", "boats"
    tag.save()

    moved = client.get(f"{ROOT}/tags/ferries")
    assert (moved.status_code, moved["Location"]) == (301, f"http://testserver{ROOT}/tags/boats")
    publishing.withdraw(edition.article_id, by=None)
    assert client.get(f"{ROOT}/tags/ferries").status_code == 404


def test_what_was_put_right_is_told(client: Client, edition: Edition) -> None:
    world.rewrite(edition.article, dek="Twelve after all.")
    publishing.publish(edition.article_id, by=None, notice=Notice("clarification", "Or not."))

    first = told(client, "/corrections", limit=1, section="harbour")
    (second,) = json.loads(client.get(first["next"]).content)["items"]

    assert (first["items"][0]["text"], second["text"]) == ("Or not.", WRONG)
    assert second["article"]["headline"] == edition.headline
    corrections = told(client, f"/articles/{edition.article_id}")["corrections"]
    assert [each["kind"] for each in corrections] == ["correction", "clarification"]
    publishing.withdraw(edition.article_id, by=None)
    assert told(client, "/corrections")["items"] == []
    assert client.get(first["next"]).status_code == 400


def test_what_is_wrong_is_named(client: Client) -> None:
    response = client.get(f"{ROOT}/articles?utm=1&limit=101&since=yesterday&tag=a&tag=b&fields=x")
    problem = json.loads(response.content)

    assert response.status_code == 400
    assert set(problem["parameters"]) == {"utm", "limit", "since", "tag", "fields"}
    assert "needed" in json.loads(client.get(f"{ROOT}/search").content)["parameters"]["q"]
    assert client.get(f"{ROOT}/articles?limit=26&fields=body_html").status_code == 400


ODD = [
    "%00",
    "%FF",
    "x" * 3_000,
    "",
    "-1",
    "9" * 30,
    "'",
    "*",
    "٣",
    "0000-01-01",
    "9999-12-31T23:59:59-23:59",
]
NAMES = ["section", "tag", "author", "since", "until", "q", "cursor", "limit", "fields", "language"]


@pytest.mark.parametrize("name", NAMES)
def test_odd_values_are_answered(client: Client, edition: Edition, name: str) -> None:
    for value in ODD:
        response = client.get(f"{ROOT}/articles?{name}={value}")
        assert response.status_code in (200, 400), value
    for path in (
        "search",
        "tags",
        "authors/%00",
        f"articles/{'9' * 18}",
        "articles/x",
        "sections/%00",
    ):
        assert client.get(f"{ROOT}/{path}?cursor={ODD[3]}").status_code in (400, 404)


@pytest.mark.parametrize("path", ["/", "/articles", "/tags/ferries", "/openapi.json", "/nowhere"])
def test_it_is_for_reading_only(edition: Edition, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for method in ("post", "put", "delete", "patch", "trace"):
        response = getattr(client, method)(ROOT + path)
        assert response.status_code in (404, 405)
        assert response["Content-Type"] == "application/problem+json"


def test_other_sites_scripts_may_ask(client: Client, edition: Edition) -> None:
    response = client.options(f"{ROOT}/articles", headers={"Origin": "https://example.org"})

    assert response.status_code == 204
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response


@pytest.mark.parametrize("path", ["/articles", "/articles/{id}", "/tags", "/search?q=ferry"])
def test_who_has_an_answer_is_told_that_it_is_the_same(
    client: Client, edition: Edition, path: str
) -> None:
    address = ROOT + path.format(id=edition.article_id)
    etag = client.get(address)["ETag"]

    assert client.head(address)["ETag"] == etag
    for known in (etag, f'"a", {etag}', "*"):
        assert client.get(address, headers={"If-None-Match": known}).status_code == 304
    world.rewrite(edition.article, headline="Ferry returns")
    publishing.publish(edition.article_id, by=None)
    assert client.get(address, headers={"If-None-Match": etag}).status_code == (
        304 if path == "/tags" else 200
    )


def test_a_front_elsewhere_can_show_a_story_at_its_second(client: Client, time_machine) -> None:
    soon = timezone.now() + timedelta(minutes=5)
    article = world.make_article()
    publishing.schedule(article.pk, soon, by=None)

    assert client.get(f"{ROOT}/articles/{article.pk}").status_code == 404
    assert headlines(client) == []
    time_machine.move_to(soon)
    assert headlines(client) == ["Last ferry leaves the quay"]


def test_people_find_its_manual(client: Client) -> None:
    page = client.get("/api/").content.decode()

    assert f"{ROOT}/articles" in page
    assert f'href="{ROOT}/openapi.json"' in page
