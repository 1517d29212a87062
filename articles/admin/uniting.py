"""Merging and renaming terms on the desk: foreseen, and then done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import auditing, uniting
from articles.admin.foreseen import foreseen
from articles.admin.opening import allow
from articles.models import Verb
from articles.models.taxonomy import NAME_LENGTH, Term, key_of
from articles.slugs import slugify
from articles.uniting import KINDS, CannotUnite

if TYPE_CHECKING:
    from articles.admin.taxonomy import TermAdmin

PATIENCE = 4.0
"""Seconds a request goes on with a large merge; the rest is a worker's."""


class IntoForm(forms.Form):
    """The other name, which stays."""

    into = forms.CharField(
        label=_("Into"),
        max_length=NAME_LENGTH,
        help_text=_("The name that stays, or one it is also known by."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, data: QueryDict | None, *, term: Term) -> None:
        self.term = term
        super().__init__(data, label_suffix="")

    def clean_into(self) -> Term:
        name: str = self.cleaned_data["into"]
        known = type(self.term)._default_manager.known([key_of(name)])
        found: Term | None = known.get(key_of(name))
        if found is None:
            raise ValidationError(_("Nothing is called so."))
        if found == self.term:
            raise ValidationError(_("That is the same one."))
        return found


class RenameForm(forms.Form):
    """The new name, and whether the address follows it."""

    name = forms.CharField(
        label=_("New name"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    moves = forms.BooleanField(
        label=_("Change its address as well"),
        required=False,
        help_text=_("The old one leads to the new one."),
    )

    def __init__(self, data: QueryDict | None, *, term: Term) -> None:
        self.term = term
        super().__init__(data, label_suffix="")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        others = type(self.term)._default_manager.exclude(pk=self.term.pk)
        if others.filter(key=key_of(cleaned.get("name", ""))).exists():
            self.add_error("name", _("Another is called so: merge the two instead."))
        if cleaned.get("moves") and others.filter(slug=self.slug()).exists():
            self.add_error("moves", _("Another has that address."))
        return cleaned

    def slug(self) -> str:
        """The address it would have."""
        if not self.cleaned_data.get("moves"):
            return self.term.slug
        return slugify(self.cleaned_data.get("name", ""))


def merge(admin: TermAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """?into= shows what would change; a POST does it."""
    term = _opened(admin, request, pk)
    form = IntoForm(request.POST or request.GET or None, term=term)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into:
        return _unite(request, term, into)
    seen = foreseen(term, into.get_absolute_url()) if into else None
    title = _("Merge “%s” with another") % term
    return _page(admin, request, "merge", term, title=title, form=form, into=into, foreseen=seen)


def rename(admin: TermAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """?name= shows what would change; a POST does it."""
    term = _opened(admin, request, pk)
    form = RenameForm(request.POST or request.GET or None, term=term)
    is_valid = form.is_valid()
    if request.method == "POST" and is_valid:
        return _rename(request, form)
    seen = None
    if is_valid:
        url = reverse(f"site:{term._meta.model_name}", args=[form.slug()])
        seen = foreseen(term, url)
    title = _("Rename “%s”") % term
    return _page(admin, request, "rename", term, title=title, form=form, foreseen=seen)


def _opened(admin: TermAdmin, request: HttpRequest, pk: int) -> Term:
    term: Term | None = KINDS[str(admin.opts.model_name)]._default_manager.filter(pk=pk).first()
    allow(admin.has_change_permission(request))
    if term is None:
        raise Http404
    return term


def _unite(request: HttpRequest, term: Term, into: Term) -> HttpResponse:
    try:
        begun = uniting.unite(term, into, by=cast(User, request.user))
    except CannotUnite as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    done = uniting.carry(begun.pk, PATIENCE)
    if not done.is_under_way:
        messages.success(request, _("“%(was)s” is now “%(now)s”.") % {"was": term, "now": into})
    return redirect("admin:articles_termmerge_change", done.pk)


def _rename(request: HttpRequest, form: RenameForm) -> HttpResponse:
    term, was = form.term, str(form.term)
    term.name, term.slug = form.cleaned_data["name"], form.slug()
    with transaction.atomic():
        term.save()
        auditing.record(Verb.RENAMED, term, by=cast(User, request.user), detail=f"{was} → {term}")
    messages.success(request, _("“%(was)s” is now “%(now)s”.") % {"was": was, "now": term})
    return redirect(f"admin:articles_{term._meta.model_name}_change", term.pk)


def _page(
    admin: TermAdmin, request: HttpRequest, name: str, term: Term, **context: Any
) -> TemplateResponse:
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, **context}
    template = f"admin/articles/term/{name}.html"
    return TemplateResponse(request, template, {**context, "original": term})
