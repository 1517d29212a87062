"""Comments on the desk: said, answered and resolved beside the story they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles import commenting, limits, markup
from articles.admin.opening import LARGEST, allow, number_in, opened, page
from articles.models import Article, Comment

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

SHOWN = 70  # characters of a paragraph that is chosen


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One a comment can be about: its place, and how it begins."""

    place: int
    opening: str


class CommentForm(forms.Form):
    """What is posted; with a thread it is an answer."""

    text = forms.CharField(max_length=limits.NOTICE)
    version = forms.IntegerField(min_value=1, max_value=LARGEST, required=False)
    place = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)


def comments(admin: ArticleAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Say, answer, resolve or reopen; then the panel alone if asked for, or the story again."""
    article = opened(admin, request, pk)
    allow(may_comment(request))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    problem = _do(request, article)
    if "panel" in request.POST:
        context = {**panel_of(article), "can_comment": True, "problem": problem}
        return page(admin, request, "comments", article=article, **context)
    if problem:
        messages.error(request, problem)
    return redirect(f"{reverse('admin:articles_article_change', args=[pk])}#comments")


def may_comment(request: HttpRequest) -> bool:
    return request.user.has_perm("articles.add_comment")


def panel_of(article: Article) -> dict[str, Any]:
    """What the story's page shows of them."""
    blocks = enumerate(markup.blocks(article.body))
    return {
        "threads": commenting.threads(article),
        "paragraphs": [Paragraph(place, _opening(block)) for place, block in blocks],
        "longest": limits.NOTICE,
    }


def _do(request: HttpRequest, article: Article) -> str:
    """The act asked for; a sentence where it cannot be done."""
    by, act = cast(User, request.user), request.POST.get("act", "")
    thread = _thread(article, request.POST.get("thread", ""))
    if thread and act in ("resolve", "reopen"):
        (commenting.resolve if act == "resolve" else commenting.reopen)(thread, by=by)
        return ""
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _("Not sent: write something, of at most %d characters.") % limits.NOTICE
    text = form.cleaned_data["text"]
    if thread:
        commenting.answer(thread, text, by=by)
    else:
        version, place = form.cleaned_data["version"], form.cleaned_data["place"]
        commenting.say(article, text, version=version or article.version, place=place, by=by)
    return ""


def _thread(article: Article, key: str) -> Comment | None:
    if not key:
        return None
    began = Comment.objects.of(article.pk).beginning().select_related("article")
    thread: Comment | None = began.filter(pk=number_in(key)).first()
    if thread is None:
        raise Http404
    return thread


def _opening(block: markup.Block) -> str:
    return Truncator(" ".join(block.text.split())).chars(SHOWN) or f"<{block.kind}>"
