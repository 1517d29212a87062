"""Import runs on the desk: which page answers which address, and who may open it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from articles.admin.importing import run, runs
from articles.admin.opening import number_in
from articles.models import ImportRun


class ImportRunAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Runs are made by importing, and kept."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return runs.runs(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return run.run(self, request, number_in(object_id))
