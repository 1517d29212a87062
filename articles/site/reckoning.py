"""Reckoning: numbers that are exact as far as they were counted, and say so beyond."""

from __future__ import annotations

from django.utils import formats


def at_least(number: int, most: int) -> str:
    """As written on a page: exact below the `most` that were counted, else “500+”."""
    if number < most:
        return formats.number_format(number, use_l10n=True, force_grouping=True)
    return f"{formats.number_format(most, use_l10n=True, force_grouping=True)}+"


def rounded_down(number: int) -> str:
    """To one figure: at least so many of a number not counted to its end. 0 is nothing."""
    step = 10 ** (len(str(number)) - 1)
    return at_least(number, number // step * step) if number else ""
