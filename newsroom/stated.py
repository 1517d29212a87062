"""What a newsroom states of itself in settings: addresses, policies, who mints its identifiers."""

from __future__ import annotations

import re

from articles.policies import POLICIES

ADDRESS = re.compile(r"https?://[^\s\"<>,;]+", re.ASCII | re.IGNORECASE)
ORIGIN = re.compile(r"https?://[^\s\"<>,;/?#@]+", re.ASCII | re.IGNORECASE)
CONTACT = re.compile(r"(?:https://|mailto:|tel:)[^\s\"<>,;]+", re.ASCII | re.IGNORECASE)
AUTHORITY = re.compile(r"[a-z0-9.@-]+,[0-9]{4}(?:-[0-9]{2}){0,2}", re.ASCII)


def address(text: str) -> str:
    """A web address, or ""."""
    return _matching(ADDRESS, text, "write it as https://example.org/.")


def origin(text: str) -> str:
    """A scheme and a host, without a path."""
    return _matching(ORIGIN, text.rstrip("/"), "write it as https://news.example.org.")


def contact(text: str) -> str:
    """Where a person can be reached, or ""."""
    return _matching(CONTACT, text, "write it as mailto:security@example.org or https://….")


def tag_authority(text: str) -> str:
    """A name and since when it has been ours (RFC 4151), or ""."""
    return _matching(AUTHORITY, text, "write a name and a year, as example.org,2026.")


def policies(text: str) -> dict[str, str]:
    """Of `ethicsPolicy=https://…,masthead=https://…`: the name of each → its address."""
    found = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        name, _, where = pair.partition("=")
        if name not in POLICIES:
            raise ValueError(f"{name!r} is none of {', '.join(sorted(POLICIES))}.")
        found[name] = _matching(ADDRESS, where or "-", f"{name}= wants an address: https://….")
    return found


def _matching(pattern: re.Pattern[str], text: str, remedy: str) -> str:
    if text and not pattern.fullmatch(text):
        raise ValueError(remedy)
    return text
