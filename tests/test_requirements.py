"""What a house asks of a story before it is published, and what comes of it when it is not so."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import clearing, faults, publishing, revising
from articles.models import Article, AuditEntry, Requirement, Verb
from articles.publishing import NotPublishable
from articles.requirements import RULES, Beside, Level, Setting, checklist
from articles.roles import ADMINISTRATOR, EDITOR, PUBLISHER
from tests import desk, world

PAGE = "/admin/articles/requirement/"
ALL = {rule.key: Setting(Level.BLOCKS, rule.number) for rule in RULES}


def test_each_rule_finds_what_it_is_for_and_nothing_in_a_sound_story() -> None:
    long = "<p>" + "Words and words. " * 60 + "</p>"
    sound = world.make_document(slug="s", body=long)
    broken = {
        "accepted": {"headline_derived": True},
        "short": {"headline": "x" * 71},
        "section": {"section": ""},
        "byline": {"bylines": ()},
        "dek": {"dek": " "},
        "tags": {"tags": ()},
        "alts": {"body": long + '<figure><img src="/a.png" alt=" "></figure>'},
        "links": {"body": long + '<p><a href="https://">Here</a></p>'},
        "quotes": {"body": long + "<p>“Never closed, she said.</p>"},
        "words": {"body": "<p>Short.</p>"},
    }

    assert not checklist(sound, Beside(), ALL).issues
    for key, fields in broken.items():
        document = world.make_document(**{"slug": "s", "body": long} | fields)
        found = checklist(document, Beside(), ALL).issues
        field = next(rule.field for rule in RULES if rule.key == key)
        assert [(issue.field, issue.blocks) for issue in found] == [(field, True)], key
    assert checklist(sound, Beside(undecided=2), ALL).issues[0].anchor == "likeness"
    assert checklist(sound, Beside(unresolved=1), ALL).issues[0].anchor == "comments"
    off = {key: Setting(Level.OFF) for key in ALL}
    assert not checklist(world.make_document(tags=()), Beside(undecided=1), off).issues


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>“One paragraph,</p><p>“and the last.” Then</p>", ""),
        ("<p>“One,” and “two”.</p>", ""),
        ("<p>„So“ auf Deutsch, “ allein.</p>", ""),
        ("<p>A stray” mark</p>", "A stray” mark"),
        ("<p>“Twice “open”</p>", "“Twice “open”"),
        ("<p>“Open</p><p>Not continued</p>", "“Open"),
    ],
)
def test_a_quotation_over_paragraphs_opens_in_each_and_closes_once(body: str, fault: str) -> None:
    assert faults.unbalanced_quote(body) == fault


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        *[("https://a.example/b?c=d&amp;e", True), ("/about/", True), ("mailto:a@b.example", True)],
        *[("https://", False), ("http://nohost/", False), ("http://[bad/", False), ("#", False)],
        *[("mailto:nobody", False), ("page.html", False), ("https://a b.example/", False)],
    ],
)
def test_a_link_that_no_browser_could_follow_is_found(link: str, leads: bool) -> None:
    assert (faults.broken_link(f'<p><a href="{link}">x</a></p>') == "") is leads


@pytest.fixture
def piers(db: None) -> User:
    return world.make_role(PUBLISHER, "piers")


def test_what_blocks_keeps_a_story_from_readers_at_every_door(piers: User) -> None:
    article = world.make_article(tags=(), headline_derived=True)
    Requirement.objects.create(key="tags", level="blocks")
    Requirement.objects.create(key="accepted", level="blocks")
    client = Client()
    client.force_login(piers)

    answer = desk.write(client, article, act="publish").text

    assert "Add a tag or two." in answer
    assert 'class="blocks"' in answer
    with pytest.raises(NotPublishable, match="accept it or write one"):
        publishing.publish(article.pk, by=piers)
    assert publishing.publish(article.pk, by=None, accepted=False)


def test_the_checklist_is_of_the_story_as_saved(piers: User) -> None:
    article = world.make_article(section="")
    client = Client()
    client.force_login(piers)

    assert "Choose a section" in client.get(desk.change(article)).text
    assert "It has a tag" in desk.write(client, article, section="").text
    revising.revise(article.pk, world.make_document(), base=1, by=piers)
    assert "Choose a section" not in client.get(desk.change(article)).text
    assert not clearing.obstacles(Article.objects.get(), world.make_document())


def test_an_administrator_sets_the_rules_and_an_editor_reads_them(db: None) -> None:
    client = Client()
    client.force_login(world.make_role(EDITOR))
    asked = {rule.key: rule.level.value for rule in RULES}
    asked |= {f"{rule.key}_number": rule.number for rule in RULES if rule.number}
    asked |= {"dek": "blocks", "words_number": 250, "words": "advises"}

    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, asked).status_code == 403
    client.force_login(world.make_role(ADMINISTRATOR))
    assert "at most" not in client.post(PAGE, asked, follow=True).text
    assert Requirement.objects.in_force() == {
        "dek": Setting(Level.BLOCKS), "words": Setting(Level.ADVISES, 250)
    }  # fmt: skip
    said = AuditEntry.objects.filter(verb=Verb.CHANGED).values_list("detail", flat=True)
    assert set(said) == {
        "It has a dek: Blocks publication",
        "It is long enough, in words: Advises, 250",
    }
    assert client.post(PAGE, asked | {"words_number": "-1"}).status_code == 200
    assert Requirement.objects.get(key="words").number == 250
