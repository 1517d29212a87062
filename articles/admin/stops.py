"""Stops: the instants at which the desk looks at what readers see, and the way to the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.utils.timezone import localtime

from articles.models.edition import EditionQuerySet
from articles.site.former import LAST_OF_SECOND

MOMENT = timedelta(microseconds=1)


class Stop(NamedTuple):
    """A whole second, all of which has passed in it."""

    second: datetime

    @property
    def instant(self) -> datetime:
        return self.second + LAST_OF_SECOND

    @property
    def asked(self) -> str:
        """As an address has it, in the newsroom's time."""
        return f"{localtime(self.second):%Y-%m-%dT%H:%M:%S}"

    def before(self, log: EditionQuerySet) -> Stop | None:
        """When readers last saw something else than before, in an earlier second."""
        until = self.second - MOMENT
        begun = log.seen_by(until).latest_first().values_list("live_from", flat=True)
        ended = log.ended(until).order_by("-live_until").values_list("live_until", flat=True)
        found = [*begun[:1], *ended[:1]]
        return stop_at(max(found)) if found else None

    def after(self, log: EditionQuerySet) -> Stop | None:
        """When they see something else next."""
        now = self.instant
        begins = log.scheduled(now).order_by("live_from").values_list("live_from", flat=True)
        ends = log.ending(now).order_by("live_until").values_list("live_until", flat=True)
        found = [*begins[:1], *ends[:1]]
        return stop_at(min(found)) if found else None


def stop_at(instant: datetime) -> Stop:
    return Stop(instant.astimezone(UTC).replace(microsecond=0))
