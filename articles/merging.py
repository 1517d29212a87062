"""Three-way merge: two sets of edits to one document, paragraph by paragraph. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from articles import markup
from articles.documents import Document
from articles.limits import DIFF_LINES

SINGLE_FIELDS = (
    "headline",
    "kicker",
    "dek",
    "dateline",
    "section",
    "dated",
    "language",
    "slug",
    "source_url",
)
LIST_FIELDS = ("tags", "bylines")


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place both sides changed, differently: a field, or a run of paragraphs of the body.

    The three texts are plain for a field and HTML of the house subset for the body;
    `position` counts the merged body's blocks before it.
    """

    field: str
    base: str
    mine: str
    theirs: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of it. Where there are conflicts, `document` says what mine says there."""

    document: Document
    conflicts: tuple[Conflict, ...] = ()

    @property
    def clean(self) -> bool:
        return not self.conflicts


@dataclass(frozen=True, slots=True)
class Edit:
    """base[start:end] becomes `blocks` on one side."""

    start: int
    end: int
    blocks: tuple[str, ...]
    mine: bool


def merge(base: Document, mine: Document, theirs: Document) -> Merge:
    """`theirs` with what `mine` changed since `base` put in; overlapping changes conflict."""
    document, conflicts = theirs, list[Conflict]()
    for name in SINGLE_FIELDS:
        was, my, their = (getattr(side, name) for side in (base, mine, theirs))
        if my not in (was, their):
            document = replace(document, **{name: my})
            if their != was:
                conflicts.append(Conflict(name, str(was or ""), str(my or ""), str(their or "")))
    for name in LIST_FIELDS:
        sides = (getattr(side, name) for side in (base, mine, theirs))
        merged: dict[str, Any] = {name: _merged_list(*sides)}
        document = replace(document, **merged)
    body, clashes = _merged_body(base.body, mine.body, theirs.body)
    derived = _still_derived(document, mine, theirs)
    document = replace(document, body=body, headline_derived=derived)
    return Merge(document, (*conflicts, *clashes))


def settled_body(merge: Merge, answers: Sequence[str]) -> str:
    """The merged body with `answers` where the conflicts in it stand: clean HTML, one for each."""
    clashes = [conflict for conflict in merge.conflicts if conflict.field == "body"]
    merged = [block.html for block in markup.blocks(merge.document.body)]
    for clash, answer in reversed(list(zip(clashes, answers, strict=True))):
        end = clash.position + len(markup.blocks(clash.mine))
        merged[clash.position : end] = [answer]
    return "".join(merged)


def _merged_list(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> tuple[str, ...]:
    """Their list without what I took out, and with what I put in; my order if they kept theirs."""
    if theirs == base:
        return tuple(mine)
    kept = [name for name in theirs if name in mine or name not in base]
    added = [name for name in mine if name not in base and name not in kept]
    return (*kept, *added)


def _still_derived(document: Document, mine: Document, theirs: Document) -> bool:
    """A headline is a working one only while nobody has accepted or rewritten it."""
    sides = [side for side in (mine, theirs) if side.headline == document.headline]
    return all(side.headline_derived for side in sides)


def _merged_body(base: str, mine: str, theirs: str) -> tuple[str, list[Conflict]]:
    if mine in (base, theirs):
        return theirs, []
    if theirs == base:
        return mine, []
    was, my, their = (
        [block.html for block in markup.blocks(body)] for body in (base, mine, theirs)
    )
    if max(map(len, (was, my, their))) > DIFF_LINES:
        return mine, [Conflict("body", base, mine, theirs)]
    edits = sorted(
        [*_edits(was, my, mine=True), *_edits(was, their, mine=False)],
        key=lambda edit: (edit.start, edit.end),
    )
    return _apply(was, edits)


def _edits(base: list[str], side: list[str], *, mine: bool) -> Iterator[Edit]:
    """What one side did; a run replaced by as many paragraphs is as many edits."""
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if i2 - i1 == j2 - j1:
            for offset in range(i2 - i1):
                yield Edit(i1 + offset, i1 + offset + 1, (side[j1 + offset],), mine)
        else:
            yield Edit(i1, i2, tuple(side[j1:j2]), mine)


def _apply(base: list[str], edits: list[Edit]) -> tuple[str, list[Conflict]]:
    merged, conflicts, at = list[str](), list[Conflict](), 0
    for group in _overlapping(edits):
        start, end = group[0].start, max(edit.end for edit in group)
        merged += base[at:start]
        my, their = (_side(base, group, start, end, mine=mine) for mine in (True, False))
        was = base[start:end]
        if my not in (was, their) and their != was:
            before, ours, others = ("".join(side) for side in (was, my, their))
            conflicts.append(Conflict("body", before, ours, others, len(merged)))
        merged += their if my == was else my
        at = end
    return "".join(merged + base[at:]), conflicts


def _overlapping(edits: list[Edit]) -> Iterator[list[Edit]]:
    """Runs of edits that touch the same paragraph, or insert at the same place."""
    group = list[Edit]()
    for edit in edits:
        reach = max((earlier.end for earlier in group), default=-1)
        same_gap = edit.start == edit.end == reach and any(
            earlier.start == earlier.end == edit.start for earlier in group
        )
        if group and edit.start >= reach and not same_gap:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _side(base: list[str], group: list[Edit], start: int, end: int, *, mine: bool) -> list[str]:
    """base[start:end] with one side's edits of the group applied."""
    result, at = list[str](), start
    for edit in (edit for edit in group if edit.mine is mine):
        result += [*base[at : edit.start], *edit.blocks]
        at = edit.end
    return result + base[at:end]
