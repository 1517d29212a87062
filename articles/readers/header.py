"""The header of a seed: a few words (date, section, author …) with what they say, then the story.

The words stand one a line, or in a row before the first sentence, with a colon or
without, or between lines of dashes. What cannot be told from prose stays prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from articles.readers import dates
from articles.readers.bylines import split_names
from articles.readers.front_matter import front_matter
from articles.readers.reading import Problem

# Every word we know, and the field it fills.
WORDS = {
    **{"date": "date", "title": "headline", "headline": "headline", "author": "bylines"},
    **{"authors": "bylines", "by": "bylines", "byline": "bylines", "section": "section"},
    **{"tags": "tags", "tag": "tags", "source": "source", "url": "url", "link": "url"},
    **{"lang": "language", "language": "language", "kicker": "kicker", "dek": "dek"},
    **{"slug": "slug", "dateline": "dateline"},
}
# These are too common in prose to go without a colon.
WORDS_WITH_COLON = WORDS | {
    **{"published": "date", "pubdate": "date", "publish_date": "date", "category": "section"},
    **{"categories": "section", "keywords": "tags", "subtitle": "dek", "standfirst": "dek"},
    **{"description": "dek", "source_url": "url", "canonical": "url", "encoding": "encoding"},
    "charset": "encoding",
}
_TAG = re.compile(r"[,;#\n]+")
# What a person meant as a date, even where there is no such day.
_MEANT = re.compile(
    r"\d+[-/.]\d+[-/.]\d|\d{8}|\d{4}-\d\d?$|[a-z]{3}.*\d{4}|\d [a-z]{3}", re.IGNORECASE
)


@dataclass(slots=True)
class Header:
    """What stands before the story: `values` and the `lines` they stand on, by field.

    `dated` is the date found good; `rest` the lines of the story, the first of which
    is line `first` of the file. `is_titled` says that the headline is a line above the story.
    """

    values: dict[str, str] = field(default_factory=dict)
    bylines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    dated: date | datetime | None = None
    problems: list[Problem] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    first: int = 1
    is_titled: bool = False

    def put(self, name: str, value: str, line: int) -> bool:
        """Whether the field took `value`. Names and tags gather; of the rest the first counts."""
        if name == "bylines":
            self.bylines += split_names(value)
        elif name == "tags":
            self.tags += filter(None, (tag.strip() for tag in _TAG.split(value.strip("[]"))))
        elif name in self.values:
            return False
        self.values.setdefault(name, " ".join(value.split()))
        self.lines.setdefault(name, line)
        return True

    def put_date(self, written: str, line: int, zone: tzinfo, meant: bool = False) -> bool:
        """As `put`. A day that never was is a problem stated, and no other day takes its place.

        What neither is `meant` as a date nor looks like one stays in the text.
        """
        if "date" in self.values:
            self.warn(f"a second date, {dates.quoted(written)}, stays in the text", line)
            return False
        try:
            self.dated = dates.parse(written, zone)
        except dates.NotADate as error:
            self.warn(f"{error}, so the story has no date", line, dates.REMEDY)
            if not meant and not _MEANT.search(written):
                return False
        return self.put("date", written, line)

    def warn(
        self, message: str, line: int, remedy: str = "Keep the first and delete the other."
    ) -> None:
        self.problems.append(Problem(message=_sentence(message), remedy=remedy, line=line))


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}."


def take_front_matter(header: Header, text: str, zone: tzinfo) -> int:
    """Fills `header` from a header between dashes; the number of characters it takes."""
    fenced = front_matter(text)
    if not fenced:
        return 0
    ignored = []
    for key, value in fenced.values.items():
        name, line = WORDS_WITH_COLON.get(key), fenced.lines.get(key, 1)
        if name is None:
            ignored.append(key)
        elif name == "date":
            header.put_date(_first(value), line, zone, meant=True)
        else:
            for one in (value,) if isinstance(value, str) else value:
                header.put(name, one, line)
    if ignored:
        names = ", ".join(map(dates.quoted, ignored[:10]))
        line = fenced.lines.get(ignored[0], 1)
        header.warn(f"the header says more than we keep: {names}", line, "Nothing need be done.")
    return fenced.length


def _first(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else next(iter(value), "")
