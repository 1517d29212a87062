"""Presence: who is in which story, and where in it. Never a lock."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.form import ArticleForm
from articles.models import Article, Sheet

SHOWN = 8
LOOKED_AT = 40


class Somebody(NamedTuple):
    """A person in a story, and where: a field, or a paragraph."""

    name: str
    place: str
    sheet: Sheet


def others_in(article: Article, token: str, user: User) -> list[Somebody]:
    """Who else has the story open at this instant, themselves in another window included; one
    query."""
    sheets = Sheet.objects.about(article).at_hand(timezone.now()).exclude(token=token)
    return [_somebody(sheet, user) for sheet in sheets.newest_first()[:SHOWN]]


def line_of(article: Article, token: str, user: User) -> str:
    """The same as the page shows it."""
    context = {"others": others_in(article, token, user)}
    return render_to_string("admin/articles/article/others.html", context).strip()


def at_work() -> list[Somebody]:
    """Who is in which story, for the dashboard, each person and story once; one query."""
    sheets = Sheet.objects.at_hand(timezone.now()).newest_first()
    once: dict[tuple[int | None, int | None], Sheet] = {}
    for sheet in sheets.select_related("article").defer("article__body")[:LOOKED_AT]:
        once.setdefault((sheet.user_id, sheet.article_id), sheet)
    return [_somebody(sheet) for sheet in list(once.values())[:SHOWN]]


def _somebody(sheet: Sheet, user: User | None = None) -> Somebody:
    is_oneself = user is not None and sheet.user_id == user.pk
    name = _("you, in another window") if is_oneself else sheet.user_name
    return Somebody(name, _said(sheet.place), sheet)


def _said(place: str) -> str:
    """“body:5” → “paragraph 5”, “dek” → “Dek”."""
    name, _colon, paragraph = place.partition(":")
    if paragraph:
        return _("paragraph %s") % paragraph
    field = ArticleForm.base_fields.get(name)
    return str(field.label) if field else ""
