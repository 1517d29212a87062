"""The journal: every few seconds of typing, kept apart from the versions somebody saves."""

from articles.journal.keeping import (
    TOKEN,
    NotTheirs,
    Sighting,
    fields_at,
    keep,
    set_aside,
    settle,
)
from articles.journal.patches import Fields

__all__ = ["TOKEN", "Fields", "NotTheirs", "Sighting", "fields_at", "keep", "set_aside", "settle"]
