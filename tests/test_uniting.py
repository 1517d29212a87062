"""Tags, authors and sections merged, and taken apart again as they were."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import publishing, shelves, uniting, verifying
from articles.models import (
    Article,
    Author,
    Edition,
    EditionTag,
    MergeState,
    Redirect,
    Section,
    Tag,
    TagAlias,
    TermMerge,
)
from articles.models.taxonomy import Term
from tests import world

pytestmark = pytest.mark.django_db


def merged(former: str, into: str, kind: type[Term] = Tag) -> TermMerge:
    [one], [other] = kind.objects.named([former]), kind.objects.named([into])
    return uniting.carry(uniting.unite(one, other, by=None).pk, 60)


def undone(merge: TermMerge) -> TermMerge:
    return uniting.carry(uniting.undo(merge.pk, by=None).pk, 60)


def filed() -> tuple[Any, ...]:
    """All that stands under a name, and where."""
    names = ("tag__name", "position")
    return (
        sorted(Article.objects.values_list("pk", "section__name")),
        sorted(Article.tags.through.objects.values_list("article", *names)),
        sorted(Edition.log.values_list("pk", "section__name")),
        sorted(EditionTag.objects.values_list("edition", *names)),
        sorted(Edition.authors.through.objects.values_list("edition", "author__name", "position")),
        *(sorted(kind.objects.values_list()) for kind in (Tag, Section, Author)),
        sorted(TagAlias.objects.values_list("name", "tag__name")),
        sorted(Redirect.objects.values_list("path", "target")),
    )


@pytest.fixture
def stories() -> list[Edition]:
    first = world.make_edition(tags=("Tram", "ferries", "Trams"), bylines=("J. Smith",))
    second = world.make_edition(tags=("Tram",), slug="second", section="Harbor")
    tram = Tag.objects.get(key="tram")
    tram.parent, tram.slug = Tag.objects.named(["Transport"])[0], "the-tram"
    tram.save()
    TagAlias.objects.create(name="Streetcar", tag=tram)
    Tag.objects.create(name="Tram stops", parent=tram)
    return [first, second]


def test_readers_find_the_merged_tag_on_the_next_request(
    stories: list[Edition], client: Client
) -> None:
    assert "Tram<" in client.get(stories[1].get_absolute_url()).text

    merged("Tram", "Trams")

    assert "Tram<" not in client.get(stories[1].get_absolute_url()).text
    assert stories[1].headline in client.get("/tag/trams/").text
    for old in ("/tag/the-tram/", "/tag/tram/"):
        assert client.get(old).headers["Location"] == "/tag/trams/"
        assert client.get(f"{old}feed/").headers["Location"] == "/tag/trams/feed/"
    [trams] = Tag.objects.named(["tram", "Streetcar", "TRAMS"])
    assert trams.children.get().name == "Tram stops"
    assert list(verifying.faults()) == []


def test_an_undone_merge_leaves_everything_as_it_was(stories: list[Edition], monkeypatch) -> None:
    monkeypatch.setattr(shelves, "BATCH", 1)
    monkeypatch.setattr(uniting, "BATCH", 1)
    before = filed()
    merges = [
        merged("Tram", "ferries"),
        merged("Trams", "ferries"),
        merged("Harbor", "Harbour", Section),
        merged("J. Smith", "Mara Quill", Author),
    ]
    assert list(verifying.faults()) == []

    for merge in merges:
        assert undone(merge).state == MergeState.UNDONE

    assert filed() == before


def test_an_undo_leaves_what_the_desk_has_saved_since(stories: list[Edition]) -> None:
    merge = merged("Tram", "Trams")
    world.rewrite(stories[1].article, dek="Saved since.")
    later = publishing.publish(stories[1].article_id, by=None)

    assert undone(merge).left == 1

    assert Article.objects.get(pk=stories[1].article_id).document().tags == ("Trams",)
    assert [each.tag.name for each in later.edition_tags.all()] == ["Trams"]
    assert Article.objects.get(pk=stories[0].article_id).document().tags == (
        *("Tram", "ferries", "Trams"),
    )


@pytest.mark.parametrize("kind", [Section, Tag, Author])
def test_a_name_that_was_merged_away_finds_what_it_became(kind: type[Term]) -> None:
    kind.objects.named(["Quay", "Port", "Harbour"])
    first, _ = merged("Quay", "Port", kind), merged("Port", "Harbour", kind)

    assert [term.name for term in kind.objects.named(["quay", "port"])] == ["Harbour"]
    with pytest.raises(uniting.CannotUnite, match="undo that first"):
        uniting.undo(first.pk, by=None)


def test_a_tag_is_merged_with_what_stands_below_it() -> None:
    top, middle, low = Tag.objects.named(["Transport", "Rail", "Trams"])
    for child, parent in ((middle, top), (low, middle)):
        child.parent = parent
        child.save()
    before = filed()

    merge = merged("Transport", "Trams")
    assert Tag.objects.line_of(Tag.objects.get(pk=low.pk)) == [low.pk, middle.pk]

    undone(merge)
    assert filed() == before


def test_the_desk_foresees_a_merge_does_it_and_undoes_it(
    stories: list[Edition], admin_client: Client
) -> None:
    tram = Tag.objects.get(key="tram")
    before, page = filed(), f"/admin/articles/tag/{tram.pk}/merge/"

    foreseen = admin_client.get(page, {"into": "trams"}).text
    ledger = admin_client.post(page, {"into": "trams"}).headers["Location"]

    for told in ("2 stories", "2 editions", "/tag/the-tram/feed/", "/tag/trams/feed/", "Streetcar"):
        assert told in foreseen
    assert not Tag.objects.filter(key="tram").exists()
    assert "Merged" in admin_client.get(ledger).text
    admin_client.post(ledger)
    assert filed() == before


def test_a_rename_is_foreseen_and_its_feeds_follow(
    stories: list[Edition], admin_client: Client
) -> None:
    page = f"/admin/articles/tag/{Tag.objects.get(key='ferries').pk}/rename/"
    asked = {"name": "Boats", "moves": "on"}

    assert "/tag/boats/feed/" in admin_client.get(page, asked).text
    admin_client.post(page, asked)

    assert admin_client.get("/tag/ferries/feed/").headers["Location"] == "/tag/boats/feed/"
    assert "merge the two instead" in admin_client.get(page, {"name": "TRAMS"}).text
