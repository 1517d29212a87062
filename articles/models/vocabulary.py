"""What search keeps besides its index: spellings it has met, and how complete the index is."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import connection, models

LEARNT = "INSERT INTO articles_spelling (word, skeleton) {rows} ON CONFLICT (word) DO NOTHING"


class SpellingQuerySet(models.QuerySet["Spelling"]):
    """A word being here says nothing of what readers may see: ask Edition.objects."""

    def learn(self, spellings: list[tuple[str, str]]) -> None:
        """Add (word, skeleton) pairs, in the order given, those known already left alone."""
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(LEARNT.format(rows="VALUES (%s, %s)"), spellings)
            else:
                rows = LEARNT.format(rows="SELECT * FROM unnest(%s::text[], %s::text[])")
                cursor.execute(rows, [list(column) for column in zip(*spellings, strict=True)])

    def spelt_like(self, words: set[str], skeleton: str) -> Self:
        return self.filter(models.Q(word__in=words) | models.Q(skeleton=skeleton))


class Spelling(models.Model):
    """A word of a headline, a tag or a name, folded, with the consonants it is known by."""

    word = models.CharField(max_length=24, primary_key=True)
    skeleton = models.CharField(max_length=24)

    objects: ClassVar[Any] = SpellingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["skeleton"], name="spelling_skeleton")]

    def __str__(self) -> str:
        return self.word


class IndexForm(models.Model):
    """A form of the full-text index (words.entry.FORM) that every edition is indexed in, or
    (words.entry.DESK_FORM) all that the desk writes."""

    number = models.PositiveSmallIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.number)
