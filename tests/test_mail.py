"""Mail: stories sent to the desk, messages made here."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest

from articles.readers import reader_for
from articles.readers.reading import Reading

LEDE = "The harbour froze over on Sunday, and nobody was hurt, the port authority said."
SECOND = "Two ferries were held at the quay until the ice had been broken in the afternoon."
STORY = f"{LEDE}\n\n{SECOND}\n"


def message(text: str = STORY, *, html: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    made["From"] = headers.get("sender", "Ada Lovelace <ada@post.example>")
    made["To"] = "desk@post.example"
    made["Subject"] = headers.get("subject", "Ice in the harbour")
    made["Date"] = "Sun, 25 Feb 2024 18:30:00 +0100"
    made["Message-ID"] = "<1@post.example>"
    if text:
        made.set_content(text)
    if html and text:
        made.add_alternative(html, subtype="html")
    elif html:
        made.set_content(html, subtype="html")
    return made


def read(made: EmailMessage | bytes, name: str = "ice.eml") -> list[Reading]:
    data = made if isinstance(made, bytes) else bytes(made)
    reader = reader_for(name, data[:8192])
    assert reader
    assert reader.name == "mail"
    return list(reader.read(data, name))


def body_of(text: str) -> str:
    [reading] = read(message(text))
    assert reading.document
    return reading.document.body


def test_subject_sender_and_date_become_headline_byline_and_day() -> None:
    [reading] = read(message())

    story = reading.document
    assert story
    assert (story.headline, story.bylines) == ("Ice in the harbour", ("Ada Lovelace",))
    assert story.dated
    assert story.dated.isoformat() == "2024-02-25T18:30:00+01:00"
    assert story.body == f"<p>{LEDE}</p><p>{SECOND}</p>"
    assert (reading.source_id, reading.problems) == ("1@post.example", ())


def test_mail_is_known_by_its_headers_under_any_name() -> None:
    assert read(message(), "saved.txt")


def test_a_story_that_merely_opens_with_a_header_word_is_no_mail() -> None:
    reader = reader_for("ice.txt", b"Date: 2024-02-25\nFrom: our correspondent\n\nIt froze.\n")

    assert reader
    assert reader.name == "seed text"


@pytest.mark.parametrize("subject", ["Re: Ice", "Fwd: Ice", "AW: WG: Ice"])
def test_a_subject_loses_its_prefixes(subject: str) -> None:
    [reading] = read(message(subject=subject))

    assert reading.document
    assert reading.document.headline == "Ice"


def test_an_encoded_subject_is_read() -> None:
    [reading] = read(message(subject="Übergröße: 新闻", sender="José Núñez <j@post.example>"))

    assert reading.document
    assert reading.document.headline == "Übergröße: 新闻"
    assert reading.document.bylines == ("José Núñez",)


def test_a_subject_in_bare_bytes_is_read() -> None:
    data = bytes(message()).replace(b"Ice in the harbour", "Eis über Köln".encode())

    [reading] = read(data)

    assert reading.document
    assert reading.document.headline == "Eis über Köln"


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nAda Lovelace\nThe Post, +44 1",
        "On Sun, 25 Feb 2024 at 10:00, Desk <desk@post.example> wrote:\n> Where is it?\n> Soon?",
        "Am 25.02.2024 um 10:00 schrieb Desk:\n> Wo bleibt es?",
        "-----Original Message-----\nFrom: Desk\nSubject: Where\n\nWhere is it?",
        "Sent from my iPhone",
        "> Where is it?",
    ],
)
def test_signature_and_quoted_letters_are_left_out(tail: str) -> None:
    assert body_of(f"{STORY}\n{tail}\n") == f"<p>{LEDE}</p><p>{SECOND}</p>"


def test_a_quotation_in_the_story_is_no_quoted_letter() -> None:
    text = f"{STORY}\nOn Sunday 25 February the harbour master wrote:\n\nThe ice is thick.\n"

    assert body_of(text).endswith("wrote:</p><p>The ice is thick.</p>")


def test_of_a_forwarded_letter_the_text_is_kept() -> None:
    head = "---------- Forwarded message ---------\nFrom: Desk <d@post.example>\nSubject: Ice\n\n"

    assert body_of(head + STORY) == f"<p>{LEDE}</p><p>{SECOND}</p>"


def test_a_letter_in_html_is_cleaned_and_its_quotation_left_out() -> None:
    html = (
        "<html><head><style>p{}</style></head><body><p>It <b>froze</b>.<script>x()</script></p>"
        '<div class="gmail_quote">On Sunday he wrote: <p>Where is it?</p></div></body></html>'
    )

    [reading] = read(message("", html=html))

    assert reading.document
    assert reading.document.body == "<p>It <strong>froze</strong>.</p>"


def test_plain_text_goes_before_html_that_says_the_same() -> None:
    [reading] = read(message(STORY, html=f"<p>{LEDE}</p><p>{SECOND} <i>in HTML</i></p>"))

    assert reading.document
    assert "HTML" not in reading.document.body


def test_what_is_attached_and_no_story_is_named() -> None:
    made = message()
    made.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg", filename="ice.jpg")

    [reading] = read(made)

    assert "ice.jpg" in reading.problems[0].message


def test_a_covering_note_gives_way_to_the_stories_attached() -> None:
    made = message("Please find attached.")
    made.add_attachment(b"# Ice at last\n\nIt froze.\n", "text", "markdown", filename="a/ice.md")
    made.add_attachment(STORY, filename="quay.txt")

    ice, quay = read(made)

    assert ice.document
    assert (ice.member, ice.document.headline) == ("a_ice.md", "Ice at last")
    assert quay.document
    assert quay.document.bylines == ("Ada Lovelace",)


def test_a_message_without_text_is_refused() -> None:
    [reading] = read(message(""))

    assert reading.document is None


@pytest.mark.parametrize("header", ["X: ", "Content-Type: text/plain; a=", "Subject: "])
def test_a_header_without_end_is_refused_unread(header: str) -> None:
    [reading] = read(header.encode() + b'"(' * 500_000 + b"\n" + bytes(message()))

    assert "longer than" in reading.problems[0].message


def test_a_message_of_endless_parts_is_refused() -> None:
    part = b"--x\r\nContent-Type: text/plain\r\n\r\na\r\n"
    head = (
        b"MIME-Version: 1.0\r\nFrom: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n"
    )

    [reading] = read(head + b"\r\n" + part * 5_000 + b"--x--")

    assert "more than 200 parts" in reading.problems[0].message
