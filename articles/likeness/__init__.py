"""Likeness: how much of one text stands in another, and a sketch to find such texts by. Pure.

A shingle is a run of neighbouring words. Two texts that share a passage share its shingles;
of each text the few smallest are its sketch, so that texts that have much in common have
sketches that meet. What meets is then compared shingle by shingle.
"""

from articles.likeness.shares import Shares, may_tell, shares
from articles.likeness.shingles import (
    ASKED,
    KEPT,
    UNLIKE,
    Likeness,
    Shingles,
    likeness,
    shingles,
    wording,
)

__all__ = [
    "ASKED",
    "KEPT",
    "UNLIKE",
    "Likeness",
    "Shares",
    "Shingles",
    "likeness",
    "may_tell",
    "shares",
    "shingles",
    "wording",
]
