"""Colours: whether one can be read on another, and the nearest that can. Pure.

A colour is written #rrggbb.
"""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5  # WCAG 2.2, AA, for text
STEPS = 100

Channels = tuple[float, float, float]


def spelled(text: str) -> str:
    """As #rrggbb, or "" if it is no colour: #ABC is #aabbcc."""
    colour = text.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        colour = "#" + "".join(2 * digit for digit in colour[1:])
    return colour if HEX.fullmatch(colour) else ""


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(paper: str, colour: str) -> str:
    """The colour, or the nearest mixture of it with black or white that can be read there."""
    towards = "#000000" if _luminance(paper) > 0.18 else "#ffffff"
    mixtures = (_mixed(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in mixtures if contrast(each, paper) >= READABLE)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    mixed = (round(255 * (own + (its - own) * share)) for own, its in pairs)
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _channels(colour: str) -> Channels:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
