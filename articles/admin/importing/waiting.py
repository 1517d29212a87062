"""What is held, of whichever run: the list behind the dashboard's number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.importing.pages import page
from articles.admin.opening import allow, number_in
from articles.admin.queues import Pile, up_to
from articles.models import ImportItem

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

A_PAGE = 50


def waiting(admin: ImportRunAdmin, request: HttpRequest) -> HttpResponse:
    """The latest first; ?before= turns the page."""
    allow(admin.has_view_or_change_permission(request))
    items = ImportItem.objects.waiting().older_than(number_in(request.GET.get("before", "")))
    shown = list(items.with_article().select_related("run").defer("content")[: A_PAGE + 1])
    return page(
        admin,
        request,
        "waiting",
        title=_("Held imports"),
        items=shown[:A_PAGE],
        older=shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None,
    )


def pile() -> Pile:
    """As the dashboard shows it; one bounded query."""
    url = reverse("admin:articles_importrun_waiting")
    return Pile("held", _("Held imports"), url, up_to(ImportItem.objects.waiting()))
