"""Returning: what was typed comes through a sign-in. A story posted by somebody who is not
signed in any more is carried along by the sign-in page, and stands in the form again after it."""

from __future__ import annotations

import json
import uuid
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure

from articles import journal
from articles.admin.opening import number_in
from articles.admin.rights import may_write
from articles.admin.sheets import fields_in, sighting
from articles.limits import TooMuch
from articles.models import Article, Sheet

CARRIED = "carried"
PAGES = ("articles_article_add", "articles_article_change")


def is_story(request: HttpRequest) -> bool:
    """Whether a story's form was posted, by a page of this very site as the browser says."""
    if request.method != "POST" or "base" not in request.POST or not story_at(request.path):
        return False
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def story_at(path: str) -> ResolverMatch | None:
    """The story's form that stands at an address, if one does."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.url_name in PAGES else None


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """The sign-in page, with what was posted in it."""
    words = {name: request.POST.getlist(name) for name in request.POST}
    words.pop("csrfmiddlewaretoken", None)
    form, carried = AdminAuthenticationForm(request), json.dumps(words, ensure_ascii=False)
    return sign_in_page(request, form, request.path, carried, 403)


def sign_in_page(
    request: HttpRequest, form: Any, story: str, carried: str, status: int = 200
) -> TemplateResponse:
    """Where one signs in and loses nothing: `carried` is what stood in the form at `story`."""
    context = {"title": _("Sign in again"), "form": form, "next": story, "carried": carried}
    return TemplateResponse(request, "admin/articles/article/sign_in.html", context, status=status)


def after_sign_in(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """What follows a sign-in page that carried a story, once Django has answered it."""
    story, carried = request.POST.get("next", ""), request.POST[CARRIED]
    if not isinstance(answer, HttpResponseRedirect):
        form = getattr(answer, "context_data", {}).get("form")
        return sign_in_page(request, form, story, carried) if form else answer
    data = _carried(carried)
    return brought_back(request, story, data) if data and story_at(story) else answer


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A post whose token is of an older sign-in: a story's comes back, all else is refused."""
    if not is_story(request):
        return csrf_failure(request, reason)
    if not request.user.is_authenticated:
        return sign_in_first(request)
    return brought_back(request, request.path, request.POST)


def brought_back(request: HttpRequest, path: str, data: QueryDict) -> HttpResponse:
    """The words into the journal, and the story's form with them."""
    user, match = cast(User, request.user), story_at(path)
    if match is None:
        return HttpResponseRedirect(path)
    article = Article.objects.filter(pk=number_in(match.kwargs.get("object_id", ""))).first()
    if not (may_write(user) if article else user.has_perm("articles.add_article")):
        return HttpResponseRedirect(path)
    try:
        sheet = _kept(user, article, data)
    except TooMuch as much:
        messages.error(request, str(much))
        return HttpResponseRedirect(path)
    messages.warning(request, _("You were signed out meanwhile. Look, and save again."))
    return HttpResponseRedirect(f"{path}?from={sheet.pk}.{sheet.number}")


def _kept(user: User, article: Article | None, data: QueryDict) -> Sheet:
    """On a sheet of its own: the page it comes from may still be open, and go on."""
    seen = sighting(data)
    before = Sheet.objects.of(user).filter(token=seen.token).first()
    seen = seen._replace(
        token=uuid.uuid4().hex,
        stroke=1,
        is_open=False,
        is_clean=False,
        resumes=(before.pk, before.number) if before else (0, 0),
    )
    return journal.keep(seen, fields_in(data), article=article, by=user)


def _carried(text: str) -> QueryDict | None:
    """What was typed before the sign-in; None for what is no form."""
    data = QueryDict(mutable=True)
    try:
        for name, values in json.loads(text).items():
            data.setlist(name, [str(value) for value in values])
    except (ValueError, TypeError, AttributeError):
        return None
    return data
