"""WXR: what WordPress exports, and others in its name; each post and page a story.

The file is cut into its items and each is parsed by itself: memory stays that of one
item, and one that is broken loses none of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from urllib.parse import unquote

from articles.readers import dates, elements, records, titles
from articles.readers.bodies import join
from articles.readers.elements import Element, Malformed
from articles.readers.encodings import Undecodable
from articles.readers.prologue import root
from articles.readers.reading import Problem, Reading, refused
from articles.readers.records import Record
from articles.readers.segments import Segment, segments
from articles.readers.wordpress_text import Picture, story

MOST_BYTES = 64 * 1024 * 1024
"""An export in one file; WordPress itself splits at less."""

SIGN = re.compile(rb"wordpress\.org/export/|<wp:wxr_version", re.IGNORECASE)

STATES = {
    **{"publish": "published", "future": "scheduled", "private": "private", "trash": "trash"},
    **dict.fromkeys(("draft", "pending", "auto-draft", "inherit"), "draft"),
}
STORIES = ("post", "page", "")
UNCATEGORIZED = "uncategorized"
NEVER = ("0000-00-00", "-0001", "1970-01-01 00:00:00")
REMEDY_XML = "Export the site again, or mend the item in a text editor."


def recognises(name: str, head: bytes) -> bool:
    """RSS that names WordPress's namespace or version."""
    return root(head) in ("rss", "?") and bool(SIGN.search(head.replace(b"\0", b"")))


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each post and page, in order; what was passed over is said with the last."""
    try:
        items = segments(data)
        site = _site(items[0])
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    except Malformed as fault:
        yield refused(f"{fault}.", REMEDY_XML, fault.line)
    else:
        _shelve(items[1:], site)
        yield from _told(records.bounded(_stories(items[1:], site)), site)


@dataclass(slots=True)
class Site:
    """What the items of one export share: address, language, authors, pictures by number."""

    title: str = ""
    link: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)


def _site(head: Segment) -> Site:
    """The channel's own facts; its tags are still open, so they are closed here."""
    text = head.data.decode("utf-8", "replace")
    closing = "" if "</rss>" in text else "</channel></rss>"
    channel = elements.parse(text[text.find("<") :] + closing).first("channel")
    site = Site()
    if channel:
        site.title = titles.plain(_text(channel, "title"))
        site.link = _text(channel, "link") or _text(channel, "base_blog_url")
        site.language = _text(channel, "language")
        for author in channel.all("author"):
            login, shown = _text(author, "author_login"), _text(author, "author_display_name")
            site.authors[login] = titles.plain(shown) or login
    return site


def _shelve(items: Sequence[Segment], site: Site) -> None:
    """Takes in the library before the first story: a picture may stand behind its own."""
    for item in items:
        if b"attachment_url" in item.data:
            try:
                tree = item.tree
            except Malformed:
                continue
            address = join(site.link, _text(tree, "attachment_url"))
            alt = _meta(tree).get("_wp_attachment_image_alt", "") or ""
            number = _text(tree, "post_id")
            caption = titles.from_html(_encoded(tree, "excerpt"))
            site.pictures[number] = Picture(address[:2_000], alt[:1_000], escape(caption))


def _stories(items: Sequence[Segment], site: Site) -> Iterator[Reading]:
    for item in items:
        try:
            tree = item.tree
        except Malformed as fault:
            yield refused(f"Item {item.number}: {fault}.", REMEDY_XML, fault.line)
            continue
        kind = _text(tree, "post_type")
        if kind in STORIES:
            yield records.read(_record(tree, item, site))
        else:
            site.passed_over[kind] += 1


def _told(readings: Iterator[Reading], site: Site) -> Iterator[Reading]:
    """The readings, the last with a word on what was no story."""
    last = next(readings, None)
    for reading in readings:
        if last:
            yield last
        last = reading
    passed_over = _passed_over(site.passed_over)
    if last:
        yield replace(last, problems=(*last.problems, *passed_over))
    else:
        what = passed_over[0].message if passed_over else "It is empty."
        yield refused(
            f"There is no post and no page in this export. {what}",
            "Export posts and pages, not media alone.",
        )


