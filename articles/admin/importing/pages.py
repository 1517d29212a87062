"""What the pages of the import room have in common: how one is opened and how one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from articles.admin.opening import allow
from articles.models import ImportRun

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin


def opened(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> ImportRun:
    """The run, for somebody who may look at it."""
    allow(admin.has_view_or_change_permission(request))
    run = ImportRun.objects.filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


def page(
    admin: ImportRunAdmin, request: HttpRequest, name: str, status: int = 200, **context: Any
) -> TemplateResponse:
    """A page of the room; `name` is its template's."""
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, **context}
    template = f"admin/articles/importrun/{name}.html"
    return TemplateResponse(request, template, context, status=status)
