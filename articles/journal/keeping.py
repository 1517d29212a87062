"""Keeping: the one door through which what is typed enters the journal, and how it is settled."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone

from articles import auditing, limits
from articles.journal import patches
from articles.journal.patches import Fields
from articles.models import Article, JournalEntry, Sheet, Verb
from articles.models.revision import name_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

WHOLE_EVERY = 100
"""Of so many entries of a sheet one stands by itself: no more are read to know a state."""
TOKEN = re.compile(r"[0-9a-f]{32}")
BLANK_FOR = timedelta(hours=1)


class NotTheirs(Exception):
    """The sheet was opened by somebody else, or is no sheet's token at all."""


class Sighting(NamedTuple):
    """What a tab says of itself: its sheet, its own count, the version below, where it is.

    `is_open` is false with its last word, `is_clean` true where the form says again what it
    said when it was opened. `resumes` names the sheet and the entry whose words it goes on with.
    """

    token: str
    stroke: int = 0
    base: int = 0
    place: str = ""
    is_open: bool = True
    is_clean: bool = False
    resumes: tuple[int, int] = (0, 0)


def keep(seen: Sighting, fields: Fields | None, *, article: Article | None, by: User) -> Sheet:
    """Note that somebody is at a story, and what they have typed, if anything is new.

    What comes late or twice (`stroke` is known already) changes nothing; other words under the
    same stroke are those of a copy of the tab, and are kept as well. Returns the sheet as
    it stands then. Raises NotTheirs, and limits.TooMuch for what is longer than any story.
    """
    _measure(fields or {})
    with transaction.atomic():
        sheet = _sheet(seen, article, by)
        if not seen.is_open and not (fields or sheet.stroke):
            sheet.delete()
            return sheet
        is_new = seen.stroke > sheet.stroke or (seen.stroke == sheet.stroke and sheet.is_open)
        sheet.seen_at, sheet.is_open = timezone.now(), seen.is_open
        sheet.place, sheet.base = seen.place or sheet.place, seen.base or sheet.base
        if fields is not None and is_new:
            _append(sheet, fields)
            sheet.stroke = seen.stroke
            sheet.settled = sheet.number if seen.is_clean else sheet.settled
            _carry_on(seen, by)
        sheet.save()
    return sheet


def settle(seen: Sighting, *, article: Article, by: User) -> None:
    """Say that a version holds all that a sheet said up to its `stroke`."""
    if not TOKEN.fullmatch(seen.token):
        return
    with transaction.atomic():
        sheet = _sheet(seen, article, by)
        sheet.article, sheet.settled = article, sheet.number
        sheet.stroke, sheet.is_open = max(sheet.stroke, seen.stroke, 1), False
        sheet.save()
        _carry_on(seen, by)


def set_aside(sheet: Sheet, *, by: User) -> None:
    """Ask about these words no more. The journal holds them as before."""
    with transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(settled=sheet.number, is_open=False)
        auditing.record(Verb.SET_ASIDE, sheet.article or sheet, by=by)


def fields_at(sheet: Sheet, number: int) -> Fields:
    """What the sheet said with that entry; one query for at most WHOLE_EVERY rows."""
    first = max(1, number - (number - 1) % WHOLE_EVERY)
    entries = sheet.entries.filter(number__range=(first, number)).order_by("number")
    return patches.replayed(map(json.loads, entries.values_list("patch", flat=True)))


def _measure(fields: Fields) -> None:
    long = sum(len(str(value)) for value in fields.values())
    if long > limits.KEPT_CHARACTERS:
        raise limits.TooMuch(
            f"These are {long:,} characters; at most {limits.KEPT_CHARACTERS:,} can be kept."
            " Make two stories of it."
        )


def _sheet(seen: Sighting, article: Article | None, by: User) -> Sheet:
    """The row, held until the transaction ends; a new one where the tab was never heard of."""
    if not TOKEN.fullmatch(seen.token):
        raise NotTheirs
    now = timezone.now()
    facts = {
        "article": article,
        "user": by,
        "user_name": name_of(by),
        "base": seen.base,
        "opened_at": now,
        "seen_at": now,
    }
    locked = Sheet.objects.select_for_update()
    sheet, is_new = locked.get_or_create(token=seen.token, defaults=facts)
    if sheet.user_id != by.pk or (article and sheet.article_id not in (None, article.pk)):
        raise NotTheirs
    sheet.article = article or sheet.article
    if is_new:
        Sheet.objects.blank(now - BLANK_FOR).delete()
    return sheet


def _carry_on(seen: Sighting, by: User) -> None:
    """What another sheet goes on with need not be asked about; what was typed there since, must."""
    pk, number = seen.resumes
    if pk:
        Sheet.objects.of(by).filter(pk=pk, settled__lt=number).update(settled=number)


def _append(sheet: Sheet, fields: Fields) -> None:
    """One more entry; none where the words are those of the last."""
    was = fields_at(sheet, sheet.number) if sheet.number else {}
    if was == fields and sheet.number:
        return
    sheet.number += 1
    patch = fields if sheet.number % WHOLE_EVERY == 1 else patches.between(was, fields)
    JournalEntry(
        sheet=sheet,
        number=sheet.number,
        at=timezone.now(),
        patch=json.dumps(patch, ensure_ascii=False, separators=(",", ":")),
    ).save(force_insert=True)
