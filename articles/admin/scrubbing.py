"""Scrubbing: through all a story ever said, keystroke by keystroke and version by version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from articles import comparing
from articles.admin.opening import number_in, opened, page, version_of
from articles.admin.resuming import entry_of, form_at
from articles.admin.sheets import document_in
from articles.documents import Document
from articles.models import Article, JournalEntry, Revision, Sheet

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

SHEETS = 12
MOMENTS = 400


class Moment(NamedTuple):
    """One stop of the scrubber: “12.5” is an entry of the journal, “7” a version."""

    name: str
    at: datetime
    who: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Scrubber:
    """The moments there are to choose from, the oldest first, and the one that is shown."""

    moments: list[Moment]
    here: int
    older: int | None

    @property
    def moment(self) -> Moment:
        return self.moments[self.here]

    @property
    def before(self) -> Moment | None:
        return self.moments[self.here - 1] if self.here else None

    @property
    def after(self) -> Moment | None:
        return next(iter(self.moments[self.here + 1 :]), None)


def journal(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The story at one instant (?at=) beside what it says now, and the instants around it."""
    article = opened(admin, request, pk)
    scrubber = _scrubber(article, request.GET)
    then = _document(article, scrubber.moment)
    return page(
        admin,
        request,
        "scrubbed" if "part" in request.GET else "journal",
        title=_("Journal of “%s”") % article,
        article=article,
        scrubber=scrubber,
        moment=scrubber.moment,
        comparison=comparing.compare(then, article.document()),
        can_change=admin.has_change_permission(request, article),
    )


def _scrubber(article: Article, asked: QueryDict) -> Scrubber:
    sheets, name = _sheets(article, number_in(asked.get("before", ""))), asked.get("at")
    moments = _moments(article, sheets[:SHEETS])
    here = len(moments) - 1 if name is None else _place(moments, name)
    if here is None:
        moment = _outside(article, str(name))
        moments = sorted([*moments, moment], key=lambda each: each.at)
        here = moments.index(moment)
    return Scrubber(moments, here, sheets[SHEETS - 1].pk if len(sheets) > SHEETS else None)


def _sheets(article: Article, before: int) -> list[Sheet]:
    """The latest pages the story was typed on, and one more."""
    sheets = Sheet.objects.about(article).with_words().order_by("-pk")
    return list((sheets.filter(pk__lt=before) if before else sheets)[: SHEETS + 1])


def _moments(article: Article, sheets: list[Sheet]) -> list[Moment]:
    """The versions and entries of these sheets by time; of very many, every so many."""
    first = min((sheet.opened_at for sheet in sheets), default=None)
    revisions = article.revisions.newest_first().defer("content")
    if first:
        revisions = revisions.filter(created_at__gte=first)
    stops = [_of_version(each) for each in revisions[:MOMENTS]] or [_now(article)]
    stops += _of_entries(sheets)
    return sorted(stops, key=lambda moment: moment.at)


def _of_entries(sheets: list[Sheet]) -> list[Moment]:
    stride = max(1, -(-sum(sheet.number for sheet in sheets) // MOMENTS))
    found = list[Moment]()
    for sheet in sheets:
        numbers = range(sheet.number, 0, -stride)
        entries = sheet.entries.filter(number__in=numbers).defer("patch")
        found += [_of_entry(entry, sheet) for entry in entries]
    return found


def _of_entry(entry: JournalEntry, sheet: Sheet) -> Moment:
    return Moment(f"{sheet.pk}.{entry.number}", entry.at, sheet.user_name)


def _of_version(revision: Revision) -> Moment:
    return Moment(str(revision.number), revision.created_at, revision.author_name, revision.number)


def _now(article: Article) -> Moment:
    return _of_version(version_of(article, article.version))


def _place(moments: list[Moment], name: str) -> int | None:
    return next((at for at, moment in enumerate(moments) if moment.name == name), None)


def _outside(article: Article, name: str) -> Moment:
    """A moment that is not among those shown: an entry between two strides, an old version."""
    if "." not in name:
        return _of_version(version_of(article, number_in(name)))
    entry = entry_of(article, name)
    return _of_entry(entry, entry.sheet)


def _document(article: Article, moment: Moment) -> Document:
    if moment.version:
        return version_of(article, moment.version).document
    return document_in(form_at(article, entry_of(article, moment.name)))
