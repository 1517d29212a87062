"""Prints: the sizes in which a picture is kept, and the addresses that say them. Pure.

The largest print's address names its width and height, so that whoever has the address can
set the picture without asking for it: /picture/<key>-1600x1067.webp
"""

from __future__ import annotations

import re
from typing import NamedTuple

WIDTHS = (480, 960, 1600, 2400)
ADDRESS = re.compile(r"/picture/([0-9a-f]{32})-([1-9][0-9]{0,4})x([1-9][0-9]{0,4})\.webp")
IMAGE = re.compile(r'<img src="([^"]*)" alt="([^"]*)"[^>]*>')


class Print(NamedTuple):
    """The largest print of a picture; sizes in pixels."""

    key: str
    width: int
    height: int

    @property
    def address(self) -> str:
        return f"/picture/{self.key}-{self.width}x{self.height}.webp"

    @property
    def smallest(self) -> str:
        """The address of its smallest print."""
        return self.small(widths_of(self.width)[0]) if self.width > WIDTHS[0] else self.address

    @property
    def srcset(self) -> str:
        """Every print with its width, as HTML has it; "" where there is but one."""
        *smaller, _ = widths_of(self.width)
        each = [*(f"{self.small(width)} {width}w" for width in smaller)]
        return ", ".join([*each, f"{self.address} {self.width}w"]) if each else ""

    def small(self, width: int) -> str:
        return f"/picture/{self.key}-{width}.webp"


def widths_of(largest: int) -> list[int]:
    """Those in which a picture is kept whose largest print is so wide."""
    return [*(width for width in WIDTHS if width < largest), largest]


def at(address: str) -> Print | None:
    """What an address names, if it is that of a picture of ours."""
    found = ADDRESS.fullmatch(address)
    return Print(found[1], int(found[2]), int(found[3])) if found else None


def lead_of(body: str) -> str:
    """The address of the first picture of a body that is ours, or ""."""
    if "/picture/" not in body:
        return ""
    return next((src for src, _ in IMAGE.findall(body) if at(src)), "")


def undescribed(body: str) -> int:
    """How many pictures of ours nobody has described for those who cannot see them."""
    if "/picture/" not in body:
        return 0
    return sum(1 for src, alt in IMAGE.findall(body) if at(src) and not alt.strip())
