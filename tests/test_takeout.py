"""The whole newsroom in one file, and back from it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from articles import publishing, triggers, verifying
from articles.models import Article, Edition, Redirect, Revision, Tag, TagAlias
from articles.takeout import layout
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def a_newsroom() -> None:
    """Something in every corner: edits, a withdrawal, an embargo, a schedule, an alias."""
    user = world.make_publisher()
    story = world.make_edition(headline="Shown, then changed", by=user).article
    world.rewrite(story, headline="Changed", by=user)
    gone = world.make_edition(headline="Gone")
    publishing.withdraw(gone.article_id, by=user, reason="It was wrong.")
    world.make_edition(headline="To come", at=datetime(2999, 1, 1, tzinfo=UTC))
    world.make_article(identity={"assignee": user, "stage": "review"}, headline="سلام \u2028 新闻")
    TagAlias.objects.create(name="boats", tag=Tag.objects.get(name="ferries"))
    Redirect.objects.forward("/old/", "/new/")
    shown = Edition.objects.get(article=story)
    Article.objects.filter(pk=shown.article_id).update(
        embargo_until=datetime(2999, 1, 1, tzinfo=UTC)
    )


def empty() -> None:
    triggers.remove()
    call_command("flush", interactive=False, verbosity=0)
    triggers.install()


def everything() -> dict[str, list[tuple[object, ...]]]:
    return {
        layout.file_of(model): list(
            model._base_manager.order_by("pk").values_list(*layout.columns(model))
        )
        for model in layout.tables()
    }


def take(target: Path) -> None:
    call_command("takeout", str(target), stdout=StringIO())


def restore(source: Path) -> None:
    call_command("restore_takeout", str(source), stdout=StringIO())


def test_a_newsroom_comes_back_whole_with_its_keys_hashes_and_search(tmp_path: Path) -> None:
    a_newsroom()
    before = everything()
    hashes = list(Revision.objects.values_list("hash", flat=True))
    take(tmp_path / "all.zip")
    empty()

    restore(tmp_path / "all.zip")

    assert everything() == before
    assert list(Revision.objects.values_list("hash", flat=True)) == hashes
    assert not list(verifying.faults())
    assert Article.objects.get(stage="review").assignee is None
    new = world.make_edition(headline="The desk goes on")
    assert new.article_id > max(row[0] for row in before["article.jsonl"])


def test_a_newsroom_just_migrated_has_nothing_a_takeout_would_contradict() -> None:
    assert not any(everything().values())


def test_a_takeout_is_kept_only_if_it_is_whole(tmp_path: Path) -> None:
    a_newsroom()
    take(tmp_path / "all.zip")
    empty()
    _forge(tmp_path / "all.zip", tmp_path / "forged.zip", "Gone", "Kept")

    with pytest.raises(CommandError, match=r"Nothing was kept.*not what was taken") as refusal:
        restore(tmp_path / "forged.zip")

    assert refusal.value.returncode == 1
    assert not any(everything().values())
    assert not triggers.missing()


def test_a_history_signed_anew_is_found_out(tmp_path: Path) -> None:
    """Somebody who changes a word can mend the file's digest, and not the chain."""
    a_newsroom()
    take(tmp_path / "all.zip")
    empty()
    _forge(tmp_path / "all.zip", tmp_path / "forged.zip", "Gone", "Kept", sign=True)

    with pytest.raises(CommandError, match="History in it is not whole"):
        restore(tmp_path / "forged.zip")

    assert not any(everything().values())


def test_a_takeout_goes_into_an_empty_newsroom_only(tmp_path: Path) -> None:
    a_newsroom()
    take(tmp_path / "all.zip")

    with pytest.raises(CommandError, match="has redirects already") as refusal:
        restore(tmp_path / "all.zip")

    assert refusal.value.returncode == 3


def test_a_takeout_replaces_no_file_and_leaves_no_rest(tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_text("mine")

    with pytest.raises(CommandError) as refusal:
        take(tmp_path / "all.zip")

    assert refusal.value.returncode == 3
    assert [path.name for path in tmp_path.iterdir()] == ["all.zip"]


def test_no_column_of_a_takeout_names_a_login_or_a_file() -> None:
    fields = [field for model in layout.tables() for field in model._meta.concrete_fields]

    assert not [field for field in fields if isinstance(field, models.FileField)]
    assert not [
        name
        for model in layout.tables()
        for name in layout.columns(model)
        if name in ("by_id", "author_id") and model is Revision
    ]


def _forge(source: Path, target: Path, old: str, new: str, *, sign: bool = False) -> None:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        manifest = json.loads(before.read(layout.MANIFEST))
        for name in before.namelist():
            data = before.read(name)
            if name == "revision.jsonl":
                data = data.replace(old.encode(), new.encode())
                if sign:
                    manifest["files"][name]["sha256"] = hashlib.sha256(data).hexdigest()
            if name != layout.MANIFEST:
                after.writestr(name, data)
        after.writestr(layout.MANIFEST, json.dumps(manifest))
