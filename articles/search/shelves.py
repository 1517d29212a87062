"""Shelves: the tables of words there are. Each stands in the order of what it is about."""

from __future__ import annotations

from typing import NamedTuple

from articles.models.edition import ROOM_IN_A_SECOND


class Shelf(NamedTuple):
    """A table, the column of its keys where it is PostgreSQL's, and how many keys the smallest
    block of them spans there."""

    table: str
    column: str
    block: int


# What readers have, had or will have, by the edition: a block is a day of news.
EDITIONS = Shelf("articles_search", "edition_id", 24 * 60 * 60 * ROOM_IN_A_SECOND)
# What the desk wrote and has not printed, by the revision.
WRITTEN = Shelf("articles_desk_search", "revision_id", 4_096)
