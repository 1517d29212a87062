"""Mail: a story sent to the desk, in the message itself or attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from functools import partial
from html import escape

from articles import limits
from articles.readers import (
    folders,
    letters,
    markdown,
    naming,
    records,
    seed_text,
    stated_dates,
    titles,
    word,
)
from articles.readers.encodings import Undecodable, decode
from articles.readers.formats import Format, is_text
from articles.readers.reading import Problem, Reading, refused
from articles.readers.records import Record

MOST_BYTES = limits.UPLOAD_BYTES
MOST_PARTS = 200
LONGEST_HEADER = 8 * 1024
SIGNS = re.compile(rb"^(?:Message-ID|MIME-Version|Received|Return-Path|Delivered-To):", re.I | re.M)
SENDER = re.compile(rb"^From: ?\S", re.I | re.M)
BEGINNING = re.compile(rb"(?:From |[A-Za-z][\w-]*: ?)")
HEADER = re.compile(rb"^[A-Za-z][\w-]{0,60}:[^\n]*(?:\n[ \t][^\n]*)*", re.M)
END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\Z")
CONTENT_HEADER = re.compile(rb"^content-[\w-]+:[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
REPLIED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
FAULTS = (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError)
COVERING = 60
"""Words; a message that is shorter and has a story attached is a covering note."""
UNDATED = "The story says no date."
REMEDY = "Forward the message to yourself, save that, and import it; or paste its text."

STORIES = {
    **dict.fromkeys(word.NAMES, Format("Word", word.recognises, word.read, word.MOST_BYTES)),
    **dict.fromkeys((".md", ".markdown"), Format("Markdown", markdown.recognises, markdown.read)),
    ".txt": Format("seed text", is_text, seed_text.read),
}
"""What may be attached as a story, by the end of its name."""


def recognises(name: str, head: bytes) -> bool:
    """A block of headers such as only mail has; .eml on anything that begins with one."""
    head = head.lstrip()
    if not BEGINNING.match(head):
        return False
    headers = head[: END_OF_HEADERS.search(head).start()]  # type: ignore[union-attr]
    return name.lower().endswith(".eml") or bool(SIGNS.search(headers) and SENDER.search(headers))


@dataclass(slots=True)
class Mail:
    """A message: who sent it, when, under what subject; its texts and what is attached."""

    subject: str
    senders: tuple[str, ...]
    identity: str
    sent: datetime | None = None
    plain: Message | None = None
    html: Message | None = None
    attached: list[tuple[str, Message]] = field(default_factory=list)


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """The story in the message, then those attached to it as text, Markdown or Word."""
    data = data.lstrip()
    if _is_swollen(data):
        yield refused(f"A header is longer than {LONGEST_HEADER:,} bytes.", REMEDY)
        return
    try:
        mail = _opened(data)
        body = _body(mail)
    except Undecodable as error:
        yield refused(f"The message cannot be read: {error.message}.", error.remedy)
    except FAULTS as error:
        yield refused(f"The message is not built like mail ({error})."[:200], REMEDY)
    else:
        yield from _readings(mail, body)


def _is_swollen(data: bytes) -> bool:
    """Python takes the square of a header's length to read it."""
    top = data[: END_OF_HEADERS.search(data).start()]  # type: ignore[union-attr]
    headers = (*HEADER.finditer(top), *CONTENT_HEADER.finditer(data))
    return any(len(header[0]) > LONGEST_HEADER for header in headers)


def _opened(data: bytes) -> Mail:
    message = message_from_bytes(data, policy=policy.default)
    headers = _headers(message)
    shown, address = parseaddr(headers.get("from", ""))
    mail = Mail(
        subject=REPLIED.sub("", titles.line(headers.get("subject", ""))),
        senders=naming.people([shown]) if shown != address else (),
        identity=headers.get("message-id", "").strip("<> \t"),
    )
    dated, _ = stated_dates.read(headers.get("date", "").partition("(")[0])
    mail.sent = dated if isinstance(dated, datetime) else None
    for number, part in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise ValueError(f"it has more than {MOST_PARTS} parts")
        if not part.is_multipart():
            _file(part, mail)
    return mail


