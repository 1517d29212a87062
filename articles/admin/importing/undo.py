"""Undo: asked about first, with what would be taken back and what would be kept, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles.admin.importing import pages
from articles.admin.importing.rights import rights
from articles.admin.importing.steering import steer
from articles.admin.importing.tally import up_to
from articles.admin.opening import LARGEST, allow, number_in
from articles.importing.changeset import can_be_undone
from articles.importing.undoing import forecast
from articles.models import ImportItem

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

A_PAGE = 100


class Foreseen(NamedTuple):
    """What an undo would do to one article: nothing, where there is a reason to keep it."""

    item: ImportItem
    kept: str


def undo(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The question on GET, a page of documents at a time, the latest first; the deed on POST."""
    if request.method == "POST":
        return steer(admin, request, pk, "undo")
    run = pages.opened(admin, request, pk)
    allow(rights(cast(User, request.user), run).undo)
    standing = ImportItem.objects.of(run).standing()
    before = number_in(request.GET.get("before", "")) or LARGEST
    items = list(standing.before(before).with_article()[: A_PAGE + 1])
    return pages.page(
        admin,
        request,
        "undo",
        title=_("Undo %s?") % run,
        run=run,
        can_undo=can_be_undone(run),
        standing=up_to(standing),
        foreseen=[Foreseen(*each) for each in forecast(items[:A_PAGE])],
        more=items[A_PAGE - 1].position if len(items) > A_PAGE else None,
    )
