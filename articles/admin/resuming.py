"""Resuming: the story form filled with what the journal holds, or with what others saved."""

from __future__ import annotations

from typing import NamedTuple, cast

from django.http import Http404, HttpRequest, QueryDict

from articles import journal
from articles.admin.form import TYPED, ArticleForm, day_and_hour
from articles.admin.opening import allow, version_of
from articles.admin.sheets import NAMES, filled, moment_in
from articles.documents import Document
from articles.models import Article, JournalEntry

TAKE_IN = "take-in"


class Resumed(NamedTuple):
    """A form over older words, and the entry of the journal they are from."""

    form: ArticleForm
    entry: JournalEntry

    @property
    def name(self) -> str:
        return f"{self.entry.sheet_id}.{self.entry.number}"


def resumed(request: HttpRequest, article: Article) -> Resumed | None:
    """What `?from=12.5` names, in the form; over the version it was typed over."""
    if "from" not in request.GET:
        return None
    entry = entry_of(article, request.GET["from"])
    if not article.pk:
        allow(entry.sheet.user_id == request.user.pk)
    return Resumed(form_at(article, entry), entry)


def entry_of(article: Article, moment: str) -> JournalEntry:
    """The entry of a story's journal with that name; of a new story while no story came of it."""
    pk, number = moment_in(moment)
    entries = JournalEntry.objects.select_related("sheet")
    of_story = entries.filter(sheet__article=article if article.pk else None)
    entry: JournalEntry | None = of_story.filter(sheet=pk, number=number).first()
    if entry is None:
        raise Http404
    return entry


def form_at(article: Article, entry: JournalEntry) -> ArticleForm:
    """The form as it stood with that entry."""
    base = entry.sheet.base if article.pk else 0
    document = version_of(article, base).document if base else Document()
    fields = journal.fields_at(entry.sheet, entry.number)
    return filled(fields, article, document, base)


def merged(form: ArticleForm, article: Article, document: Document) -> ArticleForm:
    """A valid form that says what `document` says, over the version that stands now."""
    mine = form.document()
    data = cast(QueryDict, form.data).copy()
    for name in (*TYPED, "section"):
        if getattr(document, name) != getattr(mine, name):
            value = getattr(document, name)
            data.setlist(name, list(value) if name in NAMES else [value])
    if document.dated != mine.dated:
        day, hour = day_and_hour(document.dated)
        data["day"], data["hour"] = f"{day or ''}", f"{hour or ''}"
    data["base"] = str(article.version)
    return ArticleForm(data, document=article.document(), article=article)
