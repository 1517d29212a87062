"""Takeout: the whole newsroom in one file, and back from it. `layout.README` describes it."""

from __future__ import annotations

from articles.takeout.layout import Damaged, NotEmpty
from articles.takeout.restoring import restore
from articles.takeout.taking import take

__all__ = ["Damaged", "NotEmpty", "restore", "take"]
