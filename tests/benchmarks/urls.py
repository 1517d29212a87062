"""The site's addresses and one more: what Django costs where there is nothing to do."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from newsroom.urls import handler400, handler403, handler404, handler500  # noqa: F401
from newsroom.urls import urlpatterns as newsroom

PAGE = b"<!doctype html><title>Constant</title><p>" + b"All is quiet in the harbour. " * 700


def constant(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("constant/", constant), *newsroom]
