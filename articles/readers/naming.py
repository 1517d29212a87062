"""Naming: people, tags and languages as sources name them, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.readers import titles
from articles.readers.bylines import split_names

MAIL = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)|\s*[<(]\S+@\S+[>)]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, whatever its case, in order, on one line and without markup."""
    by_fold: dict[str, str] = {}
    for name in filter(None, map(titles.plain, names)):
        by_fold.setdefault(name.casefold(), name)
    return tuple(by_fold.values())


def people(lines: Iterable[str]) -> tuple[str, ...]:
    """The people in lines of names, mail addresses beside a name left out."""
    return distinct(name for line in lines for name in split_names(without_mail(line)))


def without_mail(name: str) -> str:
    """“Ada Lovelace” of “Ada Lovelace <ada@post.example>” or “ada@post.example (Ada Lovelace)”."""
    return MAIL.sub(lambda found: found["name"] or "", name).strip()


def language(tag: str) -> str:
    """A language tag as BCP 47 writes it, or "" when it is none."""
    tag = tag.strip()
    return tag.replace("_", "-") if LANGUAGE.fullmatch(tag) else ""
