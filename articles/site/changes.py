"""Changes: what became of a story since it was first published, version by version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles import comparing, markup
from articles.comparing import Block
from articles.documents import Document
from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.site import reading
from articles.site.answers import page
from articles.site.former import Record, record_of, story_of
from articles.site.fragments import Fragment, here
from articles.site.frame import frame
from articles.site.notes import Note, notes_of
from articles.site.pages import canonical
from articles.site.paging import before, newest, older_than
from articles.site.reading import Story

A_LOG = 10
# Of longer texts readers are not shown word for word what changed: anybody can ask for it.
LONGEST, MOST_BLOCKS = 60_000, 200
FIELDS = {
    "headline": _("Headline"),
    "kicker": _("Above the headline"),
    "dek": _("Below the headline"),
    "dateline": _("Place"),
    "bylines": _("By"),
}


class Version(NamedTuple):
    """A version in the log: when readers had it, and what they were told of the change.

    `change` is the difference to the version before it; "" where there is none to show.
    """

    since: datetime
    address: str
    is_first: bool
    is_present: bool
    is_minor: bool
    is_withheld: bool
    follows_withheld: bool
    notes: Sequence[Note]
    change: SafeString | str


class Unchanged(NamedTuple):
    """So many blocks, one after the other, that say what they said."""

    blocks: int
    kind: str = "same"


@require_safe
def changes(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """The versions readers had, newest first."""
    record = record_of(f"{year}/{month}/{day}/{slug}")
    found = list(record.versions.newest().older_than(before(request))[: A_LOG + 1])
    site, sections = here(), reading.sections()
    own = next((each for each in sections if each.ident == record.story.section_id), None)
    older = older_than(request, found[A_LOG - 1].pk) if len(found) > A_LOG else ""
    context = {
        "frame": frame(site, sections, within=own, sheet="changes"),
        "title": gettext("What changed in “%(headline)s”") % {"headline": record.story.headline},
        "canonical": canonical(request),
        "story": record.story,
        "tint": own.tint if own else "",
        "is_foreign": site.is_foreign(record.story.language),
        "versions": _versions(record, found),
        "newest": newest(request),
        "older": older,
    }
    return page(request, "site/changes.html", context, until=reading.next_change())


def _versions(record: Record, found: Sequence[Edition]) -> list[Version]:
    """But for the last of a full page, which is there to be compared with."""
    withheld, notes = record.withheld(found), _notes(record, found)
    return [
        _version(record, found[place:], withheld, notes.get(edition.pk, ()))
        for place, edition in enumerate(found[:A_LOG])
    ]


def _version(
    record: Record, onwards: Sequence[Edition], withheld: set[int], notes: Sequence[Note]
) -> Version:
    """The first of these, the others being what readers had before it."""
    edition, *earlier = onwards
    is_withheld = edition.pk in withheld
    last = next((each for each in earlier if each.pk not in withheld), None)
    return Version(
        since=edition.live_from,
        address="" if is_withheld else record.address(edition),
        is_first=not earlier,
        is_present=edition.pk == record.story.id,
        is_minor=bool(earlier) and edition.updated_at != edition.live_from,
        is_withheld=is_withheld,
        follows_withheld=bool(earlier) and earlier[0].pk in withheld,
        notes=notes,
        change="" if is_withheld or last is None else _change(last, edition),
    )


def _notes(record: Record, found: Iterable[Edition]) -> dict[int, list[Note]]:
    """Edition → what readers were told along with it and are told still."""
    keys = {edition.pk for edition in found}
    notes: dict[int, list[Note]] = {}
    for told in Correction.objects.of(record.story.article_id).told_with(keys):
        notes.setdefault(told.edition_id, []).extend(notes_of([told.printed()]))
    return notes


def _change(was: Edition, now: Edition) -> SafeString:
    """Remembered, as neither ever changes."""
    return CHANGE(here(), was=_words_of(was), now=_words_of(now))


def _words_of(edition: Edition) -> Story:
    """What was said, whoever was told of corrections meanwhile."""
    return story_of(edition)._replace(corrections=[], live_until=edition.live_from)


def _compared(site: Any, was: Story, now: Story) -> dict[str, Any]:
    if max(len(was.body_html), len(now.body_html)) > LONGEST:
        return {"is_too_long": True}
    documents = _document(was), _document(now)
    if any(len(markup.blocks(each.body)) > MOST_BLOCKS for each in documents):
        return {"is_too_long": True}
    comparison = comparing.compare(*documents)
    return {
        "fields": [(FIELDS[field.name], field.pieces) for field in comparison.fields],
        "parts": list(_parts(comparison.blocks)) if comparison.changed_blocks else [],
        "is_foreign": site.is_foreign(now.language),
    }


def _document(story: Story) -> Document:
    """What readers saw of it, and nothing else."""
    return Document(
        headline=story.headline,
        kicker=story.kicker,
        dek=story.dek,
        dateline=story.dateline,
        body=markup.clean(story.body_html),
        bylines=tuple(filter(None, story.byline.split("\n"))),
    )


def _parts(blocks: Iterable[Block]) -> Iterable[Block | Unchanged]:
    for is_same, run in groupby(blocks, key=lambda block: block.kind == "same"):
        found = list(run)
        yield from [Unchanged(len(found))] if is_same else found


CHANGE = Fragment("site/change.html", 64, prepare=_compared)
