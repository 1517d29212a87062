"""The languages of the archive: which there are, told by a few looks into an index."""

from __future__ import annotations

from django.db import connection

# Each step is one look for the next greater value; no story is read.
STEPS = """
WITH RECURSIVE known (language) AS (
    SELECT MIN(language) FROM articles_edition
    UNION ALL
    SELECT (SELECT MIN(language) FROM articles_edition WHERE language > known.language)
    FROM known WHERE known.language IS NOT NULL
)
SELECT language FROM known WHERE language <> ''
"""


def languages_on_record() -> list[str]:
    """Of every edition, whether readers may see it or not: ask which are live."""
    with connection.cursor() as cursor:
        cursor.execute(STEPS)
        return [language for (language,) in cursor.fetchall()]
