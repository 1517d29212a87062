"""Written dates: a day as people write it in running text, in a score of languages."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    "jan januari januar jänner janvier janeiro enero gennaio gener января stycznia ocak يناير",
    "feb februari februar feber février fevrier fevereiro febrero febbraio febrer февраля lutego"
    " şubat فبراير",
    "mar maart märz maerz mars março marzo març marts марта marca mart مارس",
    "apr april avril abril aprile апреля kwietnia nisan أبريل",
    "may mai mei mayo maggio maio maig maj мая maja mayıs مايو",
    "jun juni juin junho junio giugno juny june июня czerwca haziran يونيو",
    "jul juli juillet julho julio luglio juliol july июля lipca temmuz يوليو",
    "aug august augustus août aout agosto agost augusti августа sierpnia ağustos أغسطس",
    "sep sept september septembre setembro septiembre settembre setembre сентября września eylül"
    " سبتمبر",
    "okt oct oktober october octobre outubro octubre ottobre октября października ekim أكتوبر",
    "nov november novembre novembro noviembre ноября listopada kasım نوفمبر",
    "dez dec déc dic december dezember décembre decembre dezembro diciembre dicembre desembre"
    " декабря grudnia aralık ديسمبر",
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
NUMBER_OF |= {"january": 1, "february": 2, "march": 3}
_MONTH = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|d['’]|of\s)?"
        rf"(?P<name>{_MONTH})\b\.?,?(?:\sde|\sdel)?\s(?P<year>\d{{4}})(?!\d)",
        rf"\b(?P<name>{_MONTH})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]",
        r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)",
    )
)
OLDEST = 1700


def find(text: str) -> date | None:
    """The first day that `text` names in full, or None. Days that never were are none."""
    found = sorted(
        (match.start(), at, match) for at, form in enumerate(FORMS) for match in form.finditer(text)
    )
    return next(filter(None, (_day(match) for _, _, match in found)), None)


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = NUMBER_OF[name.lower()] if name else int(parts["month"])
    try:
        day = date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
    return day if day.year >= OLDEST else None
