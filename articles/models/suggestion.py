"""What the desk made of suggested tags: dismissed for a story, and how often taken at all."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F

from articles.models.article import Article

KEY_LENGTH = 120


class Dismissal(models.Model):
    """A tag that is not to be suggested for this story again; by the key of its name."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="dismissals", db_index=False)
    key = models.CharField(max_length=KEY_LENGTH)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="dismissed_once_a_story"),
        ]

    def __str__(self) -> str:
        return self.key


class HabitQuerySet(models.QuerySet["Habit"]):
    """What was learnt of names."""

    def of(self, keys: Iterable[str]) -> dict[str, float]:
        """Key → how likely it is to be taken, between 0 and 1; a half of what nobody was asked."""
        return {habit.key: habit.odds for habit in self.filter(key__in=keys)}

    def learn(self, keys: Iterable[str], column: str) -> None:
        """One more of each, in “taken” or “dismissed”."""
        keys = sorted(keys)
        self.bulk_create([self.model(key=key) for key in keys], ignore_conflicts=True)
        self.filter(key__in=keys).update(**{column: F(column) + 1})


class Habit(models.Model):
    """How often a suggested name was taken and how often dismissed."""

    key = models.CharField(max_length=KEY_LENGTH, unique=True)
    taken = models.PositiveIntegerField(default=0)
    dismissed = models.PositiveIntegerField(default=0)

    objects = HabitQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key

    @property
    def odds(self) -> float:
        return (self.taken + 1) / (self.taken + self.dismissed + 2)
