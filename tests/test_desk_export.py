"""Stories taken from the desk as files, one by a link, some by an action."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import exporting
from articles.exporting.returning import returned
from articles.models import Article
from tests import desk, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(writer: User) -> Client:
    client = Client()
    client.force_login(writer)
    return client


def chosen(client: Client, *articles: Article, **said: str) -> Any:
    keys = {"_selected_action": [article.pk for article in articles]}
    return client.post(desk.LIST, {"action": "export_as", **keys, **said})


@pytest.mark.parametrize("format_", exporting.FORMATS, ids=lambda format_: format_.name)
def test_a_story_is_linked_to_in_every_format(client: Client, format_: exporting.Format) -> None:
    article = world.make_article(slug="last-ferry")
    address = desk.page(article, f"export/{format_.name}")

    answer = client.get(address)

    assert address in client.get(desk.change(article)).text
    name = f"{article.pk:06}-last-ferry{format_.suffix}"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert returned(answer.text, name) == article.document()


def test_a_name_in_another_script_is_a_file_name_too(client: Client) -> None:
    article = world.make_article(slug="新闻")

    answer = client.get(desk.page(article, "export/jsonl"))

    assert "filename*=utf-8''" in answer.headers["Content-Disposition"]


def test_an_unknown_format_is_not_found(client: Client) -> None:
    assert client.get(desk.page(world.make_article(), "export/pdf")).status_code == 404


def test_a_selection_is_asked_about_and_comes_as_an_archive(client: Client) -> None:
    one, other = world.make_article(headline="One"), world.make_article(headline="Other")
    world.make_article(headline="Not this")

    asked = chosen(client, one, other)
    answer = chosen(client, one, other, confirmed="yes", format="markdown")

    assert "Export these articles" in asked.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [f"{one.pk:06}.md", f"{other.pk:06}.md"]


def test_json_lines_of_a_selection_are_one_file(client: Client) -> None:
    one, other = world.make_article(headline="One"), world.make_article(headline="Other")

    answer = chosen(client, one, other, confirmed="yes", format="jsonl")

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["headline"] for line in lines] == ["One", "Other"]
