"""A channel written as RSS 2.0, Atom 1.0 or JSON Feed 1.1."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Callable
from email.utils import format_datetime
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils import timezone

from articles.site.feeds.channel import Channel, Item
from articles.site.structured import instant, said
from articles.site.xml import legal

JSON_FEED = "https://jsonfeed.org/version/1.1"


class Form(NamedTuple):
    """A way to write a feed, and the type of what comes out."""

    content_type: str
    write: Callable[[Channel], str]


def rss(channel: Channel) -> str:
    items = [_in_rss(item) for item in channel.items]
    built = format_datetime(timezone.localtime(channel.updated))
    return _xml("site/feeds/rss.xml", {"channel": channel, "items": items, "built": built})


def _in_rss(item: Item) -> dict[str, Any]:
    story = item.dispatch.story
    return {
        **_in_xml(item),
        "published": format_datetime(timezone.localtime(story.published_at)),
        "updated": instant(item.dispatch.changed_at),
    }


def atom(channel: Channel) -> str:
    entries = [
        {
            **_in_xml(item),
            "published": instant(item.dispatch.story.published_at),
            "updated": instant(item.dispatch.changed_at),
        }
        for item in channel.items
    ]
    context = {"channel": channel, "entries": entries, "updated": instant(channel.updated)}
    return _xml("site/feeds/atom.xml", context)


def json_feed(channel: Channel) -> str:
    told = channel.imprint
    feed = {
        "version": JSON_FEED,
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.page,
        "feed_url": channel.address,
        "language": told.language,
        "authors": [{"name": told.name, "url": f"{channel.origin}/"}],
        "hubs": [{"type": "WebSub", "url": told.hub}] if told.hub else [],
    }
    items = [_in_json(item) for item in channel.items]
    return json.dumps({**said(feed), "items": items}, ensure_ascii=False)


def _in_json(item: Item) -> dict[str, Any]:
    story = item.dispatch.story
    content = {"content_html": item.content} if item.content else {"content_text": item.summary}
    fields = {
        "id": item.identity,
        "url": item.url,
        "title": story.headline,
        "summary": item.summary,
        "image": item.picture,
        "date_published": instant(story.published_at),
        "date_modified": instant(story.updated_at) if story.updated_at else "",
        "authors": [{"name": name, "url": url} for name, url in item.authors],
        "tags": item.subjects,
        "language": story.language,
    }
    return said(fields) | content


def _in_xml(item: Item) -> dict[str, Any]:
    """What both kinds of XML show."""
    return {
        "item": item,
        "story": item.dispatch.story,
        "picture_type": (mimetypes.guess_type(item.picture)[0] or "image/*"),
    }


def _xml(template: str, context: dict[str, Any]) -> str:
    return legal(render_to_string(template, context))


RSS = Form("application/rss+xml; charset=utf-8", rss)
ATOM = Form("application/atom+xml; charset=utf-8", atom)
JSON = Form("application/feed+json; charset=utf-8", json_feed)
