"""AuditEntry: who did what to which, and when. Append-only, and never purged."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.revision import NAME_LENGTH, AppendOnlyQuerySet, HistoryCannotChange

LONGEST = 300
"""Characters of a subject's name, and of a detail."""


class Verb(models.TextChoices):
    """What somebody did."""

    BEGAN = "began", _("began")
    SAVED = "saved", _("saved")
    RESTORED = "restored", _("restored")
    NAMED = "named", _("named a version of")
    UNNAMED = "unnamed", _("took a name from a version of")
    MOVED = "moved", _("moved on")
    RETURNED = "returned", _("sent back")
    PUBLISHED = "published", _("published")
    SCHEDULED = "scheduled", _("scheduled")
    CANCELLED = "cancelled", _("took back what was scheduled of")
    EXPIRED = "expired", _("set the end of")
    WITHDREW = "withdrew", _("withdrew")
    EMBARGOED = "embargoed", _("embargoed")
    RELEASED = "released", _("lifted the embargo on")
    WITHHELD = "withheld", _("withheld a former version of")
    REOPENED = "reopened", _("opened again a former version of")
    SPIKED = "spiked", _("spiked")
    SET_ASIDE = "set-aside", _("set aside unsaved words in")
    COMMENTED = "commented", _("commented on")
    RESOLVED = "resolved", _("resolved a comment on")
    UNRESOLVED = "unresolved", _("opened again a comment on")
    EXPORTED = "exported", _("exported")
    SHARED = "shared", _("made a preview link of")
    UNSHARED = "unshared", _("revoked a preview link of")
    RESENT = "resent", _("sent again")
    IMPORTED = "imported", _("imported")
    APPROVED = "approved", _("approved what is planned in")
    DECLINED = "declined", _("declined what is planned in")
    DISMISSED = "dismissed", _("kept, against new words of its source,")
    JUDGED = "judged", _("compared with another")
    UNDID = "undid", _("undid")
    MERGED = "merged", _("merged another into")
    RENAMED = "renamed", _("renamed")
    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    REMOVED = "removed", _("removed")
    SIGNED_IN = "signed-in", _("signed in")
    SIGNED_OUT = "signed-out", _("signed out")
    FAILED = "failed", _("failed to sign in as")


DESK_WORK = (Verb.MOVED, Verb.RETURNED, Verb.EMBARGOED, Verb.RELEASED, Verb.SPIKED)


def verbs() -> list[tuple[str, Any]]:
    """The choices by reference, so that a new one needs no migration."""
    return Verb.choices


class AuditQuerySet(AppendOnlyQuerySet):
    """What is on record, as somebody looks through it."""

    def newest_first(self) -> AuditQuerySet:
        return self.order_by("-pk")

    def about(self, article: Article) -> AuditQuerySet:
        return self.filter(article=article)

    def of_desk_work(self) -> AuditQuerySet:
        """What leaves the words as they are: where a story stands, who has it, what holds it."""
        return self.filter(verb__in=DESK_WORK)

    def before(self, pk: int) -> AuditQuerySet:
        """What was written down earlier than that entry; 0 is everything."""
        return self.filter(pk__lt=pk) if pk else self

    def since(self, at: datetime) -> AuditQuerySet:
        return self.filter(at__gte=at)

    def until(self, at: datetime) -> AuditQuerySet:
        return self.filter(at__lt=at)


class AuditEntry(models.Model):
    """One act, written in the transaction that does it.

    Names stand beside the keys as they were: they outlive a login, a tag, a headline.
    `kind` is the model's name, `subject_id` its key as text, `detail` a sentence.
    """

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("who"), max_length=NAME_LENGTH, blank=True)
    verb = models.CharField(_("did"), max_length=12, choices=verbs)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject = models.CharField(_("what"), max_length=LONGEST, blank=True)
    article = models.ForeignKey(
        Article, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    detail = models.CharField(_("detail"), max_length=LONGEST, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("entry of the audit")
        verbose_name_plural = _("audit")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["by", "-id"], name="audit_by"),
            models.Index(fields=["verb", "-id"], name="audit_verb"),
            models.Index(fields=["kind", "-id"], name="audit_kind"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(
                fields=["article", "-id"],
                condition=models.Q(article__isnull=False),
                name="audit_article",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} {self.get_verb_display()} {self.subject}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryCannotChange("What was done is written down once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("What was done stays on record.")
