"""Requirement: how the newsroom has a rule of publication, where it is not as it began."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.requirements import Level, Setting, Settings

MOST = 10_000


class Severity(models.TextChoices):
    """The levels as the desk calls them."""

    BLOCKS = Level.BLOCKS.value, _("Blocks publication")
    ADVISES = Level.ADVISES.value, _("Advises")
    OFF = Level.OFF.value, _("Off")


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_force(self) -> Settings:
        """By key, for those the newsroom has changed; one query."""
        rows = self.values_list("key", "level", "number")
        return {key: Setting(Level(level), number) for key, level, number in rows}


class Requirement(models.Model):
    """A rule of `requirements.RULES`, by its key; rules nobody changed have no row."""

    key = models.CharField(max_length=20, primary_key=True)
    level = models.CharField(_("level"), max_length=7, choices=Severity)
    number = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(MOST)])

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.key
