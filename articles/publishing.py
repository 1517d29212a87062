"""The only door to the public: publish, schedule, withdraw, cancel.

Every act is a statement about time: it closes one interval and opens another, in one
transaction, under a lock on the article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import auditing, clearing, correcting, intervals, requirements, search
from articles.composing import path_of
from articles.documents import Document
from articles.intervals import End
from articles.models.article import Article, Stage
from articles.models.audit import Verb
from articles.models.correction import CorrectionKind, Notice
from articles.models.edition import FOREVER, Edition
from articles.models.revision import Kind, Revision, name_of
from articles.printing import first_published_at, print_edition
from articles.revising import locked
from articles.slugs import distinct, rivals, slugify

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class NotPublishable(Exception):
    """Why not, in a sentence for the editor; nothing was written."""


def publish(
    article_id: int,
    *,
    by: User | None,
    at: datetime | None = None,
    until: datetime | None = None,
    minor: bool = False,
    accepted: bool = True,
    notice: Notice | None = None,
    revision: Revision | None = None,
) -> Edition:
    """Let readers see the working copy from `at` (now, if not given) until `until`.

    Another `revision` of the article may be named instead.

    A person who publishes accepts the working headline, unless `accepted` says otherwise
    (an import accepts nothing); a slug is minted where none is.
    Anything scheduled is older than the working copy, so this takes its place. Without
    `until` an expiry already set stands, with the reason given; FOREVER lifts it. A `minor`
    change moves no date readers see; a `notice` is what they are told of the change.
    Raises NotPublishable.
    """
    with transaction.atomic():
        article, decided_at = locked(article_id), timezone.now()
        live_from = max(at or decided_at, decided_at)
        if article.stage == Stage.SPIKED:
            raise NotPublishable(_("It is spiked: make it a draft again first."))
        _refuse_before_embargo(article, live_from)
        decided = intervals.last_of(article, decided_at)
        _cancel(article, decided_at, by=by)
        before = _seen_before(article, live_from)
        if notice:
            _refuse_empty(notice, before)
        if revision is None:
            revision = _final_revision(article, live_from, by=by, accepted=accepted)
        end = _end_of_new(decided, live_from, until)
        _make_room(article, live_from, by=by)
        _note_published(article, revision.number)
        _put_on_record(article, revision, live_from, decided_at, by=by)
        interval = live_from, end.at
        edition = print_edition(article, revision, *interval, decided_at, by=by, minor=minor)
        if end.reason or end.by_name:
            intervals.end(edition, end)
        if notice:
            correcting.tell(edition, before.revision if before else None, notice, by=by)
        correcting.print_on_editions(article)
        return edition


def schedule(
    article_id: int,
    at: datetime,
    *,
    by: User | None,
    until: datetime | None = None,
    minor: bool = False,
    notice: Notice | None = None,
) -> Edition:
    """publish at a future instant; what is live stays until then. Raises NotPublishable."""
    if at <= timezone.now():
        raise NotPublishable(_("That instant has passed: publish now, or choose a later one."))
    return publish(article_id, by=by, at=at, until=until, minor=minor, notice=notice)


def cancel(article_id: int, *, by: User | None) -> int:
    """Take back what is scheduled and not yet visible; how many editions that were.

    Each becomes an empty interval, kept on record, and what it would have replaced stays.
    """
    with transaction.atomic():
        article = locked(article_id)
        cancelled = _cancel(article, timezone.now(), by=by)
        if cancelled:
            auditing.record(Verb.CANCELLED, article, by=by)
        return cancelled


def withdraw(
    article_id: int,
    *,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
) -> None:
    """Take the article from readers, now or at an instant; what is scheduled is cancelled.

    An expiry before that instant stands.
    `reason` is public: the page that says 410 shows it.
    """
    with transaction.atomic():
        article, now = locked(article_id), timezone.now()
        cancelled = _cancel(article, now, by=by)
        live = Edition.log.of(article).live_at(now).first()
        if live:
            intervals.end(live, End(min(live.live_until, max(at or now, now)), name_of(by), reason))
        elif not cancelled:
            raise NotPublishable(_("It is not published, so there is nothing to withdraw."))
        auditing.record(Verb.WITHDREW, article, by=by, detail=reason)


def _cancel(article: Article, now: datetime, *, by: User | None) -> int:
    scheduled = list(Edition.log.of(article).scheduled(now))
    if not scheduled:
        return 0
    for edition in scheduled:
        intervals.end(edition, End(edition.live_from, name_of(by), _("Cancelled")))
    predecessor = Edition.log.of(article).live_at(now).first()
    if predecessor and article.end_if_cancelled:
        intervals.end(predecessor, End(article.end_if_cancelled, "", article.reason_if_cancelled))
    last_seen = Edition.log.of(article).seen_by(now).order_by("-live_from").first()
    _note_published(article, last_seen.revision.number if last_seen else 0)
    return len(scheduled)


def _put_on_record(
    article: Article, revision: Revision, live_from: datetime, now: datetime, *, by: User | None
) -> None:
    verb = Verb.SCHEDULED if live_from > now else Verb.PUBLISHED
    detail = _("№ %(number)d, from %(instant)s")
    facts = {"number": revision.number, "instant": auditing.instant(live_from)}
    auditing.record(verb, article, by=by, detail=detail % facts)


def _refuse_before_embargo(article: Article, live_from: datetime) -> None:
    if article.embargo_until and live_from < article.embargo_until:
        until = timezone.localtime(article.embargo_until)
        raise NotPublishable(
            _("Under embargo until %(until)s: schedule it for then or later.")
            % {"until": f"{until:%Y-%m-%d %H:%M %Z}"}
        )


def _seen_before(article: Article, live_from: datetime) -> Edition | None:
    """What readers had last before that instant."""
    return Edition.log.of(article).seen_by(live_from).order_by("-live_from").first()


def _refuse_empty(notice: Notice, before: Edition | None) -> None:
    if not notice.text.strip():
        raise NotPublishable(_("Say what readers are to be told of the change."))
    if before is None and notice.kind != CorrectionKind.NOTE:
        raise NotPublishable(_("Readers have not seen it yet, so there is nothing to correct."))


def _final_revision(
    article: Article, live_from: datetime, *, by: User | None, accepted: bool
) -> Revision:
    """The revision to publish: the working copy, its headline accepted and its slug minted."""
    document = article.document()
    issues = clearing.obstacles(article, document) if accepted else requirements.blocking(document)
    if issues:
        raise NotPublishable(" ".join(issue.message for issue in issues))
    published_at = first_published_at(article, document, live_from)
    final = replace(
        document,
        headline_derived=document.headline_derived and not accepted,
        slug=_slug(article, document, published_at),
    )
    if final == document:
        return Revision.objects.snap(article, by=by, kind=Kind.PUBLISH)
    article.take(final)
    article.save()
    revision = Revision.objects.snap(article, by=by, kind=Kind.PUBLISH)
    search.note(revision)
    return revision


def _slug(article: Article, document: Document, published_at: datetime) -> str:
    """The editor's own slug if the address is free, else one minted until it is."""
    if document.slug:
        refuse_taken(article, published_at, document.slug)
        return document.slug
    slug = slugify(document.headline, document.language)
    if not _taken(article, published_at, [slug]):
        return slug
    return distinct(slug, _taken(article, published_at, rivals(slug)))


