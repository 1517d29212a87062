"""Letters: the writer's own words in a mail, without what was quoted and the signature."""

from __future__ import annotations

import re

SIGNATURE = re.compile(r"^-- ?\n(?:[^\n]*\n){0,12}[^\n]*\Z", re.MULTILINE)
SENT_FROM = re.compile(
    r"^(?:sent from my \w+|sent from (?:outlook|mail) for .{3,20}|get outlook for \w+"
    r"|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+|inviato da \w+).{0,40}\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
ATTRIBUTION = re.compile(
    r"^(?:On|Am|Le|El|Il|Op|Em|Den) [^\n]{5,200}(?:\n[^\n]{1,150})?"
    r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)[^\n]{0,120}:[ \t]*"
    r"(?=\n+[ \t]*>)",
    re.IGNORECASE | re.MULTILINE,
)
ANSWERED = re.compile(
    r"^-{3,} ?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original)"
    r" ?-{3,}|^_{20,}\n(?:From|Von|De): ",
    re.IGNORECASE | re.MULTILINE,
)
FORWARDED = re.compile(
    r"^(?:-{3,} ?Forwarded message ?-{3,}|-{3,} ?Weitergeleitete Nachricht ?-{3,}"
    r"|Begin forwarded message:)[ \t]*\n\s*(?:[A-Z][\w-]{1,20}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+",
    re.MULTILINE,
)
QUOTED = re.compile(r"^[ \t]*>[^\n]*(?:\n|\Z)", re.MULTILINE)
QUOTE_MARK = re.compile(r"^[ \t]*(?:> ?)+", re.MULTILINE)
LINE_END = re.compile(r"\r\n?")

HTML_QUOTING = re.compile(
    r"<(?:div|blockquote|hr)\b[^<>]{0,300}(?:"
    r"""class="[^"]{0,200}(?:gmail_quote|yahoo_quoted|moz-cite-prefix)"""
    r"""|id="(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)"""
    r"""|type="?cite)""",
    re.IGNORECASE,
)
HTML_SIGNATURE = re.compile(
    r"""<(div|pre)\b[^<>]{0,300}class="[^"]{0,200}(?:gmail_signature|moz-signature)[^<>]{0,300}>"""
    r".{0,5000}?</\1>",
    re.DOTALL | re.IGNORECASE,
)
TAG = re.compile(r"<[^<>]*>")


def trimmed(text: str) -> str:
    """The text without quotations, up to the signature; of a forwarded letter its text."""
    text = FORWARDED.sub("\n", LINE_END.sub("\n", text))
    answered = ANSWERED.search(text)
    own = text[: answered.start()] if answered and text[: answered.start()].strip() else text
    own = QUOTED.sub("", ATTRIBUTION.sub("", own))
    own = SENT_FROM.sub("", SIGNATURE.sub("", own.rstrip()).rstrip())
    return (own if own.strip() else QUOTE_MARK.sub("", text)).strip("\n")


def trimmed_html(html: str) -> str:
    """The same of a letter in HTML."""
    html = HTML_SIGNATURE.sub("", html)
    quoting = HTML_QUOTING.search(html)
    return html[: quoting.start()] if quoting and words(html[: quoting.start()]) else html


def is_fuller(html: str, plain: str) -> bool:
    """Whether the HTML says much more than the plain text sent along with it."""
    return words(html) > 3 * len(plain.split())


def words(html: str) -> int:
    """How many words a piece of HTML shows."""
    return len(TAG.sub(" ", html).split())
