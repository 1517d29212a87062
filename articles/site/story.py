"""A story's own part of its page, for people and for machines.

An edition never changes, so both are set once and remembered for the next reader.
"""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from articles import markup
from articles.site import pictures, sharing
from articles.site.fragments import Fragment, Here
from articles.site.imprint import imprint
from articles.site.notes import notes_of
from articles.site.reading import Story

LONG_READ = 700  # words from which a list of contents helps
FEWEST_CONTENTS = 3
MOST_TIMES = 100  # counted of the times it was published
LARGEST = 60_000  # characters of a story that is worth remembering


def shown(site: Here, story: Story, *, times: int = 0, **names: Any) -> SafeString:
    """From the kicker to the tags, for people; `times` it was published, if that is told."""
    set_story = STORY if _is_kept(story) else STORY.anew
    is_foreign = site.is_foreign(story.language)
    return set_story(site, story=story, is_foreign=is_foreign, times=times, **names)


def described(site: Here, story: Story, **names: Any) -> SafeString:
    """Open Graph and JSON-LD, for machines."""
    described = sharing.STORY if _is_kept(story) else sharing.STORY.anew
    return described(site, story=story, newsroom=imprint(), **names)


def _is_kept(story: Story) -> bool:
    return len(story.body_html) <= LARGEST


def _shown(site: Here, story: Story, times: int, **names: Any) -> dict[str, Any]:
    is_long = story.words >= LONG_READ and len(story.contents) >= FEWEST_CONTENTS
    notes = notes_of(story.corrections)
    return {
        "body_html": pictures.with_prints(story.body_html),
        "above": [note for note in notes if note.is_above],
        "below": [note for note in notes if not note.is_above],
        "is_most": times == MOST_TIMES,
        "contents": story.contents if is_long else [],
        "minutes": markup.reading_minutes(story.words, story.language),
    }


STORY = Fragment("site/story.html", 256, prepare=_shown)
