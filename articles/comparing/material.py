"""Material: of all that was changed, what may make a story say another thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from articles.comparing.telling import DATES, NEGATIONS, NUMBERS, OPENERS, WEEKDAYS_AND_MONTHS
from articles.comparing.words import TOKEN, Piece

MaterialKind = Literal["number", "date", "negation", "name", "quotation", "link"]

DATE = re.compile(r"^(\d{4}-\d\d?(-\d\d?)?|\d\d?[/.]\d\d?[/.]\d{2,4}|(19|20)\d\d)$")
EDGES = ".,;:!?()[]{}“”„\"«»‹›‘’'…–—-¶。，、；：！？「」『』،؛؟"
QUOTED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|『([^『』]+)』"
    r"|(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))+)’"
)
HREF = re.compile(r'<a href="([^"]*)"')


class Material(NamedTuple):
    """What stood there and what stands there now, either of them empty perhaps."""

    kind: MaterialKind
    was: str
    now: str


def materials(pieces: Sequence[Piece], old: str = "", new: str = "") -> tuple[Material, ...]:
    """What is material among the pieces of one text; `old` and `new` are its HTML, for links."""
    return (*_words(pieces), *_quotations(pieces), *_links(old, new))


def _words(pieces: Sequence[Piece]) -> Iterator[Material]:
    ordinary = {word for piece in pieces for word in _split(piece.text) if word.islower()}
    went, came = (_named(pieces, kind, ordinary) for kind in ("removed", "added"))
    both = Counter(went) & Counter(came)
    gone, come = _less(went, both), _less(came, both)
    kinds: tuple[MaterialKind, ...] = ("number", "date", "negation", "name")
    for kind in kinds:
        was, now = (", ".join(word for k, word in side if k == kind) for side in (gone, come))
        if was or now:
            yield Material(kind, was, now)


def _less(
    words: list[tuple[MaterialKind, str]], both: Counter[tuple[MaterialKind, str]]
) -> list[tuple[MaterialKind, str]]:
    """Without those that merely stand elsewhere in the same text."""
    left = Counter(both)
    kept = list[tuple[MaterialKind, str]]()
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            kept.append(word)
    return kept


def _named(
    pieces: Sequence[Piece], kind: str, ordinary: set[str]
) -> list[tuple[MaterialKind, str]]:
    words = (word for piece in pieces if piece.kind == kind for word in _split(piece.text))
    found = ((kind_of(word, ordinary), word) for word in words)
    return [(kind, word) for kind, word in found if kind]


def _split(text: str) -> list[str]:
    return [word for each in TOKEN.findall(text) if (word := each.strip().strip(EDGES))]


def kind_of(word: str, ordinary: set[str]) -> MaterialKind | None:
    """What a word is that was changed; `ordinary` are the words the text has in small letters."""
    folded = word.casefold().replace("’", "'")
    if DATE.match(word) or folded in DATES or (folded in WEEKDAYS_AND_MONTHS and word.istitle()):
        return "date"
    if any(character.isdigit() for character in word) or folded in NUMBERS:
        return "number"
    if folded in NEGATIONS or folded.endswith("n't"):
        return "negation"
    if word[0].isupper() and len(word) > 1 and folded not in ordinary | OPENERS:
        return "name"
    return None


def _quotations(pieces: Sequence[Piece]) -> Iterator[Material]:
    """Quotations whose words are not what they were."""
    was = _quoted("".join(piece.text for piece in pieces if piece.kind != "added"))
    now = _quoted("".join(piece.text for piece in pieces if piece.kind != "removed"))
    gone, come = list((was - now).elements()), list((now - was).elements())
    for n in range(max(len(gone), len(come))):
        yield Material("quotation", "".join(gone[n : n + 1]), "".join(come[n : n + 1]))


def _quoted(text: str) -> Counter[str]:
    found = ("".join(match).strip(" ,.") for match in QUOTED.findall(text))
    return Counter(" ".join(quotation.split()) for quotation in found)


def _links(old: str, new: str) -> Iterator[Material]:
    was, now = Counter(HREF.findall(old)), Counter(HREF.findall(new))
    gone, come = list((was - now).elements()), list((now - was).elements())
    for n in range(max(len(gone), len(come))):
        yield Material("link", "".join(gone[n : n + 1]), "".join(come[n : n + 1]))
