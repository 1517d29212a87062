"""Settling: SQLite's shingles in two tables, so that entering them costs the same in any archive.

Shingles are numbers without order: the sixteen of a new story would each change another page
of a table as large as the archive, and every page is written twice. So they are entered in a
small table, and out of it a run of neighbours is moved now and then, many to a page.
"""

from __future__ import annotations

import random

from django.db import connection

RECENT = 500_000
"""Rows in the small table from which on they are moved."""
RUN = 32_000
"""Rows moved at a time."""
OFTEN = 2
"""How many times the rows entered are moved, so that what has piled up goes down."""

ARE_MANY = "SELECT COUNT(*) FROM (SELECT 1 FROM articles_shingle LIMIT %s)"
END = "SELECT number FROM articles_shingle WHERE number >= %s ORDER BY number LIMIT 1 OFFSET %s"
MOVE = """
INSERT OR IGNORE INTO articles_shingle_settled
SELECT number, article_id FROM articles_shingle WHERE number >= %s AND number < %s
"""
TAKE_OUT = "DELETE FROM articles_shingle WHERE number >= %s AND number < %s"
NO_NUMBER = 1 << 62


def settle(entered: list[int]) -> None:
    """Called with the numbers just entered: as they are spread, so is where runs begin.

    Within the caller's transaction. A single story seldom has to move anything.
    """
    if random.random() * RUN >= OFTEN * len(entered):  # noqa: S311 - a matter of chance
        return
    with connection.cursor() as cursor:
        cursor.execute(ARE_MANY, [RECENT])
        if cursor.fetchone()[0] < RECENT:
            return
        first = random.choice(entered)  # noqa: S311
        cursor.execute(END, [first, RUN])
        end = (cursor.fetchone() or (NO_NUMBER,))[0]
        cursor.execute(MOVE, [first, end])
        cursor.execute(TAKE_OUT, [first, end])
