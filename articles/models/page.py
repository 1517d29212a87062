"""Page: what the newspaper says of itself at length: about, ethics, privacy, contact."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from articles import markup
from articles.models.redirect import Redirect
from articles.models.revision import NAME_LENGTH, AppendOnlyQuerySet, HistoryCannotChange
from articles.policies import POLICIES

TITLE_LENGTH = 120
ELSEWHERE = ("static", "media")  # files, which no route names


def refuse_taken(slug: str) -> None:
    """Raises ValidationError for a slug at whose address something else of the site stands."""
    try:
        found = resolve(f"/{slug}/").view_name
    except Resolver404:
        found = ""
    if found != "site:page" or slug in ELSEWHERE:
        raise ValidationError(_("Something else stands at /%(slug)s/."), params={"slug": slug})


class PageQuerySet(models.QuerySet["Page"]):
    def shown(self) -> PageQuerySet:
        """What readers may see."""
        return self.filter(is_live=True)

    def at_slug(self, slug: str) -> PageQuerySet:
        return self.filter(slug=slug)


class Page(models.Model):
    """Live, or not yet. What it said before is kept in its versions; see stating.py."""

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        validators=[refuse_taken],
        help_text=_("One word, such as about: readers find the page at /about/."),
    )
    body = models.TextField(_("text"), blank=True)
    policy = models.CharField(
        _("tells"),
        max_length=40,
        blank=True,
        choices=POLICIES,
        help_text=_("What search engines and aggregators are told that it is, if anything."),
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("The lower, the further left at the foot.")
    )
    is_live = models.BooleanField(
        _("live"),
        default=False,
        help_text=_("Readers see it, and find it at the foot of each page."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            former = Page.objects.filter(pk=self.pk).exclude(slug=self.slug).first()
            if former and former.is_live:
                Redirect.objects.forward(former.get_absolute_url(), self.get_absolute_url())
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("site:page", args=[self.slug])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A page is taken off the site, never deleted.")


class PageVersion(models.Model):
    """A page as somebody saved it. Append-only."""

    page = models.ForeignKey(Page, models.PROTECT, related_name="versions")
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    body = models.TextField(_("text"), blank=True)
    is_live = models.BooleanField(_("live"))
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("version of a page")
        verbose_name_plural = _("versions of pages")
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise HistoryCannotChange("What a page said is written down once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("What a page said stays on record.")

    @property
    def text(self) -> str:
        """Its words, to be read through."""
        return markup.text(self.body)
