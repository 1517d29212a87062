"""Every page of the desk by every role: who may open what, and what a post may do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    BulkAct,
    Correction,
    Delivery,
    Edition,
    Endpoint,
    ImportItem,
    ImportRun,
    JournalEntry,
    Page,
    Picture,
    Publication,
    Redirect,
    Revision,
    Section,
    Sheet,
    Stage,
    Tag,
    TermMerge,
)
from tests import desk, world

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "reader", "nobody", "writer", "publisher", "chief")
# What each role is answered, in the order of ROLES. 302: to the sign-in page.
STAFF = (302, 302, 200, 200, 200, 200)
DESK = (302, 302, 403, 200, 200, 200)
CHIEF = (302, 302, 403, 403, 403, 200)
NOBODY = (302, 302, 403, 403, 403, 403)

# name of the page → what a GET is answered
PAGES: dict[str, tuple[int, ...]] = {
    "index": STAFF,
    "password_change": STAFF,
    "jsi18n": STAFF,
    "app_list": (302, 302, 404, 200, 200, 200),
    "articles_article_changelist": DESK,
    "articles_article_add": DESK,
    "articles_article_change": DESK,
    "articles_article_history": DESK,
    "articles_article_compare": DESK,
    "articles_article_preview": DESK,
    "articles_article_links": DESK,
    "articles_article_ahead": DESK,
    "articles_article_editions": DESK,
    "articles_article_as_read": DESK,
    "articles_article_journal": DESK,
    "articles_article_keep": DESK,
    "articles_article_pair": DESK,
    "articles_article_origins": DESK,
    "articles_article_likeness_report": DESK,
    "articles_article_export": DESK,
    "articles_article_calendar": DESK,
    "articles_article_delete": NOBODY,
    **{f"articles_{noun}_changelist": DESK for noun in ("tag", "section", "author")},
    **{f"articles_{noun}_change": DESK for noun in ("tag", "section", "author")},
    **{f"articles_{noun}_history": DESK for noun in ("tag", "section", "author")},
    **{f"articles_{noun}_add": CHIEF for noun in ("tag", "section", "author")},
    **{f"articles_{noun}_delete": NOBODY for noun in ("tag", "section", "author")},
    **{
        f"articles_{noun}_{page}": CHIEF
        for noun in ("tag", "section", "author")
        for page in ("merge", "rename")
    },
    **{f"articles_termmerge_{page}": CHIEF for page in ("changelist", "change", "history")},
    **{f"articles_termmerge_{page}": NOBODY for page in ("add", "delete")},
    **{f"articles_bulkact_{page}": DESK for page in ("changelist", "change", "history")},
    **{f"articles_bulkact_{page}": NOBODY for page in ("add", "delete")},
    "articles_importrun_changelist": CHIEF,
    "articles_importrun_change": CHIEF,
    "articles_importrun_history": CHIEF,
    "articles_importrun_waiting": CHIEF,
    "articles_importrun_held": DESK,
    **{f"articles_importrun_{name}": CHIEF for name in ("document", "progress", "undo")},
    "articles_importrun_add": CHIEF,
    "articles_importrun_delete": NOBODY,
    **{
        f"articles_redirect_{page}": CHIEF
        for page in ("changelist", "add", "change", "history", "delete")
    },
    **{
        f"auth_{noun}_{page}": CHIEF
        for noun in ("user", "group")
        for page in ("changelist", "add", "change", "history", "delete")
    },
    "auth_user_password_change": CHIEF,
    **{f"articles_picture_{page}": DESK for page in ("changelist", "add", "change", "history")},
    "articles_picture_delete": NOBODY,
    "articles_auditentry_changelist": CHIEF,
    **{
        f"articles_endpoint_{page}": CHIEF
        for page in ("changelist", "add", "change", "history", "delete")
    },
    **{f"articles_delivery_{page}": CHIEF for page in ("changelist", "change", "history")},
    **{f"articles_delivery_{page}": NOBODY for page in ("add", "delete")},
    "articles_requirement_changelist": CHIEF,
    **{f"articles_page_{page}": CHIEF for page in ("changelist", "add", "change", "history")},
    # There is one, and these lead to it.
    **{
        f"articles_publication_{page}": (302, 302, 403, 403, 403, 302)
        for page in ("changelist", "add")
    },
    **{f"articles_publication_{page}": CHIEF for page in ("change", "history")},
    **{f"articles_{noun}_delete": NOBODY for noun in ("page", "publication")},
    **{f"articles_correction_{page}": CHIEF for page in ("changelist", "change", "history")},
    **{f"articles_correction_{page}": NOBODY for page in ("add", "delete")},
}
# These take a POST alone; who may not is refused before being told so.
DEEDS: dict[str, tuple[int, ...]] = {
    "articles_article_revoke": (302, 302, 403, 405, 405, 405),
    "articles_article_restore": (302, 302, 403, 405, 405, 405),
    "articles_article_name": (302, 302, 403, 405, 405, 405),
    "articles_article_likeness_panel": (302, 302, 403, 405, 405, 405),
    "articles_article_set_aside": (302, 302, 403, 405, 405, 405),
    "articles_article_comments": (302, 302, 403, 403, 403, 405),
    "articles_article_withdraw": (302, 302, 403, 403, 405, 405),
    "articles_article_cancel": (302, 302, 403, 403, 405, 405),
    **{
        f"articles_importrun_{deed}": (302, 302, 403, 403, 403, 405)
        for deed in ("decide", "apply", "pause", "resume", "cancel")
    },
}
# Looked at elsewhere, or with nothing behind them.
APART = {"login", "welcome", "logout", "password_change_done", "autocomplete", "view_on_site", None}


def signed_in(role: str) -> Client:
    client, user = Client(), person(role)
    if isinstance(user, User):
        client.force_login(user)
    return client


def person(role: str) -> User | AnonymousUser:
    match role:
        case "reader":
            return User.objects.create_user("reader", password="a-long-enough-password")
        case "nobody":
            return world.make_user("nobody")
        case "writer":
            return world.make_writer()
        case "publisher":
            return world.make_publisher()
        case "chief":
            return User.objects.create_superuser("chief", password="a-long-enough-password")
    return AnonymousUser()


def routes(resolver: Any = None, before: str = "") -> Iterator[tuple[str | None, str]]:
    """(name, address) of every page of the desk, a key of 1 wherever one is asked for."""
    patterns = (resolver or get_resolver()).url_patterns
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here)
        elif isinstance(pattern, URLPattern) and here.startswith("admin/"):
            yield pattern.name, f"/{filled(here)}"


def filled(route: str) -> str:
    route = re.sub(r"\^\(\?P<app_label>[^)]*\)/\$", "articles/", route)
    route = route.replace("<slug:name>", "markdown")
    return re.sub(r"<path:object_id>|<int:pk>|<int:other>|<id>", "1", route)


@pytest.fixture
def world_of_one(db: None) -> Article:
    """One of everything, each with the key 1."""
    now = timezone.now()
    article = Article(pk=1, headline="Story", created_at=now, changed_at=now)
    article.save()
    world.rewrite(article, body=world.BODY)
    for noun in (Tag, Section, Author):
        noun.objects.create(pk=1, name="Thing")
    run = ImportRun.objects.create(pk=1, source="seeds", started_at=now, heartbeat_at=now)
    ImportItem.objects.create(
        pk=1, run=run, position=1, verdict="held", article=article, content="{}", digest="theirs"
    )
    BulkAct.objects.create(pk=1, deed="tags", state="undone", at=now)
    sides = {"former": 8, "former_name": "Was", "into": 9, "into_name": "Is"}
    TermMerge.objects.create(pk=1, kind="tag", state="undone", at=now, **sides)
    Page.objects.create(pk=1, title="About", slug="about")
    Picture.objects.create(
        pk=1, key="0" * 32, digest="", width=1, height=1, alt="A quay", at=timezone.now()
    )
    Publication.objects.create(name="The Tidewater Gazette")
    Redirect.objects.create(pk=1, path="/old/", target="/new/")
    told = world.make_edition(slug="told")
    links = {"article": told.article, "edition": told, "after": told.revision}
    endpoint = Endpoint.objects.create(pk=1, name="Paper", kind="webhook", url="https://a.example/")
    Delivery.objects.create(
        pk=1, endpoint=endpoint, edition=told, event="begins", due_at=now, next_try_at=now
    )
    Correction.log.create(pk=1, kind="note", text="Told.", placement="top", at=now, **links)
    return article


def test_every_page_of_the_desk_is_in_the_table() -> None:
    names = {name for name, _ in routes()}

    assert names - APART == PAGES.keys() | DEEDS.keys()


@pytest.mark.parametrize("role", ROLES)
def test_each_page_opens_to_those_it_is_for(world_of_one: Article, role: str) -> None:
    client = signed_in(role)
    User.objects.get_or_create(pk=1, defaults={"username": "somebody"})
    allowed = PAGES | DEEDS
    answers = {
        name: (client.get(path).status_code, allowed[name][ROLES.index(role)])
        for name, path in routes()
        if name in allowed and not name.startswith("auth_group")
    }

    assert {name: pair for name, pair in answers.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("role", ["anonymous", "reader", "nobody"])
def test_no_post_of_a_stranger_changes_anything(world_of_one: Article, role: str) -> None:
    client, before = signed_in(role), snapshot()

    statuses = {client.post(path, {"act": "publish"}).status_code for name, path in routes()
                if name not in APART and name != "password_change"}  # fmt: skip

    assert max(statuses) < 500
    assert snapshot() == before


def snapshot() -> tuple[Any, ...]:
    nouns = (
        *(Article, Revision, Edition, Correction, Tag, Section, Author),
        *(ImportRun, ImportItem, Redirect, Page, Picture, Publication, Sheet, JournalEntry),
    )
    return tuple(list(getattr(noun, "log", noun.objects).values()) for noun in nouns)


@pytest.mark.parametrize("act", ["publish", "schedule"])
def test_a_writer_who_posts_publish_is_refused_and_nothing_is_written(act: str) -> None:
    article, client = world.make_article(), signed_in("writer")
    form = desk.opened(client, article)

    answer = desk.saved(client, article, form, act=act, headline="Sneaked in", schedule_at="")

    assert answer.status_code == 403
    assert Article.objects.get().headline == "Last ferry leaves the quay"
    assert not Edition.log.exists()


@pytest.mark.parametrize("deed", ["withdraw", "cancel"])
def test_a_writer_can_neither_withdraw_nor_cancel(deed: str) -> None:
    article, client = world.make_edition().article, signed_in("writer")

    assert client.post(desk.page(article, deed)).status_code == 403
    assert Edition.objects.count() == 1


@pytest.mark.parametrize("action", ["publish", "withdraw"])
def test_a_writer_has_no_such_action_on_the_list(action: str) -> None:
    article, client = world.make_edition().article, signed_in("writer")
    chosen = {"action": action, "_selected_action": [article.pk], "confirmed": "yes"}

    client.post(desk.LIST, chosen)

    assert Edition.log.get().live_until.year == 9999
    assert f'value="{action}"' not in client.get(desk.LIST).text


def test_buttons_one_may_not_press_are_not_shown() -> None:
    article = world.make_edition().article

    text = signed_in("writer").get(desk.change(article)).text

    assert 'value="publish"' not in text
    assert "Withdraw" not in text


def test_a_viewer_reads_the_form_and_saves_nothing() -> None:
    client, article = Client(), world.make_article()
    client.force_login(world.make_user("vera", "view_article"))
    form = desk.opened(client, article)

    assert 'class="buttons"' not in client.get(desk.change(article)).text
    assert desk.saved(client, article, form, headline="Mine").status_code == 403
    assert Article.objects.get().headline == "Last ferry leaves the quay"


def test_fields_no_form_has_are_ignored() -> None:
    article, client = world.make_article(), signed_in("writer")

    desk.write(client, article, version="9", source="x", published_version="7", is_superuser="1")

    article = Article.objects.get()
    assert (article.version, article.source, article.published_version) == (1, "", 0)
    assert article.stage == Stage.DRAFT


def test_names_are_looked_up_by_those_who_write() -> None:
    world.make_article(tags=("ferries", "tides"))
    ask = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=tags&term=tid"

    answers = {role: signed_in(role).get(ask) for role in ("nobody", "writer")}

    assert answers["nobody"].status_code == 403
    assert answers["writer"].json()["results"] == [{"id": "tides", "text": "tides"}]


def test_opening_pages_writes_nothing_but_ones_session(
    world_of_one: Article, django_capture_on_commit_callbacks, django_assert_max_num_queries
) -> None:
    client = signed_in("chief")
    client.get("/admin/")
    wrong = []

    for name, path in routes():
        # A story that leaves the house is put on record.
        if name in PAGES.keys() - {"articles_article_export"} and not name.startswith("auth_"):
            with django_assert_max_num_queries(40) as queries:
                client.get(path)
            wrong += [
                (name, query["sql"][:60])
                for query in queries
                if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE", "DECLARE"))
            ]

    assert wrong == []
