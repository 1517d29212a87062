"""Every public surface × every state of a story, at the second before and after each boundary.

All that waits for an instant waits for the same one, so that two looks tell everything: each
surface says, to the word, which stories it may tell of. A public address that no row here
speaks of fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from articles import holding, publishing
from articles.models import Article, Notice, Section, Stage
from tests import world
from tests.newsstand import Reader

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
BOUNDARY = START + timedelta(hours=3)
SECOND = timedelta(seconds=1)
HALF = timedelta(minutes=30)
DAY = "/2027/03/01/"
REASON = "zqreason"

Ask = Callable[[str], tuple[int, str]]


class State(NamedTuple):
    """How a story comes to be in it, and the words readers may hear of it: before, after."""

    make: Callable[[str], Article]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def story(name: str, slug: str = "", **identity: object) -> Article:
    """Every field that a list shows says the name; the address says it as well."""
    return world.make_article(
        identity=identity, headline=f"zq{name} in the news", dek=f"A zq{name} dek.",
        body=f"<p>All about zq{name}, and matrices.</p>", slug=f"at-{slug or name}",
        section="Harbour", tags=("matrix",), bylines=("Mara Quill",),
    )  # fmt: skip


def rewritten(article: Article, name: str) -> Article:
    return world.rewrite(
        article, headline=f"zq{name} in the news", dek=f"A zq{name} dek.",
        body=f"<p>All about zq{name}, and matrices.</p>",
    )  # fmt: skip


def published(name: str, slug: str = "", until: datetime | None = None) -> Article:
    article = story(name, slug)
    publishing.publish(article.pk, by=None, until=until)
    return article


def scheduled(name: str, **identity: object) -> Article:
    article = story(name, **identity)
    publishing.schedule(article.pk, BOUNDARY, by=None)
    return article


def replaced(name: str) -> Article:
    article = rewritten(published("former", name), name)
    notice = Notice("correction", f"zq{name} it is.")
    publishing.schedule(article.pk, BOUNDARY, by=None, notice=notice)
    return rewritten(article, "evenlater")


def withdrawn(name: str) -> Article:
    article = published(name)
    publishing.withdraw(article.pk, by=None, at=BOUNDARY, reason=REASON)
    return article


def cancelled(name: str) -> Article:
    article = scheduled(name)
    publishing.cancel(article.pk, by=None)
    return article


def spiked(name: str) -> Article:
    article = story(name)
    holding.spike(article.pk, by=None)
    return article


STATES = {
    "draft": State(story),
    "review": State(lambda name: story(name, stage=Stage.IN_REVIEW)),
    "held": State(lambda name: story(name, embargo_until=BOUNDARY)),
    "embargoed": State(lambda name: scheduled(name, embargo_until=BOUNDARY), (), ("embargoed",)),
    "scheduled": State(scheduled, (), ("scheduled",)),
    "cancelled": State(cancelled),
    "live": State(published, ("live",), ("live",)),
    "changed": State(
        lambda name: rewritten(published(name), "changes"), ("changed",), ("changed",)
    ),
    "latter": State(replaced, ("former",), ("latter",)),
    "expired": State(lambda name: published(name, until=BOUNDARY), ("expired",)),
    "withdrawn": State(withdrawn, ("withdrawn",)),
    "spiked": State(spiked),
}
WORDS = {*STATES, "former", "changes", "evenlater"}
# What each surface of many stories says of a story: its words, or its address alone.
HEADLINES, ADDRESSES, NOTHING = "headlines", "addresses", "nothing"


class Surface(NamedTuple):
    """Where it is, and what it tells. `{slug}` and `{key}` stand for each story in turn."""

    address: str
    tells: str = NOTHING


def fed(name: str, page: str, tells: str = HEADLINES) -> dict[str, Surface]:
    path, _, query = page.partition("?")
    query = f"?{query}" if query else ""
    return {
        f"{name}feed": Surface(f"{path}feed/{query}", tells),
        f"{name}atom": Surface(f"{path}feed/atom/{query}", tells),
        f"{name}json": Surface(f"{path}feed/json/{query}", tells),
    }


ONE_STORY = "one story"
# What a live story said at the start, and all that it said up to now.
AS_IT_STOOD, SINCE_THEN = "as it stood", "since then"
CORRECTIONS = "corrections"
SURFACES = {
    "front": Surface("/", HEADLINES),
    "archive": Surface("/archive/", HEADLINES),
    "day": Surface(DAY, HEADLINES),
    "month": Surface("/2027/03/", HEADLINES),
    "year": Surface("/2027/", HEADLINES),
    "section": Surface("/section/harbour/", HEADLINES),
    "tag": Surface("/tag/matrix/", HEADLINES),
    "author": Surface("/author/mara-quill/", HEADLINES),
    "search": Surface("/search/?q=matrices", HEADLINES),
    "article": Surface(f"{DAY}at-{{slug}}/", ONE_STORY),
    "former": Surface(f"{DAY}at-{{slug}}/at/2027-03-01T09:00:00Z/", AS_IT_STOOD),
    "changes": Surface(f"{DAY}at-{{slug}}/changes/", SINCE_THEN),
    "ninjs": Surface(f"{DAY}at-{{slug}}/ninjs.json", ONE_STORY),
    "api_article_at": Surface(f"/api/v1/articles{DAY}at-{{slug}}", ONE_STORY),
    "api_article": Surface("/api/v1/articles/{key}", ONE_STORY),
    **fed("", "/"),
    **fed("section_", "/section/harbour/"),
    **fed("tag_", "/tag/matrix/"),
    **fed("author_", "/author/mara-quill/"),
    **fed("search_", "/search/?q=matrices"),
    "corrections": Surface("/corrections/", CORRECTIONS),
    **fed("corrections_", "/corrections/", CORRECTIONS),
    "api_corrections": Surface("/api/v1/corrections", CORRECTIONS),
    "api_articles": Surface("/api/v1/articles?limit=50", HEADLINES),
    "api_search": Surface("/api/v1/search?q=matrices", HEADLINES),
    "sitemap_month": Surface("/sitemap/2027-03.xml", ADDRESSES),
    "sitemap_news": Surface("/sitemap/news.xml", ADDRESSES),
    "api": Surface("/api/v1/"),
    "api_sections": Surface("/api/v1/sections"),
    "api_section": Surface("/api/v1/sections/harbour"),
    "api_tags": Surface("/api/v1/tags"),
    "api_tag": Surface("/api/v1/tags/matrix"),
    "api_authors": Surface("/api/v1/authors"),
    "api_author": Surface("/api/v1/authors/mara-quill"),
    "api_nowhere": Surface("/api/v1/nowhere"),
    "openapi": Surface("/api/v1/openapi.json"),
    "manual": Surface("/api/"),
    "feeds": Surface("/feeds/"),
    "sitemap": Surface("/sitemap.xml"),
    "sitemap_pages": Surface("/sitemap/pages.xml"),
    "robots": Surface("/robots.txt"),
    "security": Surface("/.well-known/security.txt"),
    "page": Surface("/about/"),
    "manifest": Surface("/site.webmanifest"),
    "offline": Surface("/offline/"),
    "worker": Surface("/worker.js"),
    "indexnow": Surface("/a0b1c2d3.txt"),
    "preview": Surface("/preview/1.2:forged/"),
    "healthz": Surface("/healthz"),
}
# Drawn, styled, or led to from a page alone: of these the address itself is a secret's.
DRAWN = {
    *("placard", "wordmark", "icon-192", "icon-512", "icon-maskable", "apple-touch-icon"),
    *("favicon", "favicon_svg", "look", "picture", "small_picture"),
}


def names() -> Iterator[str]:
    """Of every address a reader can reach."""

    def walk(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
        for pattern in patterns:
            route = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route)
            elif not route.startswith("admin/"):
                yield pattern.name or "api_nowhere"

    return walk(get_resolver().url_patterns)


def test_every_public_address_has_a_row() -> None:
    assert set(names()) == SURFACES.keys() | DRAWN


@pytest.fixture
def stories() -> dict[str, Article]:
    with time_machine.travel(START, tick=False):
        made = {name: state.make(name) for name, state in STATES.items()}
        Section.objects.update(shows_changes=True)
    cache.clear()
    return made


def of_django(address: str) -> tuple[int, str]:
    """The page as it is made."""
    answer = Client().get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode()


def of_newsstand() -> Ask:
    """The page as one process hands it out again, the second time it is asked for."""
    reader = Reader()

    def ask(address: str) -> tuple[int, str]:
        path, _, query = address.partition("?")
        reader.get(path, query)
        given = reader.get(path, query)
        return given.status, given.text

    return ask


def faults(ask: Ask, stories: dict[str, Article], heard: dict[str, str]) -> Iterator[str]:
    """What is told wrongly; `heard`: state → the word readers may hear of it at this instant."""
    for name, surface in SURFACES.items():
        if surface.tells == ONE_STORY:
            yield from faults_of_one(name, surface, ask, stories, heard)
        elif surface.tells in (AS_IT_STOOD, SINCE_THEN):
            yield from faults_of_past(name, surface, ask, heard)
        else:
            _, text = ask(surface.address)
            if (found := told(surface, text)) != allowed(surface, heard):
                yield f"{name}: tells of {sorted(found)}"


def told(surface: Surface, text: str) -> set[str]:
    if surface.tells == ADDRESSES:
        return {name for name in STATES if f"/at-{name}/" in text}
    return {word for word in WORDS if f"zq{word}" in text}


def allowed(surface: Surface, heard: dict[str, str]) -> set[str]:
    match surface.tells:
        case "headlines":
            return set(heard.values())
        case "addresses":
            return set(heard)
        case "corrections":
            return {"latter"} & set(heard.values())
    return set()


def faults_of_one(
    name: str, surface: Surface, ask: Ask, stories: dict[str, Article], heard: dict[str, str]
) -> Iterator[str]:
    """A story's own page tells it, and beside it of nothing that readers may not know of."""
    for state, article in stories.items():
        status, text = ask(surface.address.format(slug=state, key=article.pk))
        found = {word for word in WORDS if f"zq{word}" in text}
        is_live = state in heard
        if (status == 200) is not is_live or found - set(heard.values()):
            yield f"{name} of {state}: {status}, tells of {sorted(found)}"
        if is_live and heard[state] not in found:
            yield f"{name} of {state}: does not tell it"


