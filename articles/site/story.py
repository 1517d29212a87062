"""A story's own part of its page, for people and for machines.

An edition never changes, so both are set once and remembered for the next reader.
"""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from articles import markup
from articles.site.fragments import Fragment, Here
from articles.site.reading import Name, Story
from articles.site.structured import news_article
from articles.site.vouched import json_in_script

LONG_READ = 700  # words from which a list of contents helps
FEWEST_CONTENTS = 3
LARGEST = 60_000  # characters of a story that is worth remembering


def shown(site: Here, story: Story, **names: Any) -> SafeString:
    """From the kicker to the tags, for people."""
    set_story = STORY if _is_kept(story) else STORY.anew
    return set_story(site, story=story, is_foreign=site.is_foreign(story.language), **names)


def described(site: Here, story: Story, **names: Any) -> SafeString:
    """Open Graph and JSON-LD, for machines."""
    return (FOR_MACHINES if _is_kept(story) else FOR_MACHINES.anew)(site, story=story, **names)


def _is_kept(story: Story) -> bool:
    return len(story.body_html) <= LARGEST


def _shown(site: Here, story: Story, **names: Any) -> dict[str, Any]:
    is_long = story.words >= LONG_READ and len(story.contents) >= FEWEST_CONTENTS
    return {
        "contents": story.contents if is_long else [],
        "minutes": markup.reading_minutes(story.words, story.language),
    }


def _described(
    site: Here,
    story: Story,
    section: Name | None,
    tags: tuple[Name, ...],
    authors: tuple[Name, ...],
    origin: str,
    url: str,
    newsroom: str,
) -> dict[str, Any]:
    article = news_article(
        story,
        section=section,
        tags=tags,
        authors=authors,
        origin=origin,
        url=url,
        newsroom=newsroom,
    )
    return {"json_ld": json_in_script(article)}


STORY = Fragment("site/story.html", 256, prepare=_shown)
FOR_MACHINES = Fragment("site/for_machines.html", 256, prepare=_described)