def _passed_over(kinds: Counter[str]) -> tuple[Problem, ...]:
    if not kinds:
        return ()
    named = ", ".join(f"{number:,} {kind}" for kind, number in sorted(kinds.items())[:12])
    return (
        Problem(
            message=f"Entries that are neither posts nor pages were passed over: {named}.",
            remedy="Pictures stay where they are on the web; import other kinds by themselves.",
        ),
    )


def _record(item: Element, segment: Segment, site: Site) -> Record:
    meta = _meta(item)
    link = join(site.link, _text(item, "link")) if _text(item, "link") else ""
    made = story(_encoded(item, "content"), site.pictures)
    picture = site.pictures.get(meta.get("_thumbnail_id", ""))
    record = Record(
        place=f"Item {segment.number}",
        values=_values(item, link, site),
        html=_illustrated(made.html, picture),
        base=link or site.link,
        source_id=_text(item, "guid") or link,
        status=STATES.get(_text(item, "status"), ""),
        lines=(segment.line, segment.line + segment.data.count(b"\n")),
    )
    if made.dropped:
        names = ", ".join(sorted(made.dropped)[:8])
        record.warn(
            f"Shortcodes that say nothing without the site went: {names}.",
            "Look at the old page for what stood there.",
        )
    if _text(item, "post_password"):
        record.status = "private"
        record.warn("The post was behind a password.", "Publish it if everybody may read it.")
    return record


def _values(item: Element, link: str, site: Site) -> dict[str, object]:
    categories = [
        (category.attributes.get("domain", "category"), titles.plain(category.text))
        for category in item.all("category")
        if category.attributes.get("nicename") != UNCATEGORIZED
    ]
    sections = [name for domain, name in categories if domain == "category"]
    return {
        "title": _text(item, "title"),
        "dek": titles.from_html(_encoded(item, "excerpt")),
        "date": _date(item),
        "authors": _authors(item, categories, site.authors),
        "section": sections[0] if sections else "",
        "tags": [name for domain, name in categories if domain in ("post_tag", "tag", "category")],
        "lang": site.language,
        "slug": _slug(_text(item, "post_name")),
        "canonical": link,
        "source": site.title,
    }


def _authors(
    item: Element, categories: list[tuple[str, str]], names: Mapping[str, str]
) -> list[str]:
    """Those Co-Authors Plus names, else the one who wrote it, by the names they go by."""
    together = [name for domain, name in categories if domain == "author"]
    written = together or [titles.plain(_text(item, "creator"))]
    return [names.get(name, name) for name in written if name]


def _date(item: Element) -> str:
    """The instant of publication; drafts may have none but the blog's wall clock."""
    texts = [_text(item, name) for name in ("post_date_gmt", "pubDate", "post_date")]
    written = [text for text in texts if text and not any(never in text for never in NEVER)]
    return next(filter(_is_date, written), next(iter(written), ""))


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except dates.NotADate:
        return False
    return True


def _slug(name: str) -> str:
    """The end of the post's path, out of percents, without the ending some give it."""
    return re.sub(r"\.(?:html?|php|aspx?)$", "", unquote(name).rstrip("/").rpartition("/")[2])


def _illustrated(html: str, picture: Picture | None) -> str:
    if not picture or picture.address in html:
        return html
    return picture.figure + html


def _meta(item: Element) -> dict[str, str]:
    pairs = item.all("postmeta")
    return {_text(pair, "meta_key"): _text(pair, "meta_value") for pair in pairs}


def _encoded(item: Element, prefix: str) -> str:
    """`content:encoded` or `excerpt:encoded`, which only their prefixes tell apart."""
    found = (child for child in item.all("encoded") if child.name.startswith(prefix))
    return next((child.text.strip() for child in found), "")


def _text(element: Element, name: str) -> str:
    found = element.first(name)
    return found.text.strip() if found else ""
