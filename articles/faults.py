"""Faults: what is amiss in a body, found without understanding it. Pure."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from urllib.parse import urlsplit

from articles import markup

PICTURE = re.compile(r"<img\b[^>]*>")
TOLD = re.compile(r'\salt="[^"]*\S[^"]*"')
LINK = re.compile(r'<a href="([^"]*)"')
MARK = re.compile(r"[“”]")
# Quotations of other languages, in which “ may close and ” may open.
ELSEWHERE = re.compile(r"[„«»「」]")
SHOWN = 40  # characters of the place a fault is in


def pictures_untold(body: str) -> int:
    """How many pictures have no text of their own."""
    return sum(not TOLD.search(picture) for picture in PICTURE.findall(body))


def broken_link(body: str) -> str:
    """The first link that no browser could follow; empty where all lead somewhere."""
    links = (unescape(link) for link in LINK.findall(body))
    return next((link or "#" for link in links if not _leads_somewhere(link)), "")


def unbalanced_quote(body: str) -> str:
    """How the first paragraph begins whose quotation is not closed, or never opened.

    A quotation of several paragraphs opens in each, and closes in the last.
    """
    if ELSEWHERE.search(body):
        return ""
    paragraphs = [block.text.strip() for block in markup.blocks(body)]
    for paragraph, following in pairwise([*paragraphs, ""]):
        is_open = False
        for mark in MARK.findall(paragraph):
            if is_open == (mark == "“"):
                return paragraph[:SHOWN]
            is_open = not is_open
        if is_open and not following.startswith("“"):
            return paragraph[:SHOWN]
    return ""


def _leads_somewhere(link: str) -> bool:
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return "@" in parts.path
    if parts.scheme:
        return parts.scheme in {"http", "https"} and "." in host.strip(".") and " " not in link
    return link.startswith("/") or (link.startswith("#") and len(link) > 1)