def refuse_taken(article: Article, published_at: datetime, slug: str) -> None:
    """An address begins with the day, and is one story's alone. Raises NotPublishable."""
    if _taken(article, published_at, [slug]):
        raise NotPublishable(
            _("Another story has the address “%(slug)s” on that day: choose another slug.")
            % {"slug": slug}
        )


def _taken(article: Article, published_at: datetime, slugs: Iterable[str]) -> set[str]:
    paths = [path_of(published_at, slug) for slug in slugs]
    others = Edition.log.exclude(article=article).filter(path__in=paths)
    return set(others.values_list("slug", flat=True))


def _end_of_new(decided: Edition | None, live_from: datetime, until: datetime | None) -> End:
    """When and why the new edition ends: as asked, else as was decided for what it replaces."""
    if until is None and decided and decided.live_until > live_from:
        return End(decided.live_until, decided.ended_by_name, decided.end_reason)
    if until and until <= live_from:
        raise NotPublishable(_("It would end before it begins: choose a later end."))
    return End(until or FOREVER, "", "")


def _make_room(article: Article, live_from: datetime, *, by: User | None) -> None:
    """Close what is live at `live_from`, and note what it goes back to if that is cancelled."""
    current = Edition.log.of(article).live_at(live_from).first()
    article.end_if_cancelled = current.live_until if current else None
    article.reason_if_cancelled = current.end_reason if current else ""
    if current:
        intervals.end(current, End(live_from, name_of(by), _("Replaced")))


def _note_published(article: Article, number: int) -> None:
    article.published_version = number
    article.save(update_fields=["published_version", "end_if_cancelled", "reason_if_cancelled"])
