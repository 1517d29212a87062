"""Every limit in one place: the same at import, in the admin and in the API.

A limit that is passed raises `TooMuch`, whose message names the limit and the
remedy. The numbers were chosen by measurement: below them nothing here takes
long or much memory, above them something does.
"""

from __future__ import annotations

SEED_FILE_BYTES = 1_500_000
"""One seed file, before it is read."""

BODY_CHARACTERS = 1_000_000
"""The body of a story as HTML, before and after cleaning."""

HEADLINE = 300
"""A headline, in characters; so the next four."""

KICKER = 120
"""The line above a headline."""

DEK = 1_000
"""The standfirst below it."""

NOTICE = 2_000
"""What readers are told of a change, in characters."""

NOTE = 300
"""What one of the desk tells another about a story, in characters."""

DATELINE = 200
"""Where the story was written."""

SLUG = 100
"""The readable end of an address, a number to tell rivals apart included."""

TAGS = 50
"""Tags on one story."""

HTML_DEPTH = 200
"""Lists, quotations and tables inside one another."""

TAG_CHARACTERS = 10_000
"""One HTML tag with its attributes: a picture pasted as data passes it."""

ENTITIES_PER_TEXT = 5_000
"""`&` and no-break spaces in one stretch of text; the sanitizer is quadratic in them."""

ZIP_BYTES = 64 * 1024 * 1024
"""An archive as it arrives."""

ZIP_ENTRIES = 10_000
"""Files in one archive."""

ZIP_UNPACKED_BYTES = 512 * 1024 * 1024
"""An archive unpacked, counted while reading and never believed from its header."""

ZIP_RATIO = 200
"""Unpacked bytes for each packed one."""

FORM_BYTES = 4 * 1024 * 1024
"""One posted form, uploads aside."""

UPLOAD_BYTES = 20 * 1024 * 1024
"""One uploaded file that is no archive."""

UPLOADS = 2_000
"""Files imported through the desk at once; an archive is one file."""

UPLOADS_BYTES = 256 * 1024 * 1024
"""All of them together."""

IMAGE_PIXELS = 40_000_000
"""Width times height of a picture."""

SEARCH_CHARACTERS = 100
"""A search, on the site and in the admin."""

SEARCH_TERMS = 8
"""Words in a search that are looked at."""

SEARCH_PREFIX_CHARACTERS = 4
"""The shortest beginning of a word that can be searched for, as in `harb*`: a shorter one has
thousands of words, and their places in a large archive are all looked up at once."""

SEARCH_PREFIXES = 2
"""Beginnings in one search; of those after them the whole word is meant."""

SEARCH_TEXT_CHARACTERS = 300_000
"""A story's text as far as it is indexed; PostgreSQL takes no more than 1 MB of words."""

PAGE_NUMBER = 500
"""The last page that can be asked for by number."""

KEPT_CHARACTERS = 1_200_000
"""All that stands in a story’s form at once, kept before it is saved."""

FEED_ITEMS = 50
"""Stories in a feed."""

FEED_BODY_CHARACTERS = 100_000
"""A story's HTML in a feed of whole stories; a longer one is summed up."""

API_PAGE_ITEMS = 100
"""Stories in one answer of the API."""

DIFF_CHARACTERS = 200_000
"""Each side of a comparison word by word; beyond it whole paragraphs are compared."""

DIFF_LINES = 1_000
"""Paragraphs on each side of a comparison."""


class TooMuch(ValueError):
    """A limit was passed. The message is for a person: what, how much, what to do."""
