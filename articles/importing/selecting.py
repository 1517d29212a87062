"""A selection: which documents of a planned run somebody means."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from articles.models.importing import ImportItem, ImportItemQuerySet, ImportRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """All documents of a run that meet every condition given; without any, all of them.

    `positions` are places in the run, or stretches of them, `section` is exact ("" means
    none), `path` is part of where the document stood, `with_problems` tells those with
    problems from those without, `approval` is what was said to them so far ("" for nothing).
    """

    positions: Collection[int | range] | None = None
    verdicts: Collection[str] = ()
    section: str | None = None
    path: str = ""
    with_problems: bool | None = None
    approval: str | None = None

    def of(self, run: ImportRun) -> ImportItemQuerySet:
        """The documents meant; a list of them is paged by `position`."""
        items = ImportItem.objects.of(run)
        if self.positions is not None:
            items = items.filter(_at(self.positions))
        if self.verdicts:
            items = items.filter(verdict__in=self.verdicts)
        if self.section is not None:
            items = items.filter(section=self.section)
        if self.path:
            items = items.filter(path__icontains=self.path)
        if self.with_problems is not None:
            items = items.exclude(problems=[]) if self.with_problems else items.filter(problems=[])
        if self.approval is not None:
            items = items.filter(approval=self.approval)
        return items


def _at(positions: Collection[int | range]) -> Q:
    """However long a stretch is, it is asked for by its two ends."""
    here = Q(position__in=[place for place in positions if isinstance(place, int)])
    for stretch in positions:
        if isinstance(stretch, range):
            here |= Q(position__range=(stretch.start, stretch.stop - 1))
    return here
