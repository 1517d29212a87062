"""What a document still lacks before publication, as a list for a human."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import markup
from articles.documents import Document


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing missing; `blocks` publication, or else merely advises."""

    field: str
    message: str
    blocks: bool


def check(document: Document) -> list[Issue]:
    """Everything missing, blocking issues first."""
    return [*blocking(document), *_advice(document)]


def blocking(document: Document) -> list[Issue]:
    return list(_obstacles(document))


def _obstacles(document: Document) -> Iterator[Issue]:
    if not document.headline.strip():
        yield Issue("headline", _("Write a headline."), True)
    if not markup.text(document.body).strip():
        yield Issue("body", _("Write the story: the body is empty."), True)


def _advice(document: Document) -> Iterator[Issue]:
    if document.headline_derived and document.headline.strip():
        yield Issue("headline", _("The headline is a working one: accept it or write one."), False)
    if not document.section:
        yield Issue("section", _("Choose a section, so that readers find it there."), False)
    if not document.bylines:
        yield Issue("bylines", _("Say who wrote it."), False)
    if not document.tags:
        yield Issue("tags", _("Add a tag or two."), False)
