"""Tags suggested by a story's own words, and what the desk makes of them."""

from __future__ import annotations

import pytest
from django.test import Client

from articles import suggesting
from articles.models import Article, Tag, TagAlias
from tests import desk, world

pytestmark = pytest.mark.django_db

BODY = (
    "<p>The harbour board’s new tram met Odo Fenn on Monday.</p><p>“No streetcar,” said Odo Fenn of"
    " the Isle of Wight, “stops here.” Covid-19 did.</p><p>Then Odo left. The Isle of Wight."
    " 東京都の話。</p>"
)


@pytest.fixture
def vocabulary() -> None:
    for name in ("Harbour", "Harbour Board", "Trams", "COVID 19", "東京", "Stops", "Gulls"):
        Tag.objects.create(name=name)
    TagAlias.objects.create(name="streetcar", tag=Tag.objects.get(name="Trams"))


def suggested(**fields: object) -> dict[str, suggesting.Suggestion]:
    story = {"headline": "H", "dek": "", "body": BODY, "tags": (), "bylines": ()} | fields
    return {each.name: each for each in suggesting.suggest(world.make_document(**story))}


def test_known_tags_come_first_and_then_names_the_text_repeats(vocabulary: None) -> None:
    found = suggested()

    assert {each.name for each in found.values() if each.is_known} == {
        *("Harbour Board", "Trams", "COVID 19", "東京", "Stops")
    }
    assert [each.name for each in found.values() if not each.is_known] == [
        *("Odo Fenn", "Isle of Wight")
    ]
    assert found["Harbour Board"].words == "harbour board"
    assert "Odo Fenn" not in suggested(bylines=("Odo Fenn",))
    assert "Trams" not in suggested(tags=("Trams",))


def test_a_thousand_tags_in_the_text_take_as_many_queries(
    vocabulary: None, django_assert_num_queries
) -> None:
    words = [f"word{number}" for number in range(400)]
    Tag.objects.bulk_create(Tag(name=word, key=word, slug=word) for word in words)
    with django_assert_num_queries(3):
        assert len(suggested(body=f"<p>{' '.join(words * 10)}</p>")) == suggesting.MOST


def test_what_is_ticked_is_added_and_what_is_dismissed_never_comes_back(
    vocabulary: None, client: Client
) -> None:
    client.force_login(world.make_publisher())
    article = world.make_article(body=BODY, tags=())
    assert "<mark>harbour board</mark>" in client.get(desk.change(article)).text
    offered = ["Harbour Board", "Trams", "Stops"]

    form = desk.opened(client, article) | {"offered": offered}
    desk.saved(client, article, form, tags=["Harbour Board"], dismissed=["Stops"])

    article = Article.objects.get()
    assert article.document().tags == ("Harbour Board",)
    text = client.get(desk.change(article)).text
    assert 'name="dismissed" value="Stops"' not in text
    assert 'name="dismissed" value="Trams"' in text


def test_what_was_often_dismissed_comes_last(vocabulary: None) -> None:
    first = next(iter(suggested()))
    for _ in range(3):
        story = world.make_article().pk
        suggesting.learn(story, offered=[first], dismissed=[first], tags=())

    assert [each.name for each in suggested().values() if each.is_known][-1] == first


def test_german_nouns_are_no_names() -> None:
    text = "<p>Ein Blick: der Hafen. Schon am Hafen, vor dem Hafen.</p>"
    assert not suggested(body=text, language="de")
    assert suggested(body=text, language="en")
