"""Slugs: the readable end of an address, in any language, never empty."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterator
from itertools import count

from articles import limits
from articles.romanising import INDIC, romanised

LONGEST = 80
NUMBERED = 999  # the last numbered form looked for beforehand

# First or last parts of the site's own addresses, and words machines trip over.
RESERVED = frozenset(
    (
        *("admin", "api", "archive", "archives", "article", "articles", "atom", "author"),
        *("authors", "corrections", "desk", "edit", "favicon", "feed", "feeds", "health"),
        *("healthz", "index", "login", "logout", "media", "new", "none", "null", "page"),
        *("preview", "robots", "rss", "search", "section", "sections", "sitemap", "static"),
        *("story", "stories", "tag", "tags", "undefined"),
    )
)

# Between letters these vanish ("don't" → dont); after an elided article they part two words.
APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`´](?=\w)")
ELIDING = {"fr", "it", "ca", "oc"}
INITIALS = re.compile(r"(?<!\w)(?:\w\.){2,}")  # U.S. → us
STATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
WORD = re.compile(r"[\w\u0900-\u0d7f]+")


def slugify(headline: str, language: str = "") -> str:
    """`headline` as words joined by hyphens: lower case, NFC, letters and digits, ≤ 80 characters.

    Latin, Greek, Cyrillic and Indic letters become ASCII, by the habits of `language`
    where it has its own; other scripts keep their letters. Without any letter it is
    a short hash, the same each time.
    """
    words = (romanised(word, language) for word in _words(headline[: LONGEST * 20], language))
    slug = _cut("-".join(filter(None, map(_clean, words))))
    if not slug:
        slug = f"item-{hashlib.sha256(headline.encode(errors='replace')).hexdigest()[:8]}"
    return f"{slug}-1" if slug in RESERVED else slug


def stated(slug: str, language: str = "") -> str:
    """A slug somebody gave, as it is where it is one, up to what a column holds; else slugified."""
    if not STATED.fullmatch(slug) or slug in RESERVED:
        return slugify(slug, language)
    if len(slug) <= limits.SLUG:
        return slug
    head, hyphen, _ = slug[: limits.SLUG + 1].rpartition("-")
    return head if hyphen else slug[: limits.SLUG]


def _words(headline: str, language: str) -> list[str]:
    text = headline.lower() if headline.isascii() else _normal(headline)
    apart = "-" if language.lower().split("-")[0] in ELIDING else ""
    text = INITIALS.sub(lambda match: match[0].replace(".", ""), APOSTROPHES.sub(apart, text))
    return WORD.findall(text.replace("_", " "))


def _normal(headline: str) -> str:
    text = unicodedata.normalize("NFKC", headline).lower()
    return unicodedata.normalize("NFC", "".join(filter(_written, text)))


def _written(char: str) -> bool:
    """Not a vowel point or a tone mark, which addresses leave out; in India they are letters."""
    return not unicodedata.category(char).startswith("M") or ord(char) in INDIC


def _clean(word: str) -> str:
    """The word without what no address should carry, digits in 0–9."""
    if word.isascii() and word.isalnum():
        return word.lower()
    digits = (str(unicodedata.decimal(char, char)) for char in word if char.isalnum())
    return unicodedata.normalize("NFC", "".join(digits)).lower()


def _cut(slug: str) -> str:
    """At most LONGEST characters, ending with a whole word if there is one to end with."""
    if len(slug) <= LONGEST:
        return slug
    head, hyphen, _ = slug[: LONGEST + 1].rpartition("-")
    return head if hyphen else slug[:LONGEST]


def distinct(slug: str, taken: Container[str]) -> str:
    """`slug`, or the first of its numbered forms that is not taken: slug-2, slug-3 …"""
    return next(rival for rival in _forms(slug) if rival not in taken)


def rivals(slug: str) -> list[str]:
    """The slug and its numbered forms to slug-999: ask which are taken before `distinct`."""
    return [form for form, _ in zip(_forms(slug), range(NUMBERED), strict=False)]


def _forms(slug: str) -> Iterator[str]:
    yield slug
    for number in count(2):
        ending = f"-{number}"
        yield slug[: LONGEST - len(ending)].rstrip("-") + ending
