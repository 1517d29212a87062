"""Pictures: taken in anew, described, shown in stories and on cards, and taken down."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from articles import limits, picturing, prints, requirements
from articles.models import AuditEntry, Edition, Picture, PicturePrint
from articles.takeout import layout
from tests import world

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/picture/add/"
SAID = {"alt": "The last ferry at the quay", "caption": "Not for long.", "credit": "Photo: Wren"}


def photograph(width: int = 1200, height: int = 800, form: str = "JPEG") -> bytes:
    """With what a camera writes into it: who, where, and which way up."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0112] = "CanonEOS", "Secret Agent", 6  # turned
    out = BytesIO()
    Image.new("RGB", (width, height), "#14594d").save(out, form, exif=exif)
    return out.getvalue()


def taken_in(data: bytes | None = None) -> Picture:
    return picturing.take_in(data or photograph(), **SAID, by=None)


def figure(picture: Picture, alt: str = SAID["alt"]) -> str:
    return f'<figure><img src="{picture.largest.address}" alt="{alt}"></figure>'


def sent(client: Client, data: bytes, **said: str) -> Any:
    return client.post(ADD, SAID | said | {"file": SimpleUploadedFile("a.jpg", data)})


@pytest.fixture
def writer(client: Client) -> Client:
    client.force_login(world.make_writer())
    return client


def test_a_picture_is_made_anew_in_every_width_without_what_came_with_it(writer: Client) -> None:
    assert sent(writer, photograph()).status_code == 302

    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (800, 1200), "it stands upright"
    assert [each.width for each in picture.prints.order_by("width")] == [480, 800]
    for each in picture.prints.all():
        assert Image.open(BytesIO(each.data)).width == each.width
        assert b"Secret" not in bytes(each.data)
        assert b"EXIF" not in bytes(each.data)
    assert AuditEntry.objects.filter(kind="picture", verb="added").count() == 1
    sent(writer, photograph())
    assert Picture.objects.count() == 1, "the same file is the same picture"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        photograph()[:300],
        b"GIF89a",
        b"x" * 99,
        photograph(17_000, 8),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(writer: Client, data: bytes) -> None:
    answer = sent(writer, data)

    assert "errorlist" in answer.text or "error" in answer.text
    assert not Picture.objects.exists()
    assert not PicturePrint.objects.exists()


def test_what_is_too_large_is_refused(writer: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "IMAGE_PIXELS", 100)
    assert "40 million pixels" in sent(writer, photograph()).text
    monkeypatch.setattr(limits, "UPLOAD_BYTES", 100)
    assert "20 MB or less" in sent(writer, photograph()).text
    assert not Picture.objects.exists()


def test_nobody_but_a_writer_puts_one_in_and_not_from_another_site() -> None:
    stranger, writer = Client(), Client(enforce_csrf_checks=True)
    stranger.force_login(world.make_user("nobody"))
    writer.force_login(world.make_writer())

    assert sent(Client(), photograph()).status_code == 302
    assert sent(stranger, photograph()).status_code == 403
    assert sent(writer, photograph()).status_code == 403
    assert not Picture.objects.exists()


def test_a_story_shows_it_in_every_width_and_leads_with_it_on_cards(client: Client) -> None:
    picture = taken_in()
    edition = world.make_edition(body=world.BODY + figure(picture))
    small, large = prints.Print(picture.key, 800, 1200).small(480), picture.largest.address

    story, front = client.get(edition.get_absolute_url()).text, client.get("/").text

    assert f'srcset="{small} 480w, {large} 800w"' in story
    assert 'width="800" height="1200"' in story
    assert re.search(rf'class="shot"[^>]*><img src="{large}"[^>]*alt=""', front)
    for address in (small, large):
        answer = client.get(address)
        assert answer["Content-Type"] == "image/webp"
        assert "immutable" in answer["Cache-Control"]
    assert f"http://testserver{large}" in client.get("/feed/").text


def test_a_picture_taken_down_is_given_to_nobody(client: Client) -> None:
    picture = taken_in()
    assert client.get(picture.largest.address).status_code == 200

    Picture.objects.update(is_shown=False)

    assert client.get(picture.largest.address).status_code == 404


@pytest.mark.parametrize("address", ["/picture/0-1.webp", "/picture/x-99999x99999.webp"])
def test_an_address_of_no_picture_is_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_it_is_described_before_it_is_published() -> None:
    picture = taken_in()
    bare, told = (
        world.make_article(slug=slug, body=world.BODY + figure(picture, alt)).document()
        for slug, alt in (("bare", ""), ("told", "A quay"))
    )

    assert [issue.message for issue in requirements.blocking(bare)] == [
        "Describe each picture for those who cannot see it."
    ]
    assert not requirements.blocking(told)


def test_another_sites_picture_is_a_link_and_fetched_by_nobody(client: Client) -> None:
    remote = '<figure><img src="https://elsewhere.example/a.jpg" alt="A &lt;quay&gt;"></figure>'
    edition = world.make_edition(body=world.BODY + remote)

    text = client.get(edition.get_absolute_url()).text.partition('<div class="body">')[2]

    assert "<img" not in text
    assert 'href="https://elsewhere.example/a.jpg">A &lt;quay&gt; <span>(elsewhere.exam' in text
    assert Edition.objects.get().lead == ""


def test_a_takeout_brings_a_print_back_to_the_byte() -> None:
    own = taken_in().prints.first()
    names = layout.columns(PicturePrint)

    line = layout.line(names, tuple(getattr(own, name) for name in names))

    assert bytes(layout.row(PicturePrint, line)["data"]) == bytes(own.data)


def test_the_editor_chooses_among_them(writer: Client) -> None:
    picture = taken_in()

    wall = writer.get("/admin/articles/picture/", {"CKEditorFuncNum": "-3"}).text

    assert 'data-teller="-3"' in wall
    assert f'data-address="{picture.largest.address}"' in wall
    assert 'data-caption="Not for long. Photo: Wren"' in wall
    assert "pickerUrl" in writer.get("/admin/articles/article/add/").text


def test_whoever_may_not_look_sees_no_wall(client: Client) -> None:
    client.force_login(User.objects.create_user("reader", is_staff=True))

    assert client.get("/admin/articles/picture/").status_code == 403
