"""Rights: what somebody may do with a story, by what they are and by where it stands."""

from __future__ import annotations

from django.contrib.auth.models import User

from articles.models import Article, Stage

# What is for those who work on everybody's stories, and what for those who publish them.
EDITING = ("stage", "assignee", "due_at", "why")
PUBLISHING = ("embargo_until", "schedule_at", "change", "notice", "placement")


def may_edit(user: User) -> bool:
    """Any story, at any stage."""
    return user.has_perm("articles.change_article")


def may_publish(user: User) -> bool:
    return user.has_perm("articles.publish_article")


def may_write(user: User, article: Article | None = None) -> bool:
    """This story, or with none given some story: a writer, their own until it is sent on."""
    if may_edit(user):
        return True
    if not user.has_perm("articles.write_article"):
        return False
    if article is None or not article.pk:
        return True
    return article.stage == Stage.DRAFT and article.belongs_to(user)


def closed_to(user: User) -> tuple[str, ...]:
    """The fields of the story form that are not for this person, shown or posted."""
    editing = () if may_edit(user) else EDITING
    return editing + (() if may_publish(user) else PUBLISHING)
