"""Sheets: the story form as it is typed in, kept as it is, and filled in again."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from articles.admin.form import DESK, TYPED, ArticleForm
from articles.admin.opening import number_in
from articles.admin.states import ends_of
from articles.documents import Document
from articles.journal import Fields, Sighting
from articles.models import Article

NAMES = ("tags", "bylines")
# What the journal holds of a form: all but which version it was filled from, and the hours of
# publication, which are nobody's words and may be past by then.
MOMENTARY = ("base", "seen", "schedule_at", "expire_at", "end_seen")
KEPT = [name for name in ArticleForm.base_fields if name not in MOMENTARY]


def sighting(data: QueryDict) -> Sighting:
    """What the page says of itself."""
    return Sighting(
        token=data.get("sheet", ""),
        stroke=number_in(data.get("stroke", "")),
        base=number_in(data.get("base", "")),
        place=_place(data.get("place", "")),
        is_open="left" not in data,
        is_clean="clean" in data,
        resumes=moment_in(data.get("resumes", "")),
    )


def fields_in(data: QueryDict) -> Fields:
    """What stands in the form. Of the desk's own notes only what this person changed, or
    filling the form in again would undo what a colleague did meanwhile."""
    fields: Fields = {name: data.get(name, "") for name in KEPT if name in data}
    fields |= {name: data.getlist(name) for name in NAMES}
    for name in DESK:
        if name in fields and fields[name] == data.get(f"initial-{name}", ""):
            del fields[name]
    return fields


def filled(fields: Fields, article: Article, document: Document, base: int) -> ArticleForm:
    """The form with these fields in it, over the version they were typed over."""
    ends = ends_of(article)
    form = ArticleForm(document=document, article=article, ends=ends)
    data = QueryDict(mutable=True)
    data["base"] = str(base)
    for name in (*DESK, "expire_at", "end_seen"):
        shown = form.fields[name].widget.format_value(form[name].value())
        for each in (name, f"initial-{name}"):
            data.setlist(each, shown if isinstance(shown, list) else [shown or ""])
    for name, value in fields.items():
        if name in ArticleForm.base_fields:
            data.setlist(name, value if isinstance(value, list) else [str(value)])
    return ArticleForm(data, document=document, article=article, ends=ends)


def document_in(form: ArticleForm) -> Document:
    """What the form says; what it says wrongly is left as it was."""
    form.is_valid()
    wrong: dict[str, Any] = {name: getattr(form.original, name) for name in TYPED}
    form.cleaned_data = {**wrong, "section": None, **form.cleaned_data}
    return form.document()


def moment_in(text: str) -> tuple[int, int]:
    """“12.5”: the fifth entry of the sheet whose key is 12; (0, 0) for anything else."""
    pk, _dot, number = text.partition(".")
    return number_in(pk), number_in(number)


def _place(text: str) -> str:
    """A field's name, and in the story the number of the paragraph: “body:5”."""
    name, _colon, paragraph = text.partition(":")
    if name not in ArticleForm.base_fields:
        return ""
    return f"{name}:{number_in(paragraph)}" if number_in(paragraph) else name
