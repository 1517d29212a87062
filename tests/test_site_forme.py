"""A page printed from its forme is the page its template renders."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client

from articles.site.forme import printed
from articles.site.fragments import here
from articles.site.frame import frame
from articles.site.reading import sections
from tests import world

pytestmark = pytest.mark.django_db

TEXTS: list[dict[str, str]] = [
    {},
    {"title": "Harbour", "description": "", "river": "", "paging": ""},
    {"title": "A & B <i>", "description": "“Quoted” & 'plain'", "canonical": "https://x/?a&b"},
    {"title": "\ue000title\ue001", "description": "{{ title }} %s %(x)s"},
]


@pytest.mark.parametrize("template", ["site/article.html", "site/front.html", "site/section.html"])
@pytest.mark.parametrize("texts", TEXTS)
def test_it_is_what_the_template_renders(template: str, texts: dict[str, str]) -> None:
    context: dict[str, Any] = {"frame": frame(here(), sections()), **texts}

    assert printed(template, context) == render_to_string(template, context)
    assert printed(template, context) == render_to_string(template, context)


def test_a_story_too_long_to_remember_is_shown_all_the_same(client: Client) -> None:
    edition = world.make_edition(body="<p>The tide came in.</p>" * 5_000)

    for _ in range(2):
        page = client.get(edition.get_absolute_url()).content.decode()
        assert page.count("<p>The tide came in.</p>") == 5_000
