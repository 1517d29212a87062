"""Held: a story both the source and the desk have changed, and whose words are to stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.choosing import ChoiceForm, Side
from articles.admin.importing.pages import page
from articles.admin.opening import allow, number_in
from articles.comparing import Comparison, compare
from articles.documents import Document
from articles.importing.planning import MOVED
from articles.importing.settling import Settled, base_of, dismiss, settle
from articles.merging import Merge, merge
from articles.models import Article, ImportItem, Revision, Stage
from articles.revising import Stale

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin

REASON = 300
KEEP = "keep"


class HeldForm(ChoiceForm):
    """Desk and source. `base` is the desk's version the choices were shown for."""

    base = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Held:
    """A held document beside its article: what the source brought last, what it brings now,
    what the desk made of it, and the merge of the two."""

    item: ImportItem
    article: Article
    brought: Revision | None
    source: Document
    merge: Merge

    @classmethod
    def of(cls, item: ImportItem) -> Held:
        article = Article.objects.with_relations().get(import_items=item.pk)
        brought = article.revisions.filter(number=article.source_version).first()
        base, source = base_of(item), item.document or Document()
        # The source has no say in an address the newsroom minted.
        source = replace(source, slug=source.slug or base.slug)
        desk = article.document()
        return cls(item, article, brought, source, merge(base, desk, source))

    @property
    def change(self) -> Comparison:
        """What the desk's text takes over from the source where the two do not meet."""
        return compare(self.article.document(), self.merge.document)

    @property
    def newer(self) -> ImportItem | None:
        """What the source has sent of it since, where that is held as well."""
        return ImportItem.objects.waiting().about(self.article).filter(pk__gt=self.item.pk).last()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to settle: the article has these words already."""
        return self.article.source_digest == self.item.digest

    @property
    def is_another_story(self) -> bool:
        return self.item.reason == MOVED

    @property
    def is_spiked(self) -> bool:
        return self.article.stage == Stage.SPIKED

    def form(self, data: QueryDict | None = None) -> HeldForm:
        base = {"base": self.article.version}
        return HeldForm(data, merge=self.merge, theirs=self.source, initial=base)


def held(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Both texts against what they were; a post settles it, or keeps the desk's."""
    user = cast(User, request.user)
    may_change = user.has_perm("articles.change_article")
    allow(may_change or user.has_perm("articles.view_article"))
    item = ImportItem.objects.held().filter(pk=number_in(str(pk))).first()
    if item is None:
        raise Http404
    if request.method != "POST":
        held = Held.of(item)
        return _show(admin, request, held, held.form())
    allow(may_change)
    return _keep(request, item) if request.POST.get("act") == KEEP else _take(admin, request, item)


def _take(admin: ImportRunAdmin, request: HttpRequest, item: ImportItem) -> HttpResponse:
    """What was chosen becomes the story, unless somebody saved it since, or a choice is missing."""
    held = Held.of(item)
    form = held.form(_chosen(held, request.POST))
    if form.data.get("base") != str(held.article.version):
        return _show(admin, request, held, form, status=409)
    if "all" in form.data or not form.is_valid():
        return _show(admin, request, held, form)
    user, base = cast(User, request.user), form.cleaned_data["base"]
    try:
        revision = settle(item, user, form.document(), base)
    except Stale:
        held = Held.of(item)
        return _show(admin, request, held, held.form(request.POST), status=409)
    except Settled as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("Settled: the story is at version %d.") % revision.number)
    return _to_the_story(item)


def _chosen(held: Held, posted: QueryDict) -> QueryDict:
    """The form as posted; with ?all= every place goes to one side, to be looked at before saved."""
    side = posted.get("all", "")
    if side not in (Side.OURS, Side.THEIRS):
        return posted
    data = posted.copy()
    for name in held.form().names:
        data[name] = side
    return data


def _keep(request: HttpRequest, item: ImportItem) -> HttpResponse:
    reason = " ".join(request.POST.get("reason", "").split())[:REASON]
    try:
        dismiss(item, cast(User, request.user), reason)
    except Settled as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(request.path)
    messages.success(request, _("The desk’s words stand; what the source sent is on record."))
    return _to_the_story(item)


def _to_the_story(item: ImportItem) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[item.article_id]))


def _show(
    admin: ImportRunAdmin, request: HttpRequest, held: Held, form: HeldForm, status: int = 200
) -> HttpResponse:
    return page(
        admin,
        request,
        "held",
        status,
        title=_("The source’s new words for “%s”") % held.article,
        held=held,
        article=held.article,
        form=form,
        places=form.places(),
        orphans=form.orphans(),
        media=form.media,
        stale=status == 409,
        can_change=request.user.has_perm("articles.change_article"),
        can_view_run=admin.has_view_or_change_permission(request),
    )
