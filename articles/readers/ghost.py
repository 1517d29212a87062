"""Ghost: its JSON export, the answers of its API, and what migration tools write for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from articles.readers import cards, json_text, lexical, mobiledoc, records
from articles.readers.cards import Payload, listed, said
from articles.readers.json_text import MOST_BYTES, NotJSON
from articles.readers.reading import Reading, refused
from articles.readers.records import Record

__all__ = ["MOST_BYTES", "read", "recognises"]

EXPORT = re.compile(rb'"db"\s*:\s*\[|"exported_on"\s*:')
POSTS = re.compile(rb'"(?:posts|pages)"\s*:\s*\[')
OWN = re.compile(rb'"(?:mobiledoc|lexical|custom_excerpt|feature_image|codeinjection_head)"\s*:')
WRAPPED = re.compile(rb'\[\s*\{\s*"url"\s*:\s*"[^"]*"\s*,\s*"data"\s*:\s*\{')
HOME = "__GHOST_URL__"
STATES = {
    **dict.fromkeys(("published", "sent"), "published"),
    **{"draft": "draft", "scheduled": "scheduled"},
}
OPEN = ("", "public")
NO_POSTS = "Check that it is the right file; Ghost exports posts under Settings, Migration."


def recognises(name: str, head: bytes) -> bool:
    """JSON that says it is an export, or lists posts as Ghost and its tools shape them."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    shaped = OWN.search(head) or WRAPPED.search(head)
    return bool(EXPORT.search(head) or (POSTS.search(head) and shaped))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each post and page, in order."""
    try:
        export = json_text.parse(json_text.text(data))
    except NotJSON as fault:
        yield fault.reading
        return
    posts = (reading for tables in _tables(export) for reading in _posts(tables))
    first = next(posts, None)
    yield first or refused("There is no post in this export.", NO_POSTS)
    yield from records.bounded(posts)


def _tables(export: Any) -> Iterator[Payload]:
    """The tables of each database in the file, whatever they are wrapped in."""
    if not isinstance(export, dict):
        return
    for one in listed(export, "db") or [export]:
        data = one.get("data")
        yield data if isinstance(data, dict) else one


def _posts(tables: Payload) -> Iterator[Reading]:
    joined = Joined(tables)
    for number, post in enumerate([*listed(tables, "posts"), *listed(tables, "pages")], 1):
        yield records.read(_record(post, number, joined))


class Joined:
    """The names an export keeps in tables of their own, by post."""

    def __init__(self, tables: Payload) -> None:
        self.users = {_id(user): said(_unwrapped(user), "name") for user in listed(tables, "users")}
        self.tags = {_id(tag): _unwrapped(tag) for tag in listed(tables, "tags")}
        self.meta = {str(meta.get("post_id")): meta for meta in listed(tables, "posts_meta")}
        self.authors_of = _by_post(listed(tables, "posts_authors"), "author_id")
        self.tags_of = _by_post(listed(tables, "posts_tags"), "tag_id")

    def authors(self, post: Payload) -> list[str]:
        """Those the post lists, else those its table does, else the one it is filed under."""
        if names := [said(author, "name") for author in _objects(post, "authors", "author")]:
            return names
        keys = self.authors_of.get(_id(post)) or [str(post.get("author_id"))]
        return [self.users.get(key, "") for key in keys]

    def tag_names(self, post: Payload) -> list[str]:
        """The tags readers see; those that begin with # are for the theme."""
        tags = _objects(post, "tags", "tag")
        tags = tags or [self.tags.get(key, {}) for key in self.tags_of.get(_id(post), ())]
        shown = (tag for tag in tags if said(tag, "visibility") != "internal")
        return [name for tag in shown if not (name := said(tag, "name")).startswith("#")]


def _by_post(rows: Iterable[Payload], key: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in sorted(rows, key=_order):
        found.setdefault(str(row.get("post_id")), []).append(str(row.get(key)))
    return found


def _order(row: Payload) -> int:
    place = row.get("sort_order")
    return place if isinstance(place, int) else 0


def _id(row: Payload) -> str:
    return str(row.get("id"))


def _objects(post: Payload, *keys: str) -> Sequence[Payload]:
    """The objects under the first key that has any, out of the wrapping tools put them in."""
    for key in keys:
        value = post.get(key)
        found = [item for item in _list(value) if isinstance(item, dict)]
        if found:
            return [_unwrapped(item) for item in found]
    return []


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else [value]


def _unwrapped(row: Payload) -> Payload:
    data = row.get("data")
    return data if isinstance(data, dict) else row


def _record(wrapped: Payload, number: int, joined: Joined) -> Record:
    post = _unwrapped(wrapped)
    address = said(post, "canonical_url") or said(wrapped, "url") or said(post, "url")
    values = {
        "title": said(post, "title"),
        "dek": said(post, "custom_excerpt"),
        "date": said(post, "published_at", "created_at"),
        "authors": joined.authors(post),
        "tags": joined.tag_names(post),
        "slug": said(post, "slug"),
        "lang": said(post, "locale"),
        "canonical": address,
    }
    record = Record(
        place=f"Post {number}",
        values=values,
        html=_illustrated(post, joined).replace(HOME, ""),
        base=address,
        source_id=str(post.get("id") or post.get("uuid") or address or ""),
        status=STATES.get(said(post, "status"), ""),
    )
    if said(post, "visibility") not in OPEN:
        record.warn(
            f"On the old site this was for {said(post, 'visibility')} only.",
            "Publish it if everybody may read it.",
        )
    return record


def _illustrated(post: Payload, joined: Joined) -> str:
    """The story below its feature picture, unless that stands in it already."""
    story = _story(post)
    source = said(post, "feature_image")
    if not source or source in story:
        return story
    told: Mapping[str, Any] = {**joined.meta.get(_id(post), {}), **post}
    picture = {
        "src": source,
        "alt": said(told, "feature_image_alt"),
        "caption": said(told, "feature_image_caption"),
    }
    return cards.figure(picture) + story


def _story(post: Payload) -> str:
    """The HTML Ghost made of the story; where it made none, what it would have made."""
    if html := said(post, "html"):
        return html
    for key, reader in (("lexical", lexical.html), ("mobiledoc", mobiledoc.html)):
        if isinstance(tree := _tree(post.get(key)), dict) and (html := reader(tree)):
            return html
    return "".join(f"<p>{line}</p>" for line in said(post, "plaintext").split("\n\n"))


def _tree(written: object) -> object:
    """The story's tree, which exports keep as a string of JSON."""
    if not isinstance(written, str):
        return written
    try:
        return json_text.parse(written)
    except NotJSON:
        return None
