"""What readers had of a story: each version with its times; a former one can be withheld."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from articles import clock, withholding
from articles.admin.as_read import address_of
from articles.admin.opening import allow, opened, page
from articles.admin.stops import stop_at
from articles.models import Article, Correction, Edition, Takedown
from articles.withholding import NotWithholdable

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

A_PAGE = 50


class Had(NamedTuple):
    """A version that readers had, what they were told with it, and whether it is withheld."""

    edition: Edition
    is_former: bool
    as_read: str
    told: list[Correction]
    takedowns: list[Takedown]

    @property
    def takedown(self) -> Takedown | None:
        """The one that stands."""
        return next((each for each in self.takedowns if each.lifted_at is None), None)


def editions(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first, ?before= turns the page; a POST withholds one or opens it again."""
    article = opened(admin, request, pk)
    if request.method == "POST":
        allow(admin.has_withdraw_permission(request))
        return _decided(request, article)
    before = request.GET.get("before", "")
    seen = Edition.log.of(article).seen_by(clock.now()).newest().select_related("revision")
    key = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    found = list(seen.older_than(key).defer("body_html")[: A_PAGE + 1])
    return page(
        admin,
        request,
        "editions",
        title=_("What readers had of “%s”") % article,
        article=article,
        versions=_had(article, found[:A_PAGE]),
        older=found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        can_withhold=admin.has_withdraw_permission(request),
        can_see_corrections=request.user.has_perm("articles.view_correction"),
    )


def _had(article: Article, found: list[Edition]) -> list[Had]:
    keys = [edition.pk for edition in found]
    told: dict[int, list[Correction]] = {}
    for correction in Correction.log.of(article).told_with(keys):
        told.setdefault(correction.edition_id, []).append(correction)
    taken: dict[int, list[Takedown]] = {}
    for takedown in Takedown.objects.of_each(keys).order_by("-pk"):
        taken.setdefault(takedown.edition_id, []).append(takedown)
    return [
        Had(
            edition,
            edition.live_until <= clock.now(),
            address_of(article, stop_at(edition.live_from)),
            told.get(edition.pk, []),
            taken.get(edition.pk, []),
        )
        for edition in found
    ]


def _decided(request: HttpRequest, article: Article) -> HttpResponse:
    given, by = request.POST.get("edition", ""), cast(User, request.user)
    edition = int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else 0
    try:
        if request.POST.get("act") == "reopen":
            withholding.reopen(article.pk, edition, by=by)
            messages.success(request, _("Readers can look that version up again."))
        else:
            withholding.withhold(article.pk, edition, by=by, why=request.POST.get("why", ""))
            messages.success(request, _("Withheld: readers can look that version up no more."))
    except NotWithholdable as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(request.path)
