"""What the source and the desk have both changed, settled on the desk."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, ImportItem, Kind, Revision
from tests import desk, importing, world

pytestmark = pytest.mark.django_db

FIRST = "The last ferry of the season left on Sunday.\n\nNobody waved.\n\nThe quay is shut."


@pytest.fixture
def wren(client: Client, writer: User) -> Client:
    client.force_login(writer)
    return client


def brought(folder: Path, text: str) -> ImportItem:
    """What an import made of the story's text."""
    importing.write(folder, ferry=f"---\nheadline: The last ferry\n---\n\n{text}\n")
    importing.bring(folder, source="harbour")
    return ImportItem.objects.latest("pk")


def held(folder: Path, ours: dict[str, str], theirs: str) -> ImportItem:
    """The story as the source first brought it, then changed by the desk, then by the source."""
    brought(folder, FIRST)
    article = Article.objects.get()
    words = {"Nobody waved.": ours.get("waved", "Nobody waved."),
             "The quay is shut.": ours.get("quay", "The quay is shut.")}  # fmt: skip
    body = article.body
    for was, now in words.items():
        body = body.replace(was, now)
    world.rewrite(article, body=body)
    item = brought(folder, theirs)
    assert item.verdict == "held"
    return item


def address(item: ImportItem) -> str:
    return f"/admin/articles/importrun/held/{item.pk}/"


def places(html: str) -> list[str]:
    """The names of the places where something is to be chosen."""
    return list(dict.fromkeys(re.findall(r'id="(place-[0-9a-f]+-\d+)"', html)))


def form(client: Client, item: ImportItem, *sides: str, **typed: str) -> dict[str, Any]:
    """The form as somebody has it on the screen, a side chosen for each place."""
    html = client.get(address(item)).text
    fields = {
        k: v for k, v in desk.fields(html).items() if not k.startswith("place-") or "text" in k
    }
    return fields | dict(zip(places(html), sides, strict=True)) | typed


def body() -> str:
    return Article.objects.get().body


def test_changes_that_do_not_meet_are_taken_over_with_one_click(
    wren: Client, tmp_path: Path
) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("shut", "closed"))

    page = wren.get(address(item)).text
    wren.post(address(item), form(wren, item, act="take"))

    assert "closed" in page
    assert not places(page)
    assert "One man waved." in body()
    assert "The quay is closed." in body()
    assert Revision.objects.latest("pk").kind == Kind.MERGE


@pytest.mark.parametrize(
    ("side", "there", "gone"),
    [
        ("ours", ["One man waved."], ["Two women waved."]),
        ("theirs", ["Two women waved."], ["One man waved."]),
        ("both", ["One man waved.</p><p>Two women waved."], []),
    ],
)
def test_where_both_changed_the_same_a_side_is_chosen(
    wren: Client, tmp_path: Path, side: str, there: list[str], gone: list[str]
) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))

    wren.post(address(item), form(wren, item, side, act="take"))

    assert all(words in body() for words in there)
    assert not any(words in body() for words in gone)


def test_other_words_are_written_in_their_place(wren: Client, tmp_path: Path) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    fields = form(wren, item, "edit", act="take")
    place = next(name for name in fields if name.endswith("-text"))

    wren.post(address(item), fields | {place: "<p>Three people waved.</p>"})

    assert "<p>Three people waved.</p>" in body()
    assert "One man" not in body()


def test_a_place_without_a_choice_saves_nothing(wren: Client, tmp_path: Path) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))

    answer = wren.post(address(item), form(wren, item, "", act="take"))

    assert "Choose whose words are to stand here." in answer.text
    assert Article.objects.get().version == 2


def test_a_stale_choice_is_refused_with_everything_kept(wren: Client, tmp_path: Path) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    fields = form(wren, item, "edit", act="take")
    place = next(name for name in fields if name.endswith("-text"))
    world.rewrite(Article.objects.get(), dek="Saved meanwhile.")

    answer = wren.post(address(item), fields | {place: "<p>Typed at length.</p>"})

    assert answer.status_code == 409
    assert desk.fields(answer.text)[place] == "<p>Typed at length.</p>"
    assert 'value="edit" class' in answer.text or "checked" in answer.text
    assert "Typed at length." not in body()


def test_words_for_a_place_that_is_gone_are_shown_to_their_writer(
    wren: Client, tmp_path: Path
) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    fields = form(wren, item, "edit", act="take")
    place = next(name for name in fields if name.endswith("-text"))
    world.rewrite(Article.objects.get(), body=body().replace("One man", "Two women"))

    answer = wren.post(address(item), fields | {place: "<p>Typed at length.</p>"})

    assert answer.status_code == 409
    assert "&lt;p&gt;Typed at length.&lt;/p&gt;</textarea>" in answer.text


def test_keeping_the_desks_words_is_on_record_with_its_reason(wren: Client, tmp_path: Path) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))

    wren.post(address(item), {"act": "keep", "reason": "We were there."})

    assert Article.objects.get().version == 2
    page = wren.get(address(item)).text
    assert all(words in page for words in ("We were there.", "wren", "words were kept"))
    assert 'class="buttons"' not in page


def test_all_places_go_to_one_side_at_a_press_and_nothing_is_saved_yet(
    wren: Client, tmp_path: Path
) -> None:
    theirs = FIRST.replace("Nobody", "Two women").replace("shut", "closed")
    item = held(tmp_path, {"waved": "One man waved.", "quay": "The quay is open."}, theirs)

    page = wren.post(address(item), form(wren, item, "", "", all="theirs")).text

    assert page.count('value="theirs"') >= 2
    assert len(re.findall(r'value="theirs"[^>]*checked', page)) == 2
    assert Article.objects.get().version == 2


def test_one_who_may_only_look_is_shown_no_button_and_refused(
    client: Client, tmp_path: Path
) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    client.force_login(world.make_user("vera", "view_article"))

    assert 'class="buttons"' not in client.get(address(item)).text
    assert client.post(address(item), {"act": "keep"}).status_code == 403
    assert not ImportItem.objects.get(pk=item.pk).is_decided


def test_a_story_points_at_what_is_held_for_it(wren: Client, tmp_path: Path) -> None:
    item = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    story = desk.change(Article.objects.get())

    assert address(item) in wren.get(story).text
    wren.post(address(item), {"act": "keep"})
    assert address(item) not in wren.get(story).text


def test_an_older_sending_points_at_the_newer(wren: Client, tmp_path: Path) -> None:
    older = held(tmp_path, {"waved": "One man waved."}, FIRST.replace("Nobody", "Two women"))
    newer = brought(tmp_path, FIRST.replace("Nobody", "Three men"))

    assert address(newer) in wren.get(address(older)).text
    assert address(older) not in wren.get(address(newer)).text
