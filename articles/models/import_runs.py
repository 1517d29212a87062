"""Import runs, as whoever looks after them asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from articles.models.verdicts import AT_WORK, WAITING, RunState


class ImportRunQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Imports, as whoever looks after them asks."""

    def at_work(self) -> ImportRunQuerySet:
        return self.filter(state__in=AT_WORK)

    def for_workers(self) -> ImportRunQuerySet:
        """What a worker may take up: planned runs and undoings, the oldest first."""
        is_ours = models.Q(is_planned=True) | models.Q(state=RunState.UNDOING)
        return self.at_work().filter(is_ours).order_by("pk")

    def with_folder(self, names: Iterable[str]) -> ImportRunQuerySet:
        return self.filter(folder__in=list(names))

    def to_look_at(self) -> ImportRunQuerySet:
        """Those that wait for a person before all others, the latest first."""
        waits = models.Case(models.When(state__in=WAITING, then=0), default=1)
        return self.order_by(waits, "-pk")

    def collections(self) -> list[str]:
        """The names of collections that came lately, the latest first."""
        named = self.exclude(options__source="").order_by("-pk").values_list("source", flat=True)
        return list(dict.fromkeys(named[:100]))

    def listed(self, state: str, before: int, most: int) -> ImportRunQuerySet:
        """Newest first, those older than run `before`, in one state or any; one more than `most`,
        by which is known that there are older ones."""
        runs = self.filter(state=state) if state else self
        return (runs.filter(pk__lt=before) if before else runs).order_by("-pk")[: most + 1]

    def mark_interrupted(self) -> int:
        """Close the books on runs whose process is gone; what they did stands. How many.

        Planned runs are not interrupted but taken up again, by whichever worker is there.
        """
        direct = self.at_work().filter(is_planned=False).exclude(state=RunState.UNDOING)
        return direct.update(state=RunState.FAILED, finished_at=models.F("heartbeat_at"))
