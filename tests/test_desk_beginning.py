"""A new import from the desk: files sent or a folder named, and the run that reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles import limits
from articles.models import ImportRun
from tests import importing, world

pytestmark = pytest.mark.django_db

ADD = "/admin/articles/importrun/add/"


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    settings.IMPORT_ROOT = tmp_path / "imports"
    return tmp_path / "imports"


@pytest.fixture
def ines(client: Client) -> Client:
    client.force_login(world.make_importer())
    return client


def file(name: str = "ferry.txt", data: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or importing.seed().encode())


def stored(root: Path) -> list[str]:
    return sorted(path.name for path in root.glob("*/*"))


def test_files_sent_wait_to_be_read_under_a_run_of_their_own(ines: Client, root: Path) -> None:
    answer = ines.post(ADD, {"upload": [file("a.txt"), file("a.txt")], "source": "Harbour  wire"})

    run = ImportRun.objects.get()
    assert answer.url == f"/admin/articles/importrun/{run.pk}/change/"
    assert (run.state, run.source, run.by_name) == ("planning", "Harbour wire", "ines")
    assert len(list((root / run.folder).iterdir())) == 2


def test_a_script_is_told_where_to_go(ines: Client) -> None:
    answer = ines.post(ADD, {"upload": file()}, headers={"accept": "application/json"})

    assert answer.json()["url"] == f"/admin/articles/importrun/{ImportRun.objects.get().pk}/change/"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("empty.txt", b"\n"[:0], "It is empty."),
        ("long.txt", b"words " * (limits.SEED_FILE_BYTES // 6 + 1), "It is larger than 1.4"),
    ],
)
def test_a_file_too_large_or_empty_is_refused_by_name_and_the_rest_taken(
    ines: Client, root: Path, name: str, data: bytes, why: str
) -> None:
    bad = SimpleUploadedFile(name, data)

    page = ines.post(ADD, {"upload": [bad, file("good.txt")]}, follow=True).text

    assert f"Not taken: {name}: {why}" in page
    assert stored(root) == ["good.txt"]


def test_nothing_but_refused_files_begins_no_run_and_leaves_nothing(
    ines: Client, root: Path
) -> None:
    page = ines.post(ADD, {"upload": SimpleUploadedFile("empty.txt", b"")}).text

    assert "empty.txt: It is empty." in page
    assert not ImportRun.objects.exists()
    assert stored(root) == []


def test_all_files_together_have_a_limit(ines: Client, root: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "UPLOADS_BYTES", 200)

    page = ines.post(ADD, {"upload": [file(f"{n}.txt") for n in range(3)]}, follow=True).text

    assert "Together the files are larger than 200" in page
    assert stored(root) == ["0.txt"]


def test_more_files_than_allowed_are_refused_with_a_remedy(
    ines: Client, root: Path, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2

    page = ines.post(ADD, {"upload": [file(f"{n}.txt") for n in range(3)]}, follow=True).text

    assert "put them into one archive" in page
    assert stored(root) == []


def test_files_of_a_refused_form_need_not_be_sent_again(ines: Client, root: Path) -> None:
    headers = {"accept": "application/json"}
    wrong = {"upload": file(), "source": "x" * 300}
    token = ines.post(ADD, wrong, headers=headers).json()["arrived"]

    ines.post(ADD, {"arrived": token, "source": "wire"})

    assert len(stored(root)) == 1
    assert ImportRun.objects.get().folder


def test_nobody_else_can_use_what_somebody_sent(ines: Client, root: Path) -> None:
    headers = {"accept": "application/json"}
    wrong = {"upload": file(), "source": "x" * 300}
    token = ines.post(ADD, wrong, headers=headers).json()["arrived"]
    other = Client()
    other.force_login(world.make_importer("otto"))

    for forged in (token, "../../etc", token[:-2]):
        assert "Choose the files to import." in other.post(ADD, {"arrived": forged}).text


@pytest.mark.parametrize("name", ["../../../evil.txt", "..\\evil.txt", "a/b/evil.txt", ".evil.txt"])
def test_no_name_leads_out_of_the_folder(ines: Client, root: Path, name: str) -> None:
    upload = file()
    upload._name = name

    ines.post(ADD, {"upload": upload})

    assert stored(root) == ["evil.txt"]


def test_a_folder_is_imported_only_where_the_settings_allow(
    ines: Client, settings: Any, tmp_path: Path
) -> None:
    inside, outside = tmp_path / "wire", tmp_path / "private"
    importing.write(inside / "today", a=importing.seed())
    outside.mkdir()
    (inside / "way-out").symlink_to(outside)
    assert "Or a folder on the server" not in ines.get(ADD).text
    settings.IMPORT_FOLDERS = [str(inside)]

    offered = ines.get(ADD).text
    for folder in (outside, inside / "way-out", inside / ".." / "private"):
        ines.post(ADD, {"folder": str(folder)})
    assert not ImportRun.objects.exists()
    ines.post(ADD, {"folder": str(inside / "today")})

    assert str(inside / "today") in offered
    assert "way-out" not in offered
    assert ImportRun.objects.get().paths == [str(inside / "today")]


def test_only_a_publisher_is_offered_to_publish(ines: Client) -> None:
    assert "Publish what is approved" not in ines.get(ADD).text

    ines.post(ADD, {"upload": file(), "publish": "on"})

    assert not ImportRun.objects.get().options["publish"]


def test_a_forged_form_begins_nothing_and_leaves_nothing(root: Path) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.make_importer())

    assert strict.post(ADD, {"upload": file()}).status_code == 403
    assert not ImportRun.objects.exists()
    assert stored(root) == []


def test_a_file_posted_to_another_form_goes_nowhere(client: Client, settings: Any) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    data = b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)

    answer = client.post("/admin/login/", {"username": SimpleUploadedFile("a", data)})

    assert answer.status_code == 200
