"""Plans: what pressing Publish would do, in a sentence, and a story's line of time."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock
from articles.admin.form import INSTANT
from articles.admin.states import Standing
from articles.models import Article, Edition
from articles.models.edition import FOREVER

STRETCHES = 8


class Plan(NamedTuple):
    """What would happen, as sentences with places for {at} and {until}.

    A script chooses by what is typed; without it `now` is shown.
    `embargo` is as a field holds it, by the newsroom's clock.
    """

    now: str
    now_until: str
    at: str
    at_until: str
    embargo: str
    embargoed: str
    zone: str
    offset: str


class Stretch(NamedTuple):
    """An edition on the line of time."""

    state: str
    label: str
    headline: str
    number: int
    begins: datetime
    ends: datetime | None
    by_name: str
    ended_by_name: str
    reason: str


def plan_of(article: Article, standing: Standing | None) -> Plan:
    """The newsroom's clock and what stands decided are taken as they are now."""
    dropped = _dropped(standing)
    instead = _(" in place of what they have") if standing and standing.live else ""
    embargo, here = article.embargo_until, timezone.localtime()
    is_held = bool(embargo and embargo > clock.now())
    said = _("Under embargo until %s: nothing goes to readers before.")
    embargoed = said % _shown(embargo) if is_held and embargo else ""
    return Plan(
        now=embargoed
        or _("Publishing gives readers this text at once%s, to stay.") % instead + dropped,
        now_until=embargoed
        or _("Publishing gives readers this text at once%s, until {until}.") % instead + dropped,
        at=_("Scheduling gives readers this text at {at}%s, to stay.") % instead + dropped,
        at_until=_("Scheduling gives readers this text at {at}%s, until {until}.") % instead
        + dropped,
        embargo=timezone.localtime(embargo).strftime(INSTANT) if is_held and embargo else "",
        embargoed=embargoed,
        zone=timezone.get_current_timezone_name(),
        offset=f"{here:%z}"[:3] + ":" + f"{here:%z}"[3:],
    )


def _dropped(standing: Standing | None) -> str:
    if standing is None or standing.next is None:
        return ""
    return " " + _("What is scheduled for %s is dropped.") % _shown(standing.next.live_from)


def _shown(instant: datetime) -> str:
    return f"{timezone.localtime(instant):%Y-%m-%d %H:%M}"


def line_of(article: Article) -> list[Stretch]:
    """What readers had, have and are to have of it, the latest first."""
    log = Edition.log.of(article).order_by("-live_from", "-decided_at")
    columns = ("headline", "revision__number", "live_from", "live_until")
    names = ("published_by_name", "ended_by_name", "end_reason")
    rows = log.values_list(*columns, *names)[:STRETCHES]
    return [_stretch(*row) for row in rows]


def _stretch(
    headline: str,
    number: int,
    begins: datetime,
    ends: datetime,
    by_name: str,
    ended_by_name: str,
    reason: str,
) -> Stretch:
    state, label = _state(begins, ends)
    is_open = ends == FOREVER
    end = None if is_open or ends == begins else ends
    return Stretch(state, label, headline, number, begins, end, by_name, ended_by_name, reason)


def _state(begins: datetime, ends: datetime) -> tuple[str, str]:
    now = clock.now()
    if begins == ends:
        return "draft", _("Cancelled")
    if begins > now:
        return "scheduled", _("Scheduled")
    return ("live", _("Live")) if ends > now else ("spiked", _("Was live"))
