"""Formes: a page's template set once, with holes for what differs from page to page.

In a composing room the forme is the locked frame of type; only the news in it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import conditional_escape

from articles.site.vouched import hole

HOLE = re.compile("\ue000(\\w+)\ue001")

Items = tuple[tuple[str, Any], ...]


def printed(template: str, context: Mapping[str, Any]) -> str:
    """The template with the context, for pages that differ by text alone.

    But for `frame` the context is texts, which the template shows as they are or leaves
    out when empty: no filter, no other test. Then it is rendered once for each frame and
    each choice of empty texts.
    """
    texts = {name: str(conditional_escape(context[name])) for name in context if name != "frame"}
    full = tuple(name for name, text in texts.items() if text)
    empty = tuple(name for name, text in texts.items() if not text)
    literals, names = _forme(template, tuple(context["frame"].items()), full, empty)
    pieces = [literals[0]]
    for name, literal in zip(names, literals[1:], strict=True):
        pieces += (texts[name], literal)
    return "".join(pieces)


@lru_cache(maxsize=128)
def _forme(
    template: str, frame: Items, full: tuple[str, ...], empty: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands between the holes, and what goes into each."""
    texts = {name: hole(name) for name in full} | dict.fromkeys(empty, "")
    parts = HOLE.split(render_to_string(template, {"frame": dict(frame), **texts}))
    return tuple(parts[::2]), tuple(parts[1::2])
