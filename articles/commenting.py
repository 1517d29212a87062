"""Commenting: what the desk says about a story, paragraph by paragraph, and where that is now.

A comment is about a block of one version. Each save moves it to where that block stands in
the new version, by the alignment that tells whose words they are; what a save did not move
(an import's, say) is found by the same when somebody looks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import auditing, limits, markup
from articles.comparing import ancestors
from articles.models.article import Article
from articles.models.audit import Verb
from articles.models.comment import Comment
from articles.models.revision import Revision, name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST = 500
"""Comments of one story that are shown, the latest; and threads that a save moves."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its answers, oldest first."""

    began: Comment
    answers: list[Comment]


@dataclass(frozen=True, slots=True)
class Threads:
    """What is said of a story; the open ones of paragraphs that are gone stand first."""

    open: list[Thread]
    resolved: list[Thread]


def say(article: Article, text: str, *, version: int, place: int | None, by: User) -> Comment:
    """Begin a thread about the block at `place` of `version`, or about the story.

    A place that is none is taken for the story.
    """
    blocks = _blocks(article, [version]).get(version, [])
    is_there = place is not None and place < len(blocks)
    quote = _quote(blocks[place]) if place is not None and is_there else ""
    anchor = {"version": version, "place": place if quote else None, "quote": quote}
    return _write(article, text, by=by, **anchor)


def answer(thread: Comment, text: str, *, by: User) -> Comment:
    """One more comment in a thread, which is open again with it."""
    with transaction.atomic():
        said = _write(thread.article, text, by=by, version=thread.version, thread=thread)
        if thread.resolved_at:
            reopen(thread, by=by)
        return said


def resolve(thread: Comment, *, by: User) -> None:
    """Call a thread settled; once is enough."""
    if not thread.resolved_at:
        thread.resolved_at, thread.resolved_by_name = timezone.now(), name_of(by)
        _mark(thread, Verb.RESOLVED, by)


def reopen(thread: Comment, *, by: User) -> None:
    if thread.resolved_at:
        thread.resolved_at, thread.resolved_by_name = None, ""
        _mark(thread, Verb.UNRESOLVED, by)


def threads(article: Article) -> Threads:
    """Everything said of a story, each where its paragraph is now; two queries at the most."""
    latest = Comment.objects.of(article.pk).order_by("-pk")[:MOST]
    began, answers = dict[int, Comment](), defaultdict[int, list[Comment]](list)
    for comment in reversed(latest):
        if comment.thread_id is None:
            began[comment.pk] = comment
        else:
            answers[comment.thread_id].append(comment)
    _place(article, [each for each in began.values() if not each.resolved_at])
    found = [Thread(each, answers[each.pk]) for each in began.values()]
    return Threads(
        sorted((each for each in found if not each.began.resolved_at), key=_order),
        [each for each in found if each.began.resolved_at],
    )


def follow(article: Article) -> None:
    """Move what is said of paragraphs to where they are in the version just saved."""
    opened = list(Comment.objects.of(article.pk).open().anchored()[:MOST])
    moved = list(_place(article, opened))
    if moved:
        Comment.objects.bulk_update(moved, ["version", "place", "quote"])


def _place(article: Article, opened: Sequence[Comment]) -> list[Comment]:
    """Find each one's block in the article as it stands; those that were of an older version."""
    older = [each for each in opened if each.quote and each.version != article.version]
    if not older:
        return []
    now = markup.blocks(article.body)
    for version, was in _blocks(article, {each.version for each in older}).items():
        moved = {found.place: place for place, found in ancestors(was, now).items()}
        for comment in (each for each in older if each.version == version):
            _anchor(comment, article.version, moved, now)
    return older


def _anchor(
    comment: Comment, version: int, moved: dict[int, int], now: Sequence[markup.Block]
) -> None:
    """A block that was gone is found again where one begins in just its words."""
    if comment.place is None:
        again = (place for place, block in enumerate(now) if _quote(block) == comment.quote)
        comment.place = next(again, None)
    else:
        comment.place = moved.get(comment.place)
    comment.version = version
    if comment.place is not None:
        comment.quote = _quote(now[comment.place]) or comment.quote


def _blocks(article: Article, versions: Iterable[int]) -> dict[int, list[markup.Block]]:
    revisions = Revision.objects.filter(article=article, number__in=versions)
    return {each.number: markup.blocks(each.document.body) for each in revisions}


def _quote(block: markup.Block) -> str:
    return " ".join(block.text.split())[: limits.NOTE] or f"<{block.kind}>"


def _order(thread: Thread) -> tuple[bool, int, int]:
    """Of paragraphs that are gone, of the whole story, then down the page."""
    began = thread.began
    place = -1 if began.place is None else began.place
    return (not began.is_gone, place, began.pk)


def _write(article: Article, text: str, *, by: User, **fields: object) -> Comment:
    with transaction.atomic():
        said = Comment(
            article=article, text=text, by=by, by_name=name_of(by), at=timezone.now(), **fields
        )
        said.save(force_insert=True)
        auditing.record(Verb.COMMENTED, article, by=by, detail=text)
        return said


def _mark(thread: Comment, verb: Verb, by: User) -> None:
    with transaction.atomic():
        thread.save(update_fields=["resolved_at", "resolved_by_name"])
        auditing.record(verb, thread.article, by=by, detail=thread.text)