def faults_of_past(name: str, surface: Surface, ask: Ask, heard: dict[str, str]) -> Iterator[str]:
    """Of a story that is live what it said once, to the word; of any other nothing."""
    first = heard_before()
    for state in STATES:
        status, text = ask(surface.address.format(slug=state))
        said = {first.get(state, ""), heard.get(state, "")} if state in heard else set()
        expected = said & {first.get(state, "")} if surface.tells == AS_IT_STOOD else said
        found = {word for word in WORDS if f"zq{word}" in text}
        if found != expected - {""} or (status == 200) is not bool(expected - {""}):
            yield f"{name} of {state}: {status}, tells of {sorted(found)}"


def heard_before() -> dict[str, str]:
    return {name: state.before[0] for name, state in STATES.items() if state.before}


def heard_after() -> dict[str, str]:
    return {name: state.after[0] for name, state in STATES.items() if state.after}


@pytest.mark.django_db
def test_each_state_is_told_of_on_each_surface_to_the_second(stories: dict[str, Article]) -> None:
    for instant, heard in ((BOUNDARY - SECOND, heard_before()), (BOUNDARY, heard_after())):
        with time_machine.travel(instant, tick=False):
            assert list(faults(of_django, stories, heard)) == []


@pytest.mark.usefixtures("committed")
def test_and_so_it_is_with_pages_that_are_kept(stories: dict[str, Article]) -> None:
    with time_machine.travel(BOUNDARY - SECOND, tick=False):
        ask = of_newsstand()
        assert list(faults(ask, stories, heard_before())) == []
    with time_machine.travel(BOUNDARY, tick=False):
        assert list(faults(ask, stories, heard_after())) == []


