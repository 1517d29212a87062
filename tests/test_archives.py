"""Archives: zip, tar and packed files, read in memory, each file by its own reader."""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from articles import limits
from articles.importing import finding, intake
from articles.importing.found import Found
from articles.importing.options import Options
from articles.readers import reader_for
from articles.readers.reading import Reading

STORY = b"date 2024-02-25 The harbour froze over on Sunday.\n\nNobody was hurt.\n"
OTHER = b"date 2024-02-26 The harbour thawed on Monday morning.\n\nNobody was seen.\n"
SHEET = (
    b"post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    b"11.ice,2024-02-25T10:00:00.000Z,TRUE,,newsletter,everyone,Ice at last,A cold dek,\n"
    b"12.thaw,2024-02-26T10:00:00.000Z,FALSE,,newsletter,only_paid,The thaw,,\n"
)


def zipped(files: Mapping[str | zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(files: Mapping[str, bytes], kind: bytes = tarfile.REGTYPE, packed: str = "") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{packed}") as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.type, member.size, member.linkname = kind, len(data), "/etc/passwd"
            archive.addfile(member, io.BytesIO(data))
    return stream.getvalue()


def read(data: bytes, name: str = "stories.zip") -> list[Reading]:
    reader = reader_for(name, data[:8192])
    assert reader
    return list(reader.read(data, name))


def members(readings: list[Reading]) -> list[str]:
    return [reading.member for reading in readings if reading.document]


def refusal(data: bytes, name: str = "stories.zip") -> str:
    [reading] = read(data, name)
    assert reading.document is None
    return reading.problems[0].message


def found(path: Path) -> list[Found]:
    [file] = intake.files([str(path)])
    return list(finding.found_in(file, Options()))


def test_every_file_of_a_zip_is_read_by_its_own_reader() -> None:
    readings = read(zipped({"a.txt": STORY, "b/c.md": b"---\ntitle: Ice\n---\nIt froze.\n"}))

    assert members(readings) == ["a.txt", "b/c.md"]
    assert readings[1].document
    assert readings[1].document.headline == "Ice"


@pytest.mark.parametrize("packed", ["", "gz", "xz", "bz2"])
def test_a_tar_is_read_however_it_is_packed(packed: str) -> None:
    assert members(read(tarred({"./a.txt": STORY}, packed=packed), "stories.tar.xz")) == ["a.txt"]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_packed_file_is_read_as_what_it_is(pack: object) -> None:
    [reading] = read(pack(STORY), "ice.txt.gz")  # type: ignore[operator]

    assert reading.document
    assert "Nobody was hurt." in reading.document.body
    assert reading.member == ""


def test_a_text_called_zip_is_a_text() -> None:
    assert read(STORY, "ice.zip")[0].document


def test_what_file_managers_leave_behind_is_no_document() -> None:
    names = ["__MACOSX/a.txt", ".DS_Store", "Thumbs.db", "b/.git/c.txt", "a.txt~", "a.txt"]

    assert members(read(zipped(dict.fromkeys(names, STORY)))) == ["a.txt"]


def test_pictures_are_passed_over_and_named() -> None:
    [reading] = read(zipped({"a.txt": STORY, "b.jpg": b"\xff\xd8\xff", "c.JPG": b"\xff\xd8\xff"}))

    assert reading.document
    assert "2 .jpg" in reading.problems[-1].message


def test_code_in_an_archive_is_refused_and_the_stories_are_not() -> None:
    readings = read(zipped({"a.pkl": b"cos\nsystem\n", "b.yaml": b"title: x\n", "c.txt": STORY}))

    assert members(readings) == ["c.txt"]
    assert len(readings) == 3


@pytest.mark.parametrize(
    "name", ["../a.txt", "/a.txt", "b/../../a.txt", "..\\a.txt", "C:a.txt", "b\\a.txt"]
)
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_with_a_path_that_leads_out_of_it_is_refused_whole(
    name: str, pack: object
) -> None:
    data = pack({"ok.txt": STORY, name: OTHER})  # type: ignore[operator]

    assert "not the name of a file within it" in refusal(data)


def test_an_archive_with_a_link_is_refused_whole() -> None:
    link = zipfile.ZipInfo("passwd.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert "a link or a device" in refusal(zipped({"ok.txt": STORY, link: b"/etc/passwd"}))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_a_tar_with_a_link_or_a_device_is_refused_whole(kind: bytes) -> None:
    assert "a link or a device" in refusal(tarred({"a.txt": b""}, kind), "stories.tar")


def test_a_name_that_stands_twice_is_refused() -> None:
    data = zipped({"a.txt": STORY, "b.txt": OTHER}).replace(b"b.txt", b"a.txt")

    assert refusal(data) == "The archive is refused: “a.txt” stands in it twice."


def test_an_archive_within_an_archive_is_refused() -> None:
    inner = zipped({"a.txt": STORY})

    assert "another archive" in refusal(zipped({"in.zip": inner, "a.txt": STORY}))
    assert "within an archive" in refusal(zipped({"disguised.txt": inner}))


def test_an_archive_of_too_many_files_is_refused() -> None:
    data = zipped({f"{number}.txt": b"" for number in range(limits.ZIP_ENTRIES + 1)})

    assert "more than 10,000 files" in refusal(data)


def test_what_unpacks_to_far_too_much_is_refused() -> None:
    zeros = bytes(30_000_000)

    assert "200 times its size" in refusal(zipped({"a.txt": zeros}))
    assert "200 times its size" in refusal(gzip.compress(zeros), "a.txt.gz")


def test_a_size_that_lies_is_found_out() -> None:
    data = bytearray(zipped({"a.txt": STORY * 100}))
    for at in (22, data.find(b"PK\x01\x02") + 24):
        data[at : at + 4] = (10).to_bytes(4, "little")

    assert "not as long as it says" in refusal(bytes(data))


@pytest.mark.parametrize("said", [b"1" * 2_000, b"30 path=a.txt\n" * 200])
def test_a_tar_whose_headers_take_too_long_is_refused(said: bytes) -> None:
    assert "than any honest one" in refusal(tarred({"x": said}, tarfile.XHDTYPE), "stories.tar")


def test_a_long_name_in_a_tar_is_read() -> None:
    name = f"{'b' * 150}/{'ä' * 150}.txt"

    assert members(read(tarred({name: STORY}), "stories.tar")) == [name]


@pytest.mark.parametrize("pack", [zipped, lambda files: tarred(files, packed="gz")])
def test_an_archive_cut_short_is_refused(pack: object) -> None:
    data = pack({"a.txt": bytes(range(256)) * 90})  # type: ignore[operator]

    assert "cut short" in refusal(data[: len(data) // 2])


def test_an_encrypted_zip_says_what_to_do() -> None:
    data = bytearray(zipped({"a.txt": STORY}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1

    assert "encrypted" in refusal(bytes(data))


def test_of_a_sites_source_only_the_posts_are_read() -> None:
    jekyll = ["_posts/2024-02-25-ice.md", "_drafts/thaw.md", "_layouts/post.html", "README.md"]
    hugo = [
        "content/black-ice/index.md",
        "content/_index.md",
        "layouts/post.html",
        "themes/x/README.md",
        "config.toml",
    ]
    data = b"---\ntitle: Ice\n---\nIt froze.\n"

    assert members(read(zipped(dict.fromkeys(jekyll, data)))) == jekyll[:2]
    [story] = read(zipped(dict.fromkeys(hugo, data)))
    assert (story.member, story.document and story.document.slug) == (hugo[0], "black-ice")


def test_a_drafts_folder_makes_drafts(tmp_path: Path) -> None:
    (tmp_path / "blog.zip").write_bytes(zipped({"_posts/a.md": b"Ice", "_drafts/b.md": b"Thaw"}))

    assert [one.status for one in found(tmp_path / "blog.zip")] == ["", "draft"]


def test_of_a_medium_export_only_the_posts_are_read() -> None:
    page = b"<!doctype html><title>Ice</title><article><p>It froze over.</p></article>"
    names = ["posts/2024-02-25_Ice-0123456789ab.html", "profile/profile.html", "claps/claps.html"]

    assert members(read(zipped(dict.fromkeys(names, page)))) == names[:1]


def test_a_substack_export_joins_its_table_and_its_texts() -> None:
    files = {
        "posts.csv": SHEET,
        "posts/11.ice.html": b"<p>It froze.</p>",
        "posts/11.opens.csv": b"post_id,email,title\n11,ada@post.example,x\n",
        "email_list.tide.csv": b"email\nada@post.example\n",
    }
    ice, thaw = read(zipped(files))

    assert ice.member == "posts/11.ice.html"
    assert ice.document
    assert (ice.document.headline, ice.document.dek) == (
        "Ice at last",
        "A cold dek",
    )
    assert ice.document.body == "<p>It froze.</p>"
    assert (ice.status, thaw.status) == ("published", "draft")


def test_a_substack_folder_is_read_like_its_archive(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts.csv").write_bytes(SHEET)
    (tmp_path / "posts" / "11.ice.html").write_bytes(b"<p>It froze.</p>")
    (tmp_path / "posts" / "13.lost.html").write_bytes(b"<p>No row speaks of it.</p>")

    headlines = [one.document and one.document.headline for one in found(tmp_path)]

    assert headlines == ["Ice at last", "The thaw", "No row speaks of it"]


def test_a_story_in_an_archive_is_known_by_its_path_there(tmp_path: Path) -> None:
    archive = tmp_path / "stories.zip"
    archive.write_bytes(zipped({"a.txt": STORY, "b/a.txt": OTHER}))

    identities = [one.source_id for one in found(archive)]

    assert identities == [f"{archive}/a.txt", f"{archive}/b/a.txt"]
    assert [one.path for one in found(archive)] == identities
