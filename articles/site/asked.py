"""What a reader asked for, as the address has it."""

from __future__ import annotations

from django.http import HttpRequest

from articles import limits


def words_of(request: HttpRequest) -> str:
    """The words to look for."""
    given = request.GET.get("q", "").replace("\0", " ").strip()
    return given[: limits.SEARCH_CHARACTERS]
