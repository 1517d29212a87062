"""Writing: the pages on which a story is made and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import clearing, headlines, merging, suggesting
from articles.admin import comments, keeping, likeness, resuming
from articles.admin.conflict import Conflict
from articles.admin.form import ArticleForm
from articles.admin.noting import Refused
from articles.admin.opening import allow, number_in, opened, page, version_of
from articles.admin.plans import line_of, plan_of
from articles.admin.rights import closed_to, may_edit
from articles.admin.saving import Act, Saved, save, spoken_of
from articles.admin.states import ends_of, standing_of
from articles.documents import Document
from articles.exporting import FORMATS
from articles.models import Article, ImportItem
from articles.revising import Stale

if TYPE_CHECKING:
    from articles.admin.article import ArticleAdmin

CANDIDATES = 3


def add(admin: ArticleAdmin, request: HttpRequest) -> HttpResponse:
    """A blank story."""
    allow(admin.has_add_permission(request))
    return _write(admin, request, Article())


def change(admin: ArticleAdmin, request: HttpRequest, pk: str) -> HttpResponse:
    """A story to be worked on, or merely read by those who may not."""
    article = opened(admin, request, pk)
    if request.method == "POST":
        allow(admin.has_change_permission(request, article))
    return _write(admin, request, article)


def _write(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    document = article.document() if article.pk else Document()
    if request.method != "POST":
        resumed = resuming.resumed(request, article)
        filled = ArticleForm(document=document, article=article, ends=ends_of(article))
        return _show(admin, request, article, resumed.form if resumed else filled, resumed=resumed)
    if request.POST.get("act") == resuming.TAKE_IN:
        return _take_in(admin, request, article)
    act = _act(request.POST)
    allow(not act.permission or request.user.has_perm(act.permission))
    form = _filled(request.POST, article, document)
    form.close(closed_to(cast(User, request.user)))
    if not form.is_valid():
        return _show(admin, request, article, form)
    return _save(admin, request, article, form, act)


def _act(data: QueryDict) -> Act:
    asked = data.get("act", "")
    return Act(asked) if asked in set(Act) else Act.SAVE


def _filled(data: QueryDict, article: Article, document: Document) -> ArticleForm:
    """The form as posted, over the version it was filled from; a headline accepted is typed."""
    accepted = data.get("accept")
    if accepted is not None:
        data = data.copy()
        data["headline"] = accepted
    base = data.get("base", "")
    if article.pk and base != str(article.version):
        document = version_of(article, number_in(base)).document
    form = ArticleForm(data, document=document, article=article, ends=ends_of(article))
    form.accepts_headline = accepted is not None
    return form


def _save(
    admin: ArticleAdmin, request: HttpRequest, article: Article, form: ArticleForm, act: Act
) -> HttpResponse:
    try:
        saved = save(form, article, act, by=cast(User, request.user))
    except Stale as stale:
        conflict = Conflict.of(form, stale)
        return _show(admin, request, stale.article, form, status=409, conflict=conflict)
    except Refused as refused:
        form.add_error(refused.field, str(refused))
        return _show(admin, request, article, form)
    keeping.settle(request, saved.article_id)
    suggesting.learn(
        saved.article_id,
        offered=request.POST.getlist("offered"),
        dismissed=request.POST.getlist("dismissed"),
        tags=form.cleaned_data["tags"],
    )
    if saved.problem:
        return _show_saved(admin, request, form, saved)
    _say(request, saved, act)
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[saved.article_id]))


def _show_saved(
    admin: ArticleAdmin, request: HttpRequest, form: ArticleForm, saved: Saved
) -> HttpResponse:
    """The story as it was saved, with what was typed about a publication that was refused."""
    article = opened(admin, request, saved.article_id)
    again = ArticleForm(document=article.document(), article=article)
    again.initial = {**again.initial, **form.publication()}
    return _show(admin, request, article, again, problem=saved.problem)


def _take_in(admin: ArticleAdmin, request: HttpRequest, article: Article) -> HttpResponse:
    """What others saved, put into what is on the screen; nothing is saved by that."""
    form = _filled(request.POST, article, article.document())
    if not form.is_valid() or form.cleaned_data["base"] == article.version:
        return _show(admin, request, article, form, is_unsaved=True)
    base, mine = form.cleaned_data["base"], form.document()
    merge = merging.merge(form.original, mine, article.document())
    if merge.conflicts:
        conflict = Conflict.of(form, Stale(article, base, mine, merge))
        return _show(admin, request, article, form, status=409, conflict=conflict)
    messages.success(request, _("Version %d is taken in. Nothing is saved yet.") % article.version)
    form = resuming.merged(form, article, merge.document)
    return _show(admin, request, article, form, is_unsaved=True)


def _say(request: HttpRequest, saved: Saved, act: Act) -> None:
    """What came of it, in a sentence."""
    if act is Act.EXPIRE:
        messages.success(request, _("Saved, and its end is set."))
    elif saved.edition and saved.edition.live_from > timezone.now():
        at = timezone.localtime(saved.edition.live_from)
        messages.success(request, _("Scheduled for %s.") % f"{at:%Y-%m-%d %H:%M %Z}")
    elif saved.edition:
        url = saved.edition.get_absolute_url()
        said = _('Published. <a href="{}">See it as readers do</a>.')
        messages.success(request, format_html(said, url))
    elif saved.beside:
        said = _("Merged with version %(number)d by %(name)s, and saved as version %(saved)d.")
        messages.success(request, said % (spoken_of(saved.beside) | {"saved": saved.version}))
    elif act is Act.RETURN:
        messages.success(request, _("Sent back, with your note beside it."))
    elif saved.new:
        messages.success(request, _("Saved as version %d.") % saved.version)
    else:
        messages.success(request, _("Saved. The words did not change."))


def _show(
    admin: ArticleAdmin,
    request: HttpRequest,
    article: Article,
    form: ArticleForm,
    *,
    status: int = 200,
    conflict: Conflict | None = None,
    problem: str = "",
    resumed: resuming.Resumed | None = None,
    is_unsaved: bool = False,
) -> TemplateResponse:
    rights = _rights(admin, request, article)
    if not rights["can_change"]:
        form.close()
    form.close(closed_to(cast(User, request.user)))
    context: dict[str, Any] = {"form": form, "media": form.media, **rights}
    context |= {"conflict": conflict, "problem": problem, "is_unsaved": is_unsaved}
    context |= keeping.sheet_for(request, article, resumed)
    context |= _about(article) if article.pk else {"title": _("New article")}
    context["plan"] = plan_of(article, context.get("standing"))
    return page(admin, request, "change_form", status, **context)


def _rights(admin: ArticleAdmin, request: HttpRequest, article: Article) -> dict[str, bool]:
    return {
        "can_change": not article.pk or admin.has_change_permission(request, article),
        "can_edit": may_edit(cast(User, request.user)),
        "can_comment": comments.may_comment(request),
        "can_publish": request.user.has_perm("articles.publish_article"),
        "can_withdraw": admin.has_withdraw_permission(request),
    }


def _about(article: Article) -> dict[str, Any]:
    """What stands beside a story: its state, what it lacks, who was at it last."""
    document = article.document()
    return {
        "title": str(article),
        "article": article,
        "standing": standing_of(article),
        "line": line_of(article),
        "checklist": clearing.standing(article, document),
        "candidates": _candidates(document),
        **likeness.panel_of(article),
        **comments.panel_of(article),
        "suggestions": suggesting.suggest(document, article.pk),
        "held": ImportItem.objects.waiting().about(article).defer("content").last(),
        "formats": FORMATS,
        "latest": article.revisions.filter(number=article.version).defer("content").first(),
    }


def _candidates(document: Document) -> list[str]:
    """Headlines to accept with one click while nobody has, the one it came with first."""
    if document.headline and not document.headline_derived:
        return []
    offered = dict.fromkeys((document.headline, *headlines.candidates(document)))
    return [headline for headline in offered if headline][:CANDIDATES]