def _headers(message: Message) -> dict[str, str]:
    """The headers as text, whichever way they are encoded; of two the first counts."""
    headers: dict[str, str] = {}
    for name, raw in message.raw_items():
        headers.setdefault(name.lower(), _decoded(raw))
    return headers


def _decoded(raw: str) -> str:
    text = " ".join(raw.split())
    try:
        text = decode(text.encode("utf-8", "surrogateescape")).text
        return str(make_header(decode_header(text)))
    except (Undecodable, *FAULTS):
        return text.encode("ascii", "ignore").decode()


def _file(part: Message, mail: Mail) -> None:
    """Puts a part of the message where it belongs."""
    name, kind = part.get_filename() or "", part.get_content_type()
    is_attached = part.get_content_disposition() == "attachment" or name
    if is_attached:
        mail.attached.append((titles.line(name).replace("/", "_")[:200] or kind, part))
    elif kind == "text/plain" and mail.plain is None:
        mail.plain = part
    elif kind == "text/html" and mail.html is None:
        mail.html = part


def _body(mail: Mail) -> Reading | None:
    """The story in the message itself; None where it says nothing."""
    plain = letters.trimmed(_text(mail.plain)[: limits.SEED_FILE_BYTES + 1])
    html = letters.trimmed_html(_text(mail.html))
    if letters.is_fuller(html, plain):
        reading = records.read(Record(place="The message", values={}, html=html))
    elif plain:
        [reading] = seed_text.read(plain.encode())
    else:
        return None
    return _completed(reading, mail)


def _text(part: Message | None) -> str:
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    declared = part.get_content_charset() or ""
    return decode(payload, declared).text if isinstance(payload, bytes) and payload else ""


def _completed(reading: Reading, mail: Mail) -> Reading:
    """The story with the message's sender and date where it names none itself."""
    if reading.document is None:
        return reading
    completed = replace(
        reading.document,
        bylines=reading.document.bylines or mail.senders,
        dated=reading.document.dated or mail.sent,
    )
    undated = completed.dated is None
    problems = tuple(one for one in reading.problems if undated or one.message != UNDATED)
    return replace(reading, document=completed, problems=problems)


def _under_its_subject(reading: Reading, mail: Mail) -> Reading:
    """The message's own story: a title inside it that says something else stays in the text."""
    document = reading.document
    if document is None or not mail.subject:
        return replace(reading, source_id=mail.identity)
    title = "" if document.headline_derived else document.headline
    kept = f"<h2>{escape(title, quote=False)}</h2>" if title and title != mail.subject else ""
    titled = replace(
        document, headline=mail.subject, headline_derived=False, body=kept + document.body
    )
    return replace(reading, document=titled, source_id=mail.identity)


def _readings(mail: Mail, body: Reading | None) -> Iterator[Reading]:
    stories = [(name, part) for name, part in mail.attached if folders.suffix(name) in STORIES]
    others = [name for name, part in mail.attached if folders.suffix(name) not in STORIES]
    told = _left_out(others)
    if body and not (stories and _is_covering(body)):
        body = _under_its_subject(body, mail)
        yield replace(body, problems=(*body.problems, *told))
        told = ()
    for name, part in stories:
        for reading in map(partial(_completed, mail=mail), _attached(name, part)):
            yield replace(reading, member=name, problems=(*reading.problems, *told))
            told = ()
    if not body and not stories:
        named = f" Attached: {', '.join(others)}."[:300] if others else ""
        yield refused(f"There is no text in the message.{named}", "Import what is attached to it.")


def _is_covering(body: Reading) -> bool:
    return body.document is None or letters.words(body.document.body) < COVERING


def _attached(name: str, part: Message) -> Iterator[Reading]:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    reader = STORIES[folders.suffix(name)]
    if len(data) > reader.most_bytes:
        yield refused(f"“{name}” is larger than {reader.most_bytes:,} bytes.", "Split it.")
    else:
        yield from reader.read(data, name)


def _left_out(names: Sequence[str]) -> tuple[Problem, ...]:
    if not names:
        return ()
    shown = ", ".join(names[:8])
    message = f"What else was attached was left out: {shown}."
    return (Problem(message=message, remedy="Save it from the message if it is wanted."),)
