"""Sections, tags and authors: what every story is filed under."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin import uniting
from articles.admin.rights import may_write
from articles.models import Tag, TagAlias
from articles.models.taxonomy import key_of


class TermForm(forms.ModelForm):  # type: ignore[type-arg]
    """Refuses a second spelling of a name that exists, before the database does."""

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = self._meta.model._default_manager.filter(key=key_of(name))
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("That name exists already, perhaps spelt another way."))
        return name


class TermAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Whoever edits articles may look terms up; making and changing them is a right of its own."""

    form = TermForm
    show_full_result_count = False
    list_per_page = 50
    change_form_template = "admin/articles/term/change_form.html"
    change_list_template = "admin/articles/term/change_list.html"

    def get_urls(self) -> list[Any]:
        def page(name: str, view: Callable[..., HttpResponse]) -> Any:
            wrapped = self.admin_site.admin_view(lambda *args, **kw: view(self, *args, **kw))
            return path(
                f"<int:pk>/{name}/", wrapped, name=f"articles_{self.opts.model_name}_{name}"
            )

        return [page("merge", uniting.merge), page("rename", uniting.rename), *super().get_urls()]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) or may_write(cast(User, request.user))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Addresses are permanent, so terms are renamed and merged, never deleted."""
        return False


class SectionAdmin(TermAdmin):
    list_display = ("name", "slug", "position", "tone", "announced", "shows_changes")
    list_editable = ("position", "tone", "announced", "shows_changes")
    search_fields = ("name",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the desk makes by hand is meant to be seen."""
        return {"announced": True}


class AuthorAdmin(TermAdmin):
    list_display = ("name", "email", "slug")
    search_fields = ("name",)


class AliasForm(TermForm):
    """An alias must be free both as an alias and as a tag."""

    def clean_name(self) -> str:
        name = super().clean_name()
        if Tag.objects.filter(key=key_of(name)).exists():
            raise ValidationError(_("A tag of that name exists."))
        return name


class TagForm(TermForm):
    """A tag must be free as an alias too, and stand under nothing that stands under it."""

    def clean_name(self) -> str:
        name = super().clean_name()
        alias = TagAlias.objects.filter(key=key_of(name)).select_related("tag").first()
        if alias and alias.tag_id != self.instance.pk:
            raise ValidationError(_("That is another name of “%s” already.") % alias.tag)
        return name

    def clean_parent(self) -> Tag | None:
        parent: Tag | None = self.cleaned_data["parent"]
        if parent and self.instance.pk in Tag.objects.line_of(parent):
            raise ValidationError(_("It stands under this tag already."))
        return parent


class AliasInline(admin.StackedInline):  # type: ignore[type-arg]
    model = TagAlias
    form = AliasForm
    extra = 1


class TagAdmin(TermAdmin):
    """Found by their aliases as well."""

    form = TagForm
    list_display = ("name", "slug", "parent")
    list_select_related = ("parent",)
    search_fields = ("name", "aliases__name")
    autocomplete_fields = ("parent",)
    inlines = (AliasInline,)

    class Media:
        js = ("admin/js/jquery.init.js", "desk/js/names.js")
