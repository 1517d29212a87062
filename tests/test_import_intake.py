"""Which files are read, and what a document is known by."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.importing.identity import LONGEST, Identities
from articles.importing.intake import NO_FILE, NoSuchPath, files


def names(*paths: Path | str, in_collection: bool = False) -> list[str]:
    return [file.place for file in files(list(map(str, paths)), in_collection=in_collection)]


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def test_folders_are_walked_in_order_of_name(tmp_path: Path) -> None:
    touch(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.txt")

    assert names(tmp_path, in_collection=True) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_what_is_no_document_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".git/config", ".hidden.txt", "a.txt~", "__MACOSX/a.txt", "Thumbs.db", "a.txt")

    assert names(tmp_path, in_collection=True) == ["a.txt"]


def test_links_pipes_and_devices_in_a_folder_are_never_opened(tmp_path: Path) -> None:
    touch(tmp_path, "in/a.txt", "out/secret.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "out/secret.txt")
    (tmp_path / "in/folder").symlink_to(tmp_path / "out")
    os.mkfifo(tmp_path / "in/pipe.txt")

    assert names(tmp_path / "in", in_collection=True) == ["a.txt"]


def test_a_link_that_leads_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert [file.size for file in files([str(tmp_path / "loop")])] == [NO_FILE]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    touch(tmp_path, "a/a.txt", "b.txt")

    assert len(names(tmp_path / "a", tmp_path, tmp_path / "b.txt", tmp_path)) == 2


def test_globs_are_understood(tmp_path: Path) -> None:
    touch(tmp_path, "a/1.txt", "a/2.md", "b/3.txt")

    assert names(f"{tmp_path}/**/*.txt", in_collection=True) == ["a/1.txt", "b/3.txt"]


def test_a_name_with_brackets_is_a_name_before_it_is_a_glob(tmp_path: Path) -> None:
    touch(tmp_path, "a[1].txt", "a1.txt")

    assert names(tmp_path / "a[1].txt", in_collection=True) == ["a[1].txt"]


def test_a_path_that_leads_nowhere_is_said_before_anything_is_read(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")

    with pytest.raises(NoSuchPath):
        files([str(tmp_path), str(tmp_path / "nowhere")])


def test_without_a_collection_a_file_is_known_by_its_absolute_path(tmp_path: Path) -> None:
    touch(tmp_path, "a.txt")

    assert names(tmp_path) == [str(tmp_path / "a.txt")]


def test_in_a_collection_equal_names_in_two_folders_stay_apart(tmp_path: Path) -> None:
    touch(tmp_path, "a/s.txt", "b/s.txt")

    assert names(tmp_path / "a", tmp_path / "b", in_collection=True) == ["a/s.txt", "b/s.txt"]


def test_a_name_that_is_no_utf8_is_still_a_name(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(raw)).write_text("x")

    assert names(tmp_path, in_collection=True) == ["caf\\xe9.txt"]


def test_documents_of_a_file_without_names_are_numbered() -> None:
    identities = Identities("/a.csv", named_collection=False)

    assert [identities.of("") for _ in range(3)] == ["/a.csv", "/a.csv#2", "/a.csv#3"]


def test_the_sources_own_name_is_good_anywhere_if_it_is_a_uri() -> None:
    identities = Identities("/feed.xml", named_collection=False)

    assert identities.of("https://example.org/?p=1") == "https://example.org/?p=1"
    assert identities.of("1") == "/feed.xml#1"


def test_the_sources_own_name_is_good_anywhere_in_a_named_collection() -> None:
    assert Identities("feed.xml", named_collection=True).of("1") == "1"


def test_a_name_that_stands_twice_hides_no_document() -> None:
    identities = Identities("/feed.xml", named_collection=True)

    assert [identities.of("1"), identities.of("1")] == ["1", "1#2"]


def test_no_document_is_given_the_name_another_is_numbered_by() -> None:
    identities = Identities("/a.csv", named_collection=False)

    given = [identities.of(own) for own in ("", "", "2", "3", "", "2")]

    assert len(set(given)) == len(given)


def test_a_name_too_long_for_its_column_is_still_one_of_a_kind() -> None:
    identities = Identities("/feed.xml", named_collection=True)
    one, other = identities.of("x" * 2000 + "1"), identities.of("x" * 2000 + "2")

    assert one != other
    assert len(one) == len(other) == LONGEST
