"""Beginning: files are chosen and sent, or a folder is named, and a run is opened to read them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import TooManyFilesSent
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_protect

from articles import limits
from articles.admin.importing.arriving import Arrival, Gate, Refusal
from articles.admin.importing.form import NewImportForm
from articles.admin.importing.pages import page
from articles.admin.opening import allow
from articles.importing import changeset
from articles.models import ImportRun

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

# Files refused that are named one by one.
NAMED = 10


def add(admin: ImportRunAdmin, request: HttpRequest) -> HttpResponse:
    """The form; a post of it is looked at as it streams in, and guarded only then."""
    allow(admin.has_add_permission(request))
    if request.method != "POST":
        return _show(admin, request, NewImportForm(by=cast(User, request.user)))
    arrival = Arrival.begin()
    request.upload_handlers = [Gate(request, arrival)]
    try:
        return csrf_protect(partial(_begin, admin, arrival))(request)
    except TooManyFilesSent:
        return _too_many(request)
    finally:
        arrival.tidy()


def _begin(admin: ImportRunAdmin, arrival: Arrival, request: HttpRequest) -> HttpResponse:
    by = cast(User, request.user)
    posted = request.POST
    if earlier := Arrival.named(posted.get("arrived", ""), by):
        arrival.take(earlier)
    form = NewImportForm(posted, by=by, arrival=arrival)
    if not form.is_valid():
        return _refuse(admin, request, form, arrival)
    _tell(request, arrival.refused)
    return _to(request, _opened(form, arrival, by))


def _opened(form: NewImportForm, arrival: Arrival, by: User) -> ImportRun:
    """The run, whose files are in their place before any worker can see it."""
    if folder := form.cleaned_data.get("folder"):
        return changeset.open_run(form.options(), by=by, paths=[folder])
    with transaction.atomic():
        return changeset.open_run(form.options(), by=by, folder=arrival.hand_over())


def _refuse(
    admin: ImportRunAdmin, request: HttpRequest, form: NewImportForm, arrival: Arrival
) -> HttpResponse:
    """What is wrong, beside what was typed; the files that came need not come again."""
    token = arrival.token(cast(User, request.user)) if arrival.files else ""
    if not request.accepts("text/html"):
        wrong = [
            f"{form[name].label}: {each}" for name in form.errors for each in form.errors[name]
        ]
        return JsonResponse({"errors": wrong, "arrived": token}, status=422)
    return _show(admin, request, form, arrived=token, waiting=arrival.files)


def _to(request: HttpRequest, run: ImportRun) -> HttpResponse:
    url = reverse("admin:articles_importrun_change", args=[run.pk])
    return HttpResponseRedirect(url) if request.accepts("text/html") else JsonResponse({"url": url})


def _too_many(request: HttpRequest) -> HttpResponse:
    told = _("More than %d files at once: put them into one archive.") % limits.UPLOADS
    if not request.accepts("text/html"):
        return JsonResponse({"errors": [told], "arrived": ""}, status=422)
    messages.error(request, told)
    return HttpResponseRedirect(request.path)


def _tell(request: HttpRequest, refused: list[Refusal]) -> None:
    for each in refused[:NAMED]:
        messages.warning(request, _("Not taken: %s") % str(each))
    if more := max(len(refused) - NAMED, 0):
        told = ngettext("%d more file was not taken.", "%d more files were not taken.", more)
        messages.warning(request, told % more)


def _show(
    admin: ImportRunAdmin, request: HttpRequest, form: NewImportForm, **context: Any
) -> HttpResponse:
    return page(
        admin,
        request,
        "add",
        title=_("New import"),
        form=form,
        media=form.media,
        most_files=limits.UPLOADS,
        most_bytes=limits.UPLOADS_BYTES,
        **context,
    )
