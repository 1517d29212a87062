"""Search: one door to the full-text index, the same for both databases.

Every edition is indexed once, when it is published or scheduled. What readers may see is
asked of Edition.objects for each match, so that a scheduled story is found from its second
on and a withdrawn one never again, and nothing has to be taken out.
"""

from articles.search.desk import articles_with, enter, note
from articles.search.finding import Hit, Page, best, find, matching, sharing
from articles.search.indexing import index, insert, is_outdated, rebuild
from articles.search.snippets import Piece
from articles.search.vocabulary import meant
from articles.words.entry import Entry

__all__ = [
    "Entry",
    "Hit",
    "Page",
    "Piece",
    "articles_with",
    "best",
    "enter",
    "find",
    "index",
    "insert",
    "is_outdated",
    "matching",
    "meant",
    "note",
    "rebuild",
    "sharing",
]
