"""Publication: what the newspaper says of itself, as the desk has put it."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import colours
from articles.models.picture import Picture
from articles.models.revision import HistoryCannotChange

THE_ONE = 1
PAPER, NIGHT = "#fbfaf6", "#15140f"  # as in tokens.css
MOST_PROFILES = 12

_is_web_address = URLValidator(schemes=["https"])


def refuse_faint(colour: str) -> None:
    """Raises ValidationError for a colour that could not be read, naming one that could."""
    if not colours.spelled(colour):
        raise ValidationError(_("Write the colour as # and six digits: #8c1c13."))
    nearest = colours.readable_on(PAPER, colours.spelled(colour))
    if nearest != colours.spelled(colour):
        raise ValidationError(
            _("Words in that colour could not be read on white paper; %(nearest)s could."),
            params={"nearest": nearest},
        )


def refuse_odd_profiles(text: str) -> None:
    """Raises ValidationError for a line that is no https address."""
    lines = text.split()
    if len(lines) > MOST_PROFILES:
        raise ValidationError(_("Give %(most)d at most."), params={"most": MOST_PROFILES})
    for line in lines:
        try:
            _is_web_address(line)
        except ValidationError:
            raise ValidationError(
                _("“%(line)s” is no address: write it as https://social.example/@paper."),
                params={"line": line[:80]},
            ) from None


class Publication(models.Model):
    """One row, made when somebody first saves it; before that the settings speak."""

    name = models.CharField(_("name"), max_length=120)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[refuse_faint],
        help_text=_(
            "As # and six digits, such as #8c1c13. Its tone for dark screens is derived from"
            " it. Leave it empty for the house’s own."
        ),
    )
    logo = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("One of the pictures; stands in the masthead in place of the name."),
    )
    is_full_text = models.BooleanField(
        _("whole stories in feeds"),
        default=True,
        help_text=_("Otherwise feeds carry the headline and a summary."),
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Where readers can write to."))
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    profiles = models.TextField(
        _("elsewhere"),
        blank=True,
        max_length=2_000,
        validators=[refuse_odd_profiles],
        help_text=_("Addresses where the newspaper is found besides, a line each."),
    )
    legal_name = models.CharField(
        _("legal name"), max_length=200, blank=True, help_text=_("Of who publishes it.")
    )
    address = models.TextField(_("postal address"), blank=True, max_length=500)
    founded = models.DateField(_("founded on"), null=True, blank=True)
    copyright = models.CharField(
        _("copyright line"),
        max_length=200,
        blank=True,
        help_text=_("Stands at the foot of each page: © 2026 The Tidings Ltd."),
    )

    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publication")
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=THE_ONE), name="one_publication"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = THE_ONE
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HistoryCannotChange("There is one publication; change it instead.")

    def clean(self) -> None:
        self.accent = colours.spelled(self.accent)
        self.profiles = "\n".join(dict.fromkeys(self.profiles.split()))
