"""Sharing: what a page looks like where it is passed on, and what it says of itself there.

Open Graph, Twitter's cards and JSON-LD, set once for what they are made of and remembered.
"""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from articles import prints
from articles.site import drawing, placards
from articles.site.dispatches import lead_picture
from articles.site.fragments import Fragment, Here
from articles.site.imprint import Imprint, imprint
from articles.site.origin import absolute
from articles.site.reading import Entry, Name, Story
from articles.site.structured import collection, news_article, said, website
from articles.site.vouched import json_in_script

Image = dict[str, Any]


def of_list(
    site: Here,
    *,
    origin: str,
    url: str,
    title: str = "",
    description: str = "",
    about: Name | None = None,
    entries: tuple[Entry, ...] = (),
) -> SafeString:
    """For every page but a story's. The front page has no title."""
    return LIST(
        site,
        newsroom=imprint(),
        origin=origin,
        url=url,
        title=title,
        description=description,
        about=about,
        entries=entries,
    )


def image_of(story: Story, section: Name | None, origin: str) -> Image:
    """The picture of a story (url, width, height, caption), or a placard of its headline."""
    picture = lead_picture(story.body_html)
    if picture:
        own = prints.at(picture.src) or picture
        sizes = {"width": own.width or "", "height": own.height or ""}
        return said({"url": absolute("", picture.address(origin)), **sizes, "caption": picture.alt})
    words = placards.words_of(
        story.headline,
        story.kicker,
        section.name if section else None,
        section.colour if section else 0,
    )
    return _placard(origin, placards.address_of(story.id, words), story.headline)


def _placard(origin: str, path: str, caption: str) -> Image:
    width, height = drawing.SIZE
    return {"url": f"{origin}{path}", "width": width, "height": height, "caption": caption}


def _of_story(
    site: Here,
    story: Story,
    newsroom: Imprint,
    section: Name | None,
    origin: str,
    url: str,
    tags: tuple[Name, ...],
    authors: tuple[Name, ...],
) -> dict[str, Any]:
    image = image_of(story, section, origin) if origin else {}
    article = news_article(
        story,
        section=section,
        origin=origin,
        url=url,
        newsroom=newsroom,
        image=image,
        tags=tags,
        authors=authors,
    )
    return {"image": image, "json_ld": json_in_script(article)}


def _of_list(
    site: Here,
    newsroom: Imprint,
    origin: str,
    url: str,
    title: str,
    description: str,
    about: Name | None,
    entries: tuple[Entry, ...],
) -> dict[str, Any]:
    told = collection(
        entries,
        url=url,
        title=title,
        description=description,
        about=about,
        newsroom=newsroom,
        origin=origin,
    )
    return {
        "name": title or newsroom.name,
        "about": description or newsroom.tagline,
        "image": _placard(origin, placards.wordmark_address(), newsroom.name),
        "json_ld": json_in_script(told if title else website(newsroom, origin)),
    }


STORY = Fragment("site/for_machines.html", 256, prepare=_of_story)
LIST = Fragment("site/sharing.html", 128, prepare=_of_list)