@pytest.mark.django_db
def test_what_is_gone_says_so_and_why_and_what_never_was_is_unknown(
    stories: dict[str, Article],
) -> None:
    with time_machine.travel(BOUNDARY, tick=False):
        answers = {name: of_django(f"{DAY}at-{name}/") for name in STATES}

    assert {name: status for name, (status, _) in answers.items() if status != 200} == {
        **dict.fromkeys(("draft", "review", "held", "cancelled", "spiked"), 404),
        **dict.fromkeys(("expired", "withdrawn"), 410),
    }
    assert [name for name, (_, text) in answers.items() if REASON in text] == ["withdrawn"]


@pytest.mark.django_db
def test_counts_and_suggestions_know_only_what_is_live(stories: dict[str, Article]) -> None:
    counted = []
    for instant in (BOUNDARY - SECOND, BOUNDARY):
        with time_machine.travel(instant, tick=False):
            _, found = of_django("/api/v1/articles?q=matrices&fields=headline")
            counted.append(found.count('"headline"'))
            asked = {word: of_django(f"/search/?q=z{word}")[1] for word in WORDS}
            offered = {word for word, text in asked.items() if f"q=zq{word}" in text}
            live = heard_before() if instant < BOUNDARY else heard_after()
            assert offered <= set(live.values())

    assert counted == [len(heard_before()), len(heard_after())]
