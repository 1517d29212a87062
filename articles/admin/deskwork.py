"""Desk work: what was done about a story between its versions, as its history tells it."""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import Article, AuditEntry, Revision

MOST = 200


def acts_after(
    article: Article, revisions: Sequence[Revision], newer: Revision | None
) -> dict[int, list[AuditEntry]]:
    """Version → what was done while it was the latest; newest first, as the versions are.

    `newer` is the version after the first of these, if there is one.
    """
    if not revisions:
        return {}
    entries = AuditEntry.objects.about(article).of_desk_work().since(revisions[-1].created_at)
    if newer:
        entries = entries.until(newer.created_at)
    acts: dict[int, list[AuditEntry]] = {}
    for entry in entries.newest_first()[:MOST]:
        latest = next(each for each in revisions if each.created_at <= entry.at)
        acts.setdefault(latest.number, []).append(entry)
    return acts
