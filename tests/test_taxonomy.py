"""Sections, tags and authors: one name in many spellings, one address for good."""

from __future__ import annotations

import pytest

from articles import revising
from articles.models import Article, Author, Redirect, Section, Tag, TagAlias
from tests import world

pytestmark = pytest.mark.django_db


def test_two_spellings_of_a_name_are_one_term() -> None:
    assert len(Tag.objects.named(["Trams", "trams ", "TRAMS"])) == 1


def test_names_keep_their_order() -> None:
    assert [tag.name for tag in Tag.objects.named(["b", "a", "c"])] == ["b", "a", "c"]


def test_an_alias_finds_its_tag() -> None:
    [trams] = Tag.objects.named(["Trams"])
    TagAlias.objects.create(name="Streetcars", tag=trams)

    assert Tag.objects.named(["streetcars"]) == [trams]


@pytest.mark.parametrize("model", [Section, Tag, Author])
def test_a_former_name_finds_the_term_it_was_renamed_to(model: type[Section]) -> None:
    [term] = model.objects.named(["Harbour"])
    term.name = "Port"
    term.save()

    assert model.objects.named(["Harbour", "port"]) == [term]


def test_names_that_share_a_slug_are_two_authors_all_the_same() -> None:
    assert len(Author.objects.named(["José Peña", "Jose Pena"])) == 2


def test_restoring_a_revision_brings_no_renamed_section_back() -> None:
    article = world.rewrite(world.make_article(section="Harbour"), dek="Later.")
    section = Section.objects.get()
    section.name = "Port"
    section.save()

    revising.restore(article.revisions.get(number=1), base=article.version, by=None)

    assert Section.objects.get() == Article.objects.get().section == section


def test_a_changed_slug_leads_to_the_new_address() -> None:
    [tag] = Tag.objects.named(["Trams"])
    tag.slug = "tramways"
    tag.save()

    assert Redirect.objects.for_path("/tag/trams/").target == "/tag/tramways/"


def test_a_slug_changed_twice_leads_straight_to_the_last() -> None:
    [tag] = Tag.objects.named(["Trams"])
    for slug in ("tramways", "light-rail"):
        tag.slug = slug
        tag.save()

    assert Redirect.objects.for_path("/tag/trams/").target == "/tag/light-rail/"
