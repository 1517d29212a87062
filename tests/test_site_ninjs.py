"""A published story as ninjs, held to IPTC's own schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.readers import ninjs
from tests import world

pytestmark = pytest.mark.django_db
FIGURE = '<figure><img src="/media/quay.jpg" alt="The quay"></figure>'


@pytest.mark.parametrize("fields", [{}, {"bylines": (), "tags": (), "dek": "", "language": ""}])
def test_it_is_what_iptc_asks_for(client: Client, corpus: Path, fields: dict[str, object]) -> None:
    edition = world.make_edition(body=FIGURE + world.BODY, **fields)
    schema = json.loads((corpus / "ninjs/specification/ninjs-schema_3.1.json").read_text())
    geography = Resource.from_contents({"type": "object"}, default_specification=DRAFT202012)
    registry = Registry(retrieve=lambda _: geography)

    item = json.loads(client.get(f"{edition.get_absolute_url()}ninjs.json").content)

    checker = FormatChecker()
    Draft202012Validator(schema, registry=registry, format_checker=checker).validate(item)
    assert item["uri"] == f"tag:testserver,2026:story/{edition.article_id}"


def test_our_own_reader_takes_it_back(client: Client) -> None:
    edition = world.make_edition(dateline="Kelmouth")

    content = client.get(f"{edition.get_absolute_url()}ninjs.json").content
    (reading,) = ninjs.read(content)

    document = reading.document
    assert document.headline == edition.headline
    assert document.bylines == ("Mara Quill",)
    assert document.dateline == "Kelmouth"
    assert document.dek == edition.dek
    assert world.LEDE in document.body


def test_a_story_says_where_its_ninjs_is(client: Client) -> None:
    address = world.make_edition().get_absolute_url()

    assert f'href="http://testserver{address}ninjs.json"' in client.get(address).content.decode()
    assert client.get("/2024/01/01/nothing/ninjs.json").status_code == 404
