"""What stands on an edition besides its words: how its tags and its authors are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from articles.models.edition import Edition


class OnEditionQuerySet(models.QuerySet[Any]):
    """The tags, or the authors, of an edition."""

    def of(self, edition: Edition | int) -> Self:
        return self.filter(edition=edition)

    def of_each(self, keys: Iterable[int]) -> Self:
        """Of the editions with these keys."""
        return self.filter(edition__in=keys)

    def tallied(self, term: str, editions: Iterable[int]) -> list[tuple[str, int]]:
        """(name, on how many of these editions) of each tag or author, the most used first."""
        on = self.of_each(editions).order_by()
        counted = on.values_list(f"{term}__name").annotate(number=models.Count("pk"))
        return list(counted.order_by("-number", f"{term}__name"))
