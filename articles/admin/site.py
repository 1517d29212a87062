"""Desk: Django's admin site, arranged for an editor."""

from __future__ import annotations

from functools import update_wrapper
from http import HTTPStatus
from typing import Any, NamedTuple, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from articles import auditing
from articles.admin import dashboard, outbox, returning
from articles.admin.article import ArticleAdmin
from articles.admin.audit import AuditAdmin, Audited
from articles.admin.bulk import BulkActAdmin
from articles.admin.correction import CorrectionAdmin
from articles.admin.importing.room import ImportRunAdmin
from articles.admin.names import NamesView
from articles.admin.pages import PageAdmin
from articles.admin.people import ABOVE, HABITS
from articles.admin.pictures import PictureAdmin
from articles.admin.publication import PublicationAdmin
from articles.admin.redirect import RedirectAdmin
from articles.admin.requirement import RequirementAdmin
from articles.admin.taxonomy import AuthorAdmin, SectionAdmin, TagAdmin
from articles.admin.term_merge import TermMergeAdmin
from articles.models import (
    Article,
    AuditEntry,
    Author,
    BulkAct,
    Correction,
    ImportRun,
    Page,
    Picture,
    Publication,
    Redirect,
    Requirement,
    Section,
    Tag,
    TermMerge,
    Verb,
)
from articles.site.imprint import said

# The rooms of a working day, in its order; then what the house has laid down, and the rest.
DAILY = ("article", "importrun", "correction", "picture", "tag", "section", "author")
HOUSE = (
    *("publication", "page", "requirement", "redirect", "endpoint", "delivery"),
    *("user", "group", "auditentry"),
)
ORDER = DAILY + HOUSE


NOUNS: dict[type[Model], type[ModelAdmin[Any]]] = {
    **outbox.NOUNS,
    Article: ArticleAdmin,
    AuditEntry: AuditAdmin,
    BulkAct: BulkActAdmin,
    Author: AuthorAdmin,
    Correction: CorrectionAdmin,
    ImportRun: ImportRunAdmin,
    Page: PageAdmin,
    Picture: PictureAdmin,
    Publication: PublicationAdmin,
    Redirect: RedirectAdmin,
    Requirement: RequirementAdmin,
    Section: SectionAdmin,
    Tag: TagAdmin,
    TermMerge: TermMergeAdmin,
}


class Room(NamedTuple):
    """A link of the desk's navigation."""

    name: str
    url: str
    current: bool
    is_daily: bool


class Desk(AdminSite):
    """The admin site: a dashboard for its front page, one row of rooms for its navigation."""

    index_title = _("Dashboard")
    enable_nav_sidebar = False
    index_template = "admin/dashboard.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        for noun, page in NOUNS.items():
            self.register(noun, page)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """As Django registers, with the house's habits about its own pages; all are audited."""
        page = admin_class or ModelAdmin
        single = isinstance(model_or_iterable, type)
        for model in [model_or_iterable] if single else model_or_iterable:
            audited = type(page.__name__, (Audited, *ABOVE.get(model, ()), page), {})
            super().register(model, audited, **options, **HABITS.get(model, {}))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        context = super().each_context(request)
        names = dict.fromkeys(("site_header", "site_title"), SimpleLazyObject(_name))
        found = rooms(context["available_apps"], request.path)
        has_house = not all(room.is_daily for room in found)
        return {**context, **names, "rooms": found, "has_house": has_house}

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, {**dashboard.context(request), **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django guards its pages; but a story posted by nobody is not lost on the way."""
        guarded = super().admin_view(view, cacheable)

        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) and returning.is_story(request):
                return returning.sign_in_first(request)
            return guarded(request, *args, **kwargs)

        return update_wrapper(opened, view)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        if request.method != "POST":
            return super().password_change(request, extra_context)
        with transaction.atomic():
            answer = super().password_change(request, extra_context)
            if answer.status_code == HTTPStatus.FOUND:
                by = cast(User, request.user)
                auditing.record(Verb.CHANGED, by, by=by, detail=_t("Chose a new password."))
            return answer

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        answer = super().login(request, extra_context)
        if returning.CARRIED in request.POST:
            return returning.after_sign_in(request, answer)
        return answer

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return cast(HttpResponse, NamesView.as_view(admin_site=self)(request))


def _name() -> str:
    """Of the newspaper: what the desk is the desk of."""
    return said().name


def rooms(apps: list[dict[str, Any]], path: str) -> list[Room]:
    """The lists this person may open, in the order of a working day."""
    models = [model for app in apps for model in app["models"] if model.get("admin_url")]
    models.sort(key=lambda model: _place(model["object_name"].lower()))
    return [
        Room(
            str(model["name"]),
            model["admin_url"],
            path.startswith(model["admin_url"]),
            model["object_name"].lower() in DAILY,
        )
        for model in models
    ]


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
