"""Undoing: what a run did is taken back, wherever nobody has touched the article since.

A story it created is withdrawn and spiked, and forgets what it was brought as, so that
the next import of its source brings it back in the same article, at the same address.
One it changed says again what it said, as a new revision, and readers get what they had.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import holding, publishing, revising
from articles.documents import Document
from articles.importing import leases
from articles.importing.leases import Lease
from articles.importing.pacing import Pace
from articles.models.article import Article, Stage
from articles.models.edition import Edition
from articles.models.importing import ImportItem, ImportRun, RunState, Verdict
from articles.models.revision import Kind, Revision
from articles.publishing import NotPublishable

MOST = 100
"""Articles in one checkpoint, if there is time for so many."""
LAST = 2**31 - 1


def steps(run: ImportRun, lease: Lease) -> Generator[None, None, None]:
    """Undo from the last document to the first, a checkpoint at a time."""
    pace = Pace()
    while True:
        began = time.monotonic()
        with leases.checkpoint(lease) as run:
            standing = ImportItem.objects.of(run).standing()
            items = standing.before(run.cursor.get("position", LAST))[:MOST]
            done = _undo_for(pace.stretch, items, run)
            if not done:
                _finish(run)
                return
            run.cursor = {"position": done[-1].position}
            leases.advance(run, len(done), time.monotonic() - began)
        yield
        pace.rest()


def forecast(items: Sequence[ImportItem]) -> list[tuple[ImportItem, str]]:
    """Each with why it would be kept, or "". Two queries; `article` may be fetched with them."""
    shown = _shown(items)
    return [
        (item, reason_to_keep(item.article, item, shown.get(item.article_id or 0, ())))
        for item in items
        if item.article
    ]


def reason_to_keep(article: Article, item: ImportItem, shown: Iterable[Edition]) -> str:
    """Why the article stays as it is, for a person; "" if nobody has touched it since.

    `shown` is what readers have of it and will have, with the revisions.
    """
    if not item.revision_number or (item.verdict == Verdict.UPDATED and not item.base_version):
        return _("It was imported before imports could be undone.")
    if article.stage == Stage.SPIKED:
        return _("The desk has spiked it.")
    if article.version != article.source_version:
        return _("The desk has edited it since.")
    if article.source_digest != item.digest:
        return _("A later import has changed it.")
    if item.verdict == Verdict.CREATED and _is_taken_up(article):
        return _("The desk has taken it in hand.")
    if not all(_is_of_import(edition, item) for edition in shown):
        return _("The desk has published it since.")
    return ""


def _is_taken_up(article: Article) -> bool:
    return bool(article.stage != Stage.DRAFT or article.assignee_id or article.embargo_until)


def _is_of_import(edition: Edition, item: ImportItem) -> bool:
    """Whether it was shown before the run was through with it, or by an undo since."""
    is_older = item.applied_at is not None and edition.decided_at <= item.applied_at
    return is_older or edition.revision.kind == Kind.UNDO


def _shown(items: Iterable[ImportItem]) -> dict[int, list[Edition]]:
    articles = [item.article_id for item in items if item.article_id]
    shown: dict[int, list[Edition]] = {}
    editions = Edition.log.of_each(articles).from_now_on(timezone.now())
    for edition in editions.select_related("revision"):
        shown.setdefault(edition.article_id, []).append(edition)
    return shown


def _undo_for(seconds: float, items: Iterable[ImportItem], run: ImportRun) -> list[ImportItem]:
    """Undo as many as there is time for, one at least; those."""
    until, by, done = time.monotonic() + seconds, _who_asked(run), []
    for item in items:
        _undo(item, run, by)
        done.append(item)
        if time.monotonic() > until:
            break
    return done


def _undo(item: ImportItem, run: ImportRun, by: User | None) -> None:
    try:
        with transaction.atomic():
            article = revising.locked(item.article_id or 0)
            item.note = reason_to_keep(article, item, _shown([item]).get(article.pk, ()))
            if not item.note:
                _take_back(article, item, by, _("%(run)s undone") % {"run": run})
    except NotPublishable as why:
        item.note = str(why)
    item.undone_at = None if item.note else timezone.now()
    item.save(update_fields=["note", "undone_at"])


def _take_back(article: Article, item: ImportItem, by: User | None, reason: str) -> None:
    stood = Article.objects.filter(pk=article.pk)
    if item.verdict == Verdict.CREATED:
        _withdraw(article, by)
        holding.spike(article.pk, by=by)
        stood.update(source_digest="", source_version=0)
    else:
        _restore(article, item, by, reason)
        stood.update(source_digest=item.base_digest, source_version=F("version"))


def _withdraw(article: Article, by: User | None) -> None:
    """Without a word to readers on why: the reason of a withdrawal is public."""
    if Edition.log.of(article).from_now_on(timezone.now()).exists():
        publishing.withdraw(article.pk, by=by)


def _restore(article: Article, item: ImportItem, by: User | None, reason: str) -> None:
    """The desk has again what it had, and readers too if they were given anything else."""
    now, log = timezone.now(), Edition.log.of(article)
    live = log.live_at(now).select_related("revision").first()
    before = Revision.objects.get(article=article, number=item.base_version)
    if live and _is_given_by(item, live):
        earlier = log.seen_by(now).filter(revision__number__lte=before.number).exclude(pk=live.pk)
        last = earlier.order_by("-live_from").select_related("revision").first()
        if last:
            _say(article.pk, last.revision.document, by, reason)
            publishing.publish(article.pk, by=by, accepted=False)
        else:
            _withdraw(article, by)
    _say(article.pk, before.document, by, reason)


def _is_given_by(item: ImportItem, live: Edition) -> bool:
    """Whether what is live came with the run: in its words, or as the draft it published."""
    number, base = live.revision.number, item.base_version
    return number > base or item.revision_number == base


def _say(article_id: int, document: Document, by: User | None, reason: str) -> None:
    stands = revising.locked(article_id).version
    revising.revise(article_id, document, base=stands, by=by, kind=Kind.UNDO, reason=reason)


def _who_asked(run: ImportRun) -> User | None:
    asked = [act["by_id"] for act in run.acts if act["act"] == "undone"]
    return User.objects.filter(pk=asked[-1]).first() if asked else None


def _finish(run: ImportRun) -> None:
    run.state, run.finished_at = RunState.UNDONE, timezone.now()
    run.worker, run.cursor = "", {}
