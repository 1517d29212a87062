"""A channel: what a feed holds, before it is written in one form or another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.http import urlencode

from articles import limits
from articles.models.edition import EditionQuerySet, second_of
from articles.site.asked import words_of
from articles.site.dispatches import Dispatch, dispatches
from articles.site.fragments import here
from articles.site.imprint import Imprint, imprint
from articles.site.origin import absolute, identifier, origin_of, with_absolute_addresses
from articles.site.reading import Name

STORY = "story/{}"


class Item(NamedTuple):
    """A story in a feed. Its identity stays when its address changes."""

    identity: str
    url: str
    dispatch: Dispatch
    content: str  # HTML, "" where the feed sums stories up
    picture: str  # the address of its first picture, or ""
    authors: Sequence[tuple[str, str]]  # each with the address of the author's page

    @property
    def summary(self) -> str:
        return self.dispatch.story.dek or self.dispatch.story.summary

    @property
    def subjects(self) -> list[str]:
        """The names of its section and its tags, each once."""
        names = [each.name for each in (self.dispatch.section, *self.dispatch.tags) if each]
        return list(dict.fromkeys(names))


class Channel(NamedTuple):
    """A feed: about what, where it stands, where its page is, and its stories."""

    imprint: Imprint
    origin: str
    title: str
    description: str
    page: str
    address: str
    items: Sequence[Item]

    @property
    def identity(self) -> str:
        """The same whatever form the feed is written in."""
        return identifier(self.origin, self.page.removeprefix(self.origin))

    @property
    def updated(self) -> datetime:
        """When the newest change in it was made; the start of the day where it is empty."""
        changes = [item.dispatch.changed_at for item in self.items]
        return max(changes, default=_today())


def channel(
    request: HttpRequest,
    editions: EditionQuerySet,
    sections: Sequence[Name],
    *,
    page: str,
    title: str = "",
    description: str = "",
) -> Channel:
    """Of the first of these editions; `page` is the path of the list it is the feed of."""
    told, origin = imprint(), origin_of(request)
    longest = limits.FEED_BODY_CHARACTERS
    newest = dispatches(editions[: limits.FEED_ITEMS], sections, longest_body=longest)
    words = words_of(request)
    asked = f"?{urlencode({'q': words})}" if words else ""
    return Channel(
        told,
        origin,
        f"{told.name} — {title}" if title else told.name,
        description or told.tagline,
        absolute(origin, page + asked),
        absolute(origin, request.path + asked),
        [_item(dispatch, origin, is_full=told.is_full_text) for dispatch in newest],
    )


def _item(dispatch: Dispatch, origin: str, *, is_full: bool) -> Item:
    story, picture = dispatch.story, dispatch.picture
    url = absolute(origin, f"/{story.path}/")
    return Item(
        identity=identifier(origin, STORY.format(story.article_id)),
        url=url,
        dispatch=dispatch,
        content=with_absolute_addresses(story.body, origin, url) if is_full else "",
        picture=absolute("", picture.address(origin)) if picture else "",
        authors=[(author.name, absolute(origin, author.url)) for author in dispatch.authors],
    )


def _today() -> datetime:
    return second_of(here().midnight)
