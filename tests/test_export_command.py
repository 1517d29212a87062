"""manage.py export_articles: what goes where, what does not, and what is never written over."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import exporting, publishing
from articles.models import Article, Stage
from tests import world
from tests.importing import bring

pytestmark = pytest.mark.django_db


def export(target: Path | str, **options: Any) -> str:
    """Run the command; what it said on standard output."""
    out = StringIO()
    flags = [f"--{name}" for name, value in options.items() if value is True]
    words = [f"--{name}={value}" for name, value in options.items() if not isinstance(value, bool)]
    call_command("export_articles", str(target), *flags, *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def told(**options: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export("-", **options).splitlines()]


def headlines(**options: Any) -> list[str]:
    return [line["headline"] for line in told(**options)]


def test_the_desks_words_go_out_and_with_live_what_readers_see() -> None:
    shown = world.make_edition(headline="Shown").article
    world.rewrite(shown, headline="Not yet")
    world.make_article(headline="Draft")

    assert headlines() == ["Not yet", "Draft"]
    assert headlines(live=True) == ["Shown"]


def test_only_what_is_live_at_this_second_is_live() -> None:
    world.make_edition(headline="To come", at=datetime(2999, 1, 1, tzinfo=UTC))
    gone = world.make_edition(headline="Gone")
    publishing.withdraw(gone.article_id, by=None)
    world.make_article(headline="Spiked", identity={"stage": Stage.SPIKED})

    assert headlines(live=True) == []
    assert [line["status"] for line in told()] == ["scheduled", "draft", "trash"]


@pytest.mark.parametrize("live", [False, True])
def test_a_selection_narrows_by_every_word_given(live: bool) -> None:
    made = world.make_edition(headline="One", section="Culture", tags=("tea", "milk"))
    world.make_edition(headline="Two", tags=("tea",), bylines=("Odd Bod",), language="en-GB")
    world.make_edition(headline="Three", language="enm")

    assert headlines(live=live, section="culture") == ["One"]
    assert headlines(live=live, tag="Tea") == ["One", "Two"]
    assert headlines(live=live, tag="tea", author="odd bod") == ["Two"]
    assert headlines(live=live, language="en") == ["One", "Two"]
    assert headlines(live=live, id=made.article_id) == ["One"]
    assert headlines(live=live, since="2999-01-01") == []
    assert headlines(live=live, until="2999-01-01") == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("options", "code"), [({"tag": "nobody’s"}, 2), ({"since": "yesterday"}, 1)]
)
def test_what_makes_no_sense_is_refused(options: dict[str, Any], code: int) -> None:
    with pytest.raises(CommandError) as refusal:
        export("-", **options)

    assert refusal.value.returncode == code


@pytest.mark.parametrize("name", ["stories.jsonl", "stories.zip", "stories"])
def test_nothing_is_written_over_unless_told(tmp_path: Path, name: str) -> None:
    world.make_article()
    target = tmp_path / name
    export(target)
    before = _all_of(target)
    world.make_article(headline="Another")

    with pytest.raises(CommandError) as refusal:
        export(target)

    assert refusal.value.returncode == 3
    assert _all_of(target) == before
    export(target, overwrite=True)
    assert _all_of(target) != before
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_other_files_in_a_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    world.make_article()

    export(tmp_path, overwrite=True)

    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_the_same_stories_make_the_same_bytes(tmp_path: Path) -> None:
    world.make_edition()
    export(tmp_path / "a.zip")
    export(tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_interrupted_export_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.make_article()

    def interrupted(*words: Any, **more: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zipfile.ZipFile, "writestr", interrupted)
    with pytest.raises(CommandError) as broken:
        export(tmp_path / "a.zip")

    assert broken.value.returncode == 130
    assert not list(tmp_path.iterdir())


def test_queries_grow_with_the_chunks_and_not_with_the_stories() -> None:
    world.make_edition()
    with CaptureQueriesContext(
        connection,
    ) as few:
        export("-")
    for number in range(5):
        world.make_edition(headline=f"Story {number}")

    with CaptureQueriesContext(connection) as many:
        export("-")

    assert len(many) == len(few)


@pytest.mark.parametrize("target", ["out", "out.zip"])
@pytest.mark.parametrize("name", [format_.name for format_ in exporting.FORMATS])
def test_an_export_is_imported_as_it_was(tmp_path: Path, name: str, target: str) -> None:
    told: dict[str, Any] = {"dated": date(2024, 2, 25), "slug": "there-and-back", "kicker": "Sea"}
    article = world.make_edition(headline="There & back", dateline="Tollhouse", **told).article
    export(tmp_path / target, format=name)

    report = bring(tmp_path / target)

    assert report["counts"] == {"created": 1}
    assert Article.objects.latest("pk").document() == article.document()


def _all_of(target: Path) -> dict[str, bytes]:
    files = [target] if target.is_file() else sorted(target.rglob("*.jsonl"))
    return {file.name: file.read_bytes() for file in files}
