"""Import runs on the desk: which page answers which address, and who may open it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from articles.admin.importing import (
    beginning,
    document,
    held,
    run,
    runs,
    steering,
    undo,
    waiting,
)
from articles.admin.opening import number_in
from articles.models import ImportRun


class ImportRunAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Runs are made by importing, and kept."""

    def has_change_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> Any:
            wrapped = self.admin_site.admin_view(lambda *args, **kw: view(self, *args, **kw))
            return path(route, wrapped, name=f"articles_importrun_{name}")

        return [
            page("held/", waiting.waiting, "waiting"),
            page("held/<int:pk>/", held.held, "held"),
            page("document/<int:pk>/", document.document, "document"),
            page("<int:pk>/progress/", run.look, "progress"),
            page("<int:pk>/decide/", steering.decide, "decide"),
            page("<int:pk>/undo/", undo.undo, "undo"),
            *(
                page(f"<int:pk>/{act}/", partial(steering.steer, act=act), act)
                for act in steering.STEPS
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return runs.runs(self, request)

    @csrf_exempt
    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return beginning.add(self, request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return run.run(self, request, number_in(object_id))
