"""Picture: what the desk has to show, and its prints, each a file in a column of its own table."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.revision import NAME_LENGTH, HistoryCannotChange
from articles.prints import Print

A_CHOICE = 200


class PictureQuerySet(models.QuerySet["Picture"]):
    def newest(self, before: int = 0) -> PictureQuerySet:
        """Those put in before that key, the newest first; 0 is all."""
        return (self.filter(pk__lt=before) if before else self).order_by("-pk")

    def to_choose_from(self, chosen: int | None) -> PictureQuerySet:
        """The newest that are shown, and the one that is chosen already."""
        newest = self.filter(is_shown=True).newest().values_list("pk", flat=True)
        return self.filter(pk__in=[*newest[:A_CHOICE], chosen]).order_by("-pk")


class Picture(models.Model):
    """An upload. Its key is drawn by lot: nobody finds a picture before they are shown it."""

    key = models.CharField(max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    alt = models.CharField(
        _("description"),
        max_length=500,
        help_text=_("For those who cannot see it: what it shows, in a sentence."),
    )
    caption = models.CharField(_("caption"), max_length=500, blank=True)
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who took it, and for whom.")
    )
    is_shown = models.BooleanField(
        _("shown"),
        default=True,
        help_text=_("Without this nobody is given it, though stories name it: for a picture that"
                    " must be taken down."),
    )  # fmt: skip
    at = models.DateTimeField(_("put in"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    by_name = models.CharField(_("by"), max_length=NAME_LENGTH, blank=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.alt

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("A picture is taken down, never deleted.")

    @property
    def largest(self) -> Print:
        return Print(self.key, self.width, self.height)

    @property
    def beneath(self) -> str:
        """What stands under it in a story."""
        return " ".join(filter(None, (self.caption, self.credit)))


class PicturePrintQuerySet(models.QuerySet["PicturePrint"]):
    def shown(self, key: str, width: int) -> PicturePrintQuerySet:
        """The print of that width of a picture readers may be given."""
        return self.filter(picture__key=key, picture__is_shown=True, width=width)


class PicturePrint(models.Model):
    """A picture in one width, as WebP."""

    picture = models.ForeignKey(Picture, models.PROTECT, related_name="prints", db_index=False)
    width = models.BigIntegerField()
    data = models.BinaryField()

    objects = PicturePrintQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["picture", "width"], name="a_width_once_a_picture"),
        ]

    def __str__(self) -> str:
        return f"{self.picture_id}: {self.width}"
