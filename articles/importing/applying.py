"""Applying: a batch in one transaction; what one document breaks, the others survive."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import DatabaseError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone

from articles import publishing, revising
from articles.importing import creating, likening, recording
from articles.importing.options import Options
from articles.importing.planning import TOUCHED, Decision
from articles.importing.terms import Terms
from articles.models.article import Article, Stage
from articles.models.edition import Edition
from articles.models.importing import ImportRun, Verdict
from articles.models.revision import Kind
from articles.publishing import NotPublishable

ALONE = "Import the file by itself, and mend what the message names."


def apply(run: ImportRun, decisions: Sequence[Decision], options: Options, terms: Terms) -> None:
    """Carry out a batch and put it on record, all of it or nothing.

    New articles are written together. Where the database refuses that they are written
    one by one, each in a savepoint, so that a bad one is rejected and the rest stand.
    """
    created = [d for d in decisions if d.verdict == Verdict.CREATED and not d.revives]
    try:
        _apply_together(run, decisions, created, options, terms)
    except OperationalError:
        raise
    except DatabaseError:
        terms.forget()
        _apply_singly(run, decisions, created, options, terms)


def _apply_together(
    run: ImportRun,
    decisions: Sequence[Decision],
    created: Sequence[Decision],
    options: Options,
    terms: Terms,
) -> None:
    at = timezone.now()
    terms.learn(decision.document for decision in created)
    news = creating.prepare(created, options, terms, at)
    with recording.undone_on_failure(run), transaction.atomic():
        creating.write(news, options, reason=str(run), at=at)
        _finish(run, decisions)


def _apply_singly(
    run: ImportRun,
    decisions: Sequence[Decision],
    created: Sequence[Decision],
    options: Options,
    terms: Terms,
) -> None:
    at = timezone.now()
    with recording.undone_on_failure(run), transaction.atomic():
        for decision in created:
            try:
                with transaction.atomic():
                    decision.problems.clear()
                    terms.learn([decision.document])
                    news = creating.prepare([decision], options, terms, at)
                    creating.write(news, options, reason=str(run), at=at)
            except OperationalError:
                raise
            except DatabaseError as error:
                terms.forget()
                decision.reject(f"The database refused it: {error}", ALONE)
        _finish(run, decisions)


def _finish(run: ImportRun, decisions: Sequence[Decision]) -> None:
    for decision in decisions:
        if decision.verdict == Verdict.UPDATED:
            _update(decision, reason=str(run))
        elif decision.verdict == Verdict.CREATED and decision.revives:
            _revive(decision, reason=str(run))
        elif decision.verdict == Verdict.UNCHANGED and decision.publishes:
            _publish_draft(decision)
    at = timezone.now()
    likening.note(decisions, at)
    recording.record(run, decisions, at)


def _revive(decision: Decision, *, reason: str) -> None:
    """Take an article up again that an undo had taken away, at the address it had."""
    article = Article.objects.filter(pk=decision.known_id)
    with transaction.atomic():
        article.update(stage=Stage.DRAFT)
        _update(decision, reason=reason, again=True)
        if decision.verdict != Verdict.CREATED:
            article.update(stage=Stage.SPIKED)


def _update(decision: Decision, *, reason: str, again: bool = False) -> None:
    """A revision that says what the source says now, unless the desk was quicker."""
    try:
        with transaction.atomic():
            revising.revise(
                decision.known_id,
                decision.document,
                base=decision.version,
                by=None,
                kind=Kind.IMPORT,
                reason=reason,
            )
            if decision.publishes:
                _publish(decision, again=again)
            _note_source(decision)
    except revising.Stale:
        decision.verdict, decision.reason = Verdict.HELD, TOUCHED
    except OperationalError:
        raise
    except DatabaseError as error:
        decision.reject(f"The database refused it: {error}", ALONE)


def _publish_draft(decision: Decision) -> None:
    """Publish what an earlier import left a draft, unless the desk has begun to write in it."""
    with transaction.atomic():
        if revising.locked(decision.known_id).version == decision.version:
            _publish(decision)


def _publish(decision: Decision, *, again: bool = False) -> None:
    """Let readers see it, if they never did or still do: what was withdrawn stays withdrawn.

    Unless it is to be shown `again`, because it was an undo that withdrew it.
    """
    shown = Edition.log.of(decision.known_id)
    if not again and shown.exists() and not shown.live_at(timezone.now()).exists():
        return
    try:
        with transaction.atomic():
            publishing.publish(decision.known_id, by=None, accepted=False)
    except NotPublishable as why:
        decision.warn(f"Not published: {why}", "Mend it on the desk and publish it there.")
        return
    if decision.verdict == Verdict.UNCHANGED:
        decision.verdict, decision.reason = Verdict.UPDATED, "It was a draft, and is published now."
        _note_source(decision)


def _note_source(decision: Decision) -> None:
    """The article now stands as the source brought it: the desk has not touched it."""
    article = Article.objects.filter(pk=decision.known_id)
    article.update(source_digest=decision.found.digest, source_version=F("version"))
    decision.revision_number = article.values_list("version", flat=True).get()
