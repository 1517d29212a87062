"""Sweeps: stage, section, tags and assignee of a selection, or of all that the list holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import limits, sweeping
from articles.admin.names import NamesField
from articles.admin.opening import number_in, page
from articles.admin.queues import up_to
from articles.models import Article, BulkAct, BulkState, Deed, Section, Stage

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

SHOWN = 500
COUNTED = 10_000
PATIENCE = 4.0
TOLD = 20


class SweepForm(forms.Form):
    """What every sweep asks besides what is to become of the stories."""

    field_order = (*Deed.values, "reason", "everything")

    reason = forms.CharField(
        label=gettext_lazy("Note for the history"), required=False, max_length=300
    )
    everything = forms.BooleanField(
        label=gettext_lazy("All that the list’s search and filters find, beyond this page"),
        required=False,
    )


class StageForm(SweepForm):
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), choices=Stage.choices)


class SectionForm(SweepForm):
    section = forms.ModelChoiceField(Section.objects.all(), label=gettext_lazy("Section"))


class TagsForm(SweepForm):
    tags = NamesField(field="tags", most=limits.TAGS, label=gettext_lazy("Tags"))


class AssigneeForm(SweepForm):
    assignee = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        label=gettext_lazy("Assign to"),
        required=False,
        empty_label=gettext_lazy("nobody"),
    )


class Sweep(NamedTuple):
    """Its title, its form, and what was chosen as (JSON, words)."""

    deed: Deed
    title: str | Promise
    form: type[SweepForm]
    said: Callable[[Any], tuple[Any, str]]


STAGE = Sweep(
    Deed.STAGE,
    gettext_lazy("Set the stage of these articles"),
    StageForm,
    lambda stage: (stage, str(Stage(stage).label)),
)
SECTION = Sweep(
    Deed.SECTION,
    gettext_lazy("Move these articles to a section"),
    SectionForm,
    lambda section: (section.name, section.name),
)
TAGS = Sweep(
    Deed.TAGS,
    gettext_lazy("Add tags to these articles"),
    TagsForm,
    lambda tags: (list(tags), ", ".join(tags)),
)
ASSIGNEE = Sweep(
    Deed.ASSIGNEE,
    gettext_lazy("Assign these articles"),
    AssigneeForm,
    lambda login: (login and login.pk, str(login or _("nobody"))),
)


@admin.action(description=gettext_lazy("Set stage…"), permissions=["edit"])
def set_stage(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _sweep(desk, request, articles, STAGE)


@admin.action(description=gettext_lazy("Move to section…"), permissions=["edit"])
def set_section(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _sweep(desk, request, articles, SECTION)


@admin.action(description=gettext_lazy("Add tags…"), permissions=["edit"])
def add_tags(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _sweep(desk, request, articles, TAGS)


@admin.action(description=gettext_lazy("Assign…"), permissions=["edit"])
def assign(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _sweep(desk, request, articles, ASSIGNEE)


SWEEPS = (set_stage, set_section, add_tags, assign)


def bases_in(text: str) -> dict[int, int]:
    """Which version of each article the question was about: “7:3 8:1”."""
    pairs = (pair.partition(":") for pair in text.split())
    return {number_in(key): number_in(version) for key, _colon, version in pairs}


def _sweep(
    desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article], sweep: Sweep
) -> HttpResponse | None:
    """The question first; with an answer, the deed, as far as a request's patience goes."""
    form = sweep.form(request.POST if "confirmed" in request.POST else None)
    listed = desk.get_changelist_instance(request).queryset
    if not (form.is_bound and form.is_valid()):
        return page(
            desk,
            request,
            "act",
            title=sweep.title,
            chosen=list(articles.defer("body")[:SHOWN]),
            all=up_to(listed, COUNTED),
            form=form,
            media=form.media,
            action=request.POST.get("action", ""),
        )
    everything = form.cleaned_data["everything"]
    stories = _all(listed) if everything else _chosen(articles, request.POST.get("bases", ""))
    act = _begin(sweep, form.cleaned_data, stories, cast(User, request.user))
    act = sweeping.carry(act.pk, PATIENCE)
    _tell(request, act)
    return redirect("admin:articles_bulkact_change", act.pk) if everything else None


def _all(listed: QuerySet[Article]) -> Iterable[tuple[int, int]]:
    keys = listed.order_by().values_list("pk", flat=True)[: sweeping.MOST]
    return ((key, 0) for key in keys.iterator())


def _chosen(articles: QuerySet[Article], asked: str) -> Iterable[tuple[int, int]]:
    bases = bases_in(asked)
    return [(key, bases.get(key, 0)) for key in articles.values_list("pk", flat=True)[:SHOWN]]


def _begin(
    sweep: Sweep, typed: dict[str, Any], stories: Iterable[tuple[int, int]], by: User
) -> BulkAct:
    value, spoken = sweep.said(typed[sweep.deed])
    said = {str(sweep.deed): value}
    reason = typed["reason"]
    return sweeping.begin(sweep.deed, said, stories, by=by, spoken=spoken, reason=reason)


def _tell(request: HttpRequest, act: BulkAct) -> None:
    """What came of it, and where it is undone."""
    for item in act.items.exclude(problem="").select_related("article")[:TOLD]:
        messages.warning(request, f"“{item.article}”: {item.problem}")
    url = reverse("admin:articles_bulkact_change", args=[act.pk])
    if act.state == BulkState.DOING:
        said = _('It goes on. <a href="{}">See how far it is</a>.')
        messages.info(request, format_html(said, url))
    elif act.done:
        done = ngettext("%d article done.", "%d articles done.", act.done) % act.done
        undo = _('{} <a href="{}">See it, or undo it</a>.')
        messages.success(request, format_html(undo, done, url))
