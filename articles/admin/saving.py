"""Saving: what a press of a button on the article form does, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypedDict

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import publishing, rescheduling, resembling, revising
from articles.admin.conflict import ColleaguesForm
from articles.admin.form import MINOR, ArticleForm
from articles.admin.noting import Refused, note
from articles.admin.rights import may_edit
from articles.documents import Document
from articles.merging import Merge
from articles.models import Article, Edition, Notice, Revision, Stage
from articles.publishing import NotPublishable


class Act(StrEnum):
    """The buttons. Each saves what is on the screen first."""

    SAVE = "save"
    REVIEW = "review"
    READY = "ready"
    RETURN = "return"
    PUBLISH = "publish"
    SCHEDULE = "schedule"
    MOVE = "move"
    EXPIRE = "expire"

    @property
    def permission(self) -> str:
        return PERMISSIONS.get(self, "")

    @property
    def publishes(self) -> bool:
        """Whether readers come to see something otherwise."""
        return self in (Act.PUBLISH, Act.SCHEDULE, Act.MOVE, Act.EXPIRE)

    @property
    def shows_words(self) -> bool:
        """Whether readers are given what is on the screen."""
        return self in (Act.PUBLISH, Act.SCHEDULE)


# The buttons that want an instant.
MOVING = (Act.SCHEDULE, Act.MOVE)


PERMISSIONS = {
    Act.READY: "articles.change_article",
    Act.RETURN: "articles.change_article",
    Act.PUBLISH: "articles.publish_article",
    Act.SCHEDULE: "articles.publish_article",
    Act.MOVE: "articles.publish_article",
    Act.EXPIRE: "articles.withdraw_article",
}
# The buttons that say where the story stands next.
STAGES = {Act.REVIEW: Stage.IN_REVIEW, Act.READY: Stage.READY, Act.RETURN: Stage.DRAFT}


class Change(TypedDict):
    """What a change is to readers, as publishing.publish takes it."""

    minor: bool
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it: the version saved, whether it is a new one, what readers were given.

    `beside` is the latest version of others it was merged with; `problem` says why a story
    was saved and yet not published.
    """

    article_id: int
    version: int
    new: bool
    beside: Revision | None = None
    edition: Edition | None = None
    problem: str = ""


def save(form: ArticleForm, article: Article, act: Act, *, by: User) -> Saved:
    """Save the form, set the stage, publish, schedule, move or end: what `act` asks for.

    Raises revising.Stale or Refused, and then nothing was written.
    """
    _require_instants(form, act)
    if act is Act.RETURN and not form.cleaned_data["why"].strip():
        raise Refused(_("Say what is still to be done, so that its writer knows."), "why")
    if act.shows_words:
        _require_kind(form, article)
    desk = form.desk() | _standing_next(form, act)
    with transaction.atomic():
        write = _revise if article.pk else _begin
        saved = write(form, article, desk, by)
        if saved.new:
            resembling.refresh(saved.article_id)
        if not act.publishes:
            return saved
        if saved.beside and saved.beside.number != form.cleaned_data["seen"]:
            problem = _("it was merged with version %(number)d by %(name)s. Read it through first.")
            return replace(saved, problem=problem % spoken_of(saved.beside))
        return _publish(form, saved, act, by)


def spoken_of(revision: Revision) -> dict[str, Any]:
    """A version's number and who wrote it, for a sentence."""
    return {"number": revision.number, "name": revision.author_name or _("nobody")}


def _require_instants(form: ArticleForm, act: Act) -> None:
    at, until = form.cleaned_data["schedule_at"], form.cleaned_data["expire_at"]
    if act in MOVING and not at:
        raise Refused(_("Say when."), "schedule_at")
    if act in MOVING and until and until <= at:
        raise Refused(_("It would end before it begins: choose a later end."), "expire_at")
    if act in (Act.PUBLISH, Act.EXPIRE) and until and until <= timezone.now():
        raise Refused(_("That instant has passed: choose a later one, or none."), "expire_at")


def _standing_next(form: ArticleForm, act: Act) -> dict[str, Any]:
    """Where the button pressed sends the story, and why it is sent back."""
    if act not in STAGES:
        return {}
    why = form.cleaned_data["why"] if act is Act.RETURN else ""
    return {"stage": STAGES[act], "returned_why": why}


def _require_kind(form: ArticleForm, article: Article) -> None:
    """Of a story readers have, they are told what changed, or somebody says that it is minor."""
    if not article.pk or not Edition.objects.of(article).exists():
        return
    if not form.cleaned_data["change"]:
        raise Refused(
            _("Readers have this story already: say what kind of change it is."), "change"
        )
    if (told := form.told()) and not told.text.strip():
        raise Refused(_("Say what readers are to be told of the change."), "notice")


def _begin(form: ArticleForm, article: Article, desk: dict[str, Any], by: User) -> Saved:
    reason = form.cleaned_data["reason"]
    if not may_edit(by):
        desk = {"assignee": by} | desk
    begun = revising.begin(form.document(), by=by, reason=reason, **desk)
    return Saved(begun.pk, begun.version, True)


def _revise(form: ArticleForm, article: Article, desk: dict[str, Any], by: User) -> Saved:
    made = revising.contribute(
        article.pk,
        form.document(),
        base=form.cleaned_data["base"],
        by=by,
        reason=form.cleaned_data["reason"],
        settle=lambda merge: _settled(form, article, merge),
    )
    if desk:
        note(article.pk, by=by, **desk)
    return Saved(article.pk, made.revision.number, made.is_new, made.beside)


def _settled(form: ArticleForm, article: Article, merge: Merge) -> Document | None:
    """What was chosen on the page that showed both sides, if all was."""
    theirs = Article.objects.get(pk=article.pk).document()
    choices = ColleaguesForm(form.data, merge=merge, theirs=theirs)
    return choices.document() if choices.is_valid() else None


def _publish(form: ArticleForm, saved: Saved, act: Act, by: User) -> Saved:
    """Do with readers what is asked, after the save; where that is refused, the save stands."""
    try:
        return replace(saved, edition=_shown(form, saved.article_id, act, by))
    except NotPublishable as refusal:
        return replace(saved, problem=str(refusal))


def _shown(form: ArticleForm, article_id: int, act: Act, by: User) -> Edition | None:
    change: Change = {"minor": form.cleaned_data["change"] == MINOR, "notice": form.told()}
    at, until = form.cleaned_data["schedule_at"], form.until()
    match act:
        case Act.SCHEDULE:
            return publishing.schedule(article_id, at, by=by, until=until, **change)
        case Act.MOVE:
            return rescheduling.move(article_id, at, by=by, until=until)
        case Act.EXPIRE:
            if until:
                rescheduling.expire(article_id, until, by=by)
            return None
    return publishing.publish(article_id, by=by, until=until, **change)
