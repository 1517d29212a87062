"""Actions: one deed done to a selection of the list, asked about first, reported on after."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import limits, publishing, revising
from articles.admin.form import CHANGES, MINOR
from articles.admin.noting import Refused
from articles.admin.opening import page
from articles.admin.sweeping import SWEEPS, bases_in
from articles.models import Article, Edition, Notice
from articles.publishing import NotPublishable

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

MOST = 500


class ChangeForm(forms.Form):
    """Asked once for all of them; it is about those that readers have already."""

    change = forms.ChoiceField(
        label=gettext_lazy("Those that readers have already: what kind of change is it?"),
        choices=CHANGES,
        initial=MINOR,
        widget=forms.RadioSelect,
    )
    notice = forms.CharField(
        label=gettext_lazy("What readers are told"),
        max_length=limits.NOTICE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("change", MINOR) != MINOR and not cleaned.get("notice"):
            self.add_error("notice", _("Say what readers are to be told of the change."))
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Readers see it."),
    )


Do = Callable[[Article, dict[str, Any], User], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """What is asked, and what is then done to each article; `do` raises to say why not."""

    title: str | Promise
    form: type[forms.Form]
    do: Do


PUBLISH = Deed(
    gettext_lazy("Publish these articles"),
    ChangeForm,
    lambda article, said, user: _publish(article, said, user),
)
WITHDRAW = Deed(
    gettext_lazy("Withdraw these articles"),
    ReasonForm,
    lambda article, said, user: publishing.withdraw(article.pk, by=user, reason=said["reason"]),
)


@admin.action(description=gettext_lazy("Publish"), permissions=["publish"])
def publish(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _act(desk, request, articles, PUBLISH)


@admin.action(description=gettext_lazy("Withdraw…"), permissions=["withdraw"])
def withdraw(desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article]) -> Any:
    return _act(desk, request, articles, WITHDRAW)


ACTIONS = (publish, withdraw, *SWEEPS)


def _publish(article: Article, said: dict[str, Any], by: User) -> None:
    is_live = Edition.objects.of(article).exists()
    told = is_live and said["change"] != MINOR
    notice = Notice(said["change"], said["notice"]) if told else None
    with transaction.atomic():
        if revising.locked(article.pk).version != said["base"]:
            raise Refused(_("Somebody has saved it since the list was shown. Read it first."))
        publishing.publish(article.pk, by=by, minor=is_live and not told, notice=notice)


def _act(
    desk: ArticleAdmin, request: HttpRequest, articles: QuerySet[Article], deed: Deed
) -> HttpResponse | None:
    """The question first; with an answer, the deed, article by article.

    The question names the version of each article it was asked about.
    """
    chosen = list(articles.defer("body")[:MOST])
    form = deed.form(request.POST if "confirmed" in request.POST else None)
    if form.is_bound and form.is_valid():
        _do_each(request, chosen, deed, form.cleaned_data)
        return None
    return page(
        desk,
        request,
        "act",
        title=deed.title,
        chosen=chosen,
        form=form,
        media=form.media,
        action=request.POST.get("action", ""),
    )


def _do_each(
    request: HttpRequest, articles: list[Article], deed: Deed, said: dict[str, Any]
) -> None:
    done, bases = 0, bases_in(request.POST.get("bases", ""))
    for article in articles:
        try:
            base = bases.get(article.pk) or article.version
            deed.do(article, said | {"base": base}, cast(User, request.user))
            done += 1
        except (NotPublishable, Refused) as refusal:
            messages.warning(request, f"“{article}”: {refusal}")
    if done:
        said_it = ngettext("%d article done.", "%d articles done.", done)
        messages.success(request, said_it % done)
