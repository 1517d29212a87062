"""NewsML-G2: news items alone or in a message, NITF or HTML inside; and NITF by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from articles.readers import elements, nitf, prologue, records
from articles.readers.cards import figure
from articles.readers.elements import Element, Malformed
from articles.readers.embeds import link
from articles.readers.encodings import Undecodable
from articles.readers.json_text import MOST_BYTES
from articles.readers.plain_text import paragraphs
from articles.readers.prologue import Unfit
from articles.readers.reading import Problem, Reading, refused
from articles.readers.records import Record
from articles.readers.wire import byline, stand

__all__ = ["MOST_BYTES", "read", "recognises"]

OTHERS = ("packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem")
PARTS = ("contentSet", "contentMeta", "itemMeta", "groupSet")
ROOTS = {name.lower() for name in ("newsMessage", "newsItem", "nitf", *OTHERS, *PARTS)}
DEKS = ("summary", "abstract", "dek", "lead", "teaser")
REMEDY = "Ask the agency for the item again."


def recognises(name: str, head: bytes) -> bool:
    """XML whose first element is the standard's."""
    return prologue.root(head) in ROOTS


def read(data: bytes, name: str = "") -> Iterator[Reading]:
    """A reading for each news item; what else a message holds is said with the first."""
    try:
        root = elements.parse(prologue.guarded(data))
    except Undecodable as error:
        yield refused(f"The file cannot be read: {error.message}.", error.remedy)
    except Unfit as unfit:
        yield refused(f"{unfit}.", REMEDY)
    except Malformed as fault:
        yield refused(f"{fault}.", REMEDY, fault.line)
    else:
        yield from _read(root)


def _read(root: Element) -> Iterator[Reading]:
    whole = Element("", {}, 1, [root])
    items = list(whole.anywhere("newsItem"))
    stories = [] if items else list(whole.anywhere("nitf"))
    passed_over = _passed_over(Counter(item.local for item in whole.anywhere(*OTHERS)))
    for number, item in enumerate(items, 1):
        record = _record(item, number)
        record.problems += passed_over if number == 1 else ()
        yield records.read(record)
    for number, story in enumerate(stories, 1):
        yield records.read(_nitf_record(story, number))
    if not items and not stories:
        what = passed_over[0].message if passed_over else "It is a part of an item."
        yield refused(f"There is no news item in this file. {what}", "Import the items themselves.")


def _passed_over(kinds: Counter[str]) -> tuple[Problem, ...]:
    if not kinds:
        return ()
    named = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return (
        Problem(
            message=f"What is no news item was passed over: {named}.",
            remedy="A package only refers to its items; import those.",
        ),
    )


def _nitf_record(story: Element, number: int) -> Record:
    facts = nitf.facts(story)
    facts["authors"] = byline(str(facts.pop("byline", "")))
    return Record(
        place=f"Story {number}",
        values=facts,
        html=nitf.html(story),
        source_id=nitf.identity(story),
        lines=(story.line, story.line),
    )


def _record(item: Element, number: int) -> Record:
    content, described = _content(item), _described(item)
    guid = item.attributes.get("guid", "")
    record = Record(
        place=f"Item {number}",
        values=_values(item, content or described),
        html=_remote(item) + (content or described),
        source_id=guid,
        lines=(item.line, item.line),
        is_item=bool(guid),
    )
    status = item.first("itemMeta", "pubStatus")
    given = status.attributes if status else {}
    embargo = _text(item, "itemMeta", "embargoed")
    stand(record, given.get("qcode") or given.get("uri", "").rpartition("/")[2], embargo)
    return record


def _values(item: Element, html: str) -> dict[str, object]:
    meta = item.first("contentMeta") or Element("", {}, item.line)
    language = _language(item, meta)
    inner: dict[str, object] = next((nitf.facts(one) for one in item.anywhere("nitf")), {})
    return {
        "title": _headline(item, meta, language) or inner.get("title"),
        "dek": _dek(meta) or ("" if not html else inner.get("dek")),
        "dateline": _text(meta, "dateline")
        or inner.get("dateline")
        or _text(meta, "located", "name"),
        "date": _date(item, meta),
        "authors": _authors(meta, str(inner.get("byline") or "")),
        "tags": [*_names(meta, "subject", language), *_texts(meta, "keyword")],
        "lang": language,
        "canonical": _page(item),
        "source": _text(meta, "infoSource", "name") or _text(item, "itemMeta", "provider", "name"),
    }


def _language(item: Element, meta: Element) -> str:
    tag = next((one.attributes.get("tag", "") for one in meta.all("language")), "")
    return tag or item.attributes.get("xml:lang", "")


def _headline(item: Element, meta: Element, language: str) -> str:
    """The headline in the item's own language; a title in its stead is for the desk."""
    found = [
        one for one in meta.all("headline") if "sub" not in one.attributes.get("role", "").lower()
    ]
    return _in(language, found) or _text(item, "itemMeta", "title")


def _in(language: str, told: Sequence[Element]) -> str:
    """The text in this language, else in none named, else the first."""
    short = language.partition("-")[0].lower()

    def distance(one: Element) -> int:
        spoken = one.attributes.get("xml:lang", "").partition("-")[0].lower()
        return 0 if spoken == short else 1 if not spoken else 2

    return min(told, key=distance).line_of_text if told else ""


def _date(item: Element, meta: Element) -> str:
    itself = ("versionCreated", "firstCreated")
    texts = [*(_text(item, "itemMeta", name) for name in itself), _text(meta, "contentCreated")]
    return next(filter(None, texts), "")


def _authors(meta: Element, byline_inside: str) -> list[str]:
    """The byline, the item's or its text's; else those the item calls its creators."""
    if written := _text(meta, "by") or byline_inside:
        return byline(written)
    people = (one for one in meta.all("creator") if "organi" not in one.attributes.get("type", ""))
    return [name for one in people if (name := _text(one, "name"))]


def _names(meta: Element, element: str, language: str) -> list[str]:
    return [_in(language, one.all("name")) for one in meta.all(element) if one.all("name")]


def _texts(meta: Element, element: str) -> list[str]:
    return [one.line_of_text for one in meta.all(element)]


def _dek(meta: Element) -> str:
    told = (one for one in meta.all("description") if _role(one) in DEKS)
    return next((one.line_of_text for one in told), "")


def _role(element: Element) -> str:
    return element.attributes.get("role", "").rpartition(":")[2].lower()


def _page(item: Element) -> str:
    """The address of the page that shows the item, as a link with a web address may give it."""
    links = (one.attributes for one in item.all("itemMeta", "link"))
    pages = (one.get("href", "") for one in links if "canonical" in one.get("rel", "").lower())
    return next(pages, "")


# The story: what is inline, what describes, what lies elsewhere


def _content(item: Element) -> str:
    """The first inline content that makes a story."""
    for inline in item.all("contentSet", "inlineXML"):
        if html := "".join(map(_inline, inline.elements)):
            return html
    for data in item.all("contentSet", "inlineData"):
        is_html = "html" in data.attributes.get("contenttype", "")
        if data.text.strip():
            return data.text if is_html else paragraphs(data.text)
    return ""


def _inline(root: Element) -> str:
    if root.local == "nitf":
        return nitf.html(root)
    body = root.first("body") if root.local == "html" else root
    return body.outer_html() if body else root.outer_html()


def _described(item: Element) -> str:
    """Every description of an item without a text of its own, but for what will be its dek."""
    told = item.all("contentMeta", "description")
    return "".join(f"<p>{escape(one.line_of_text)}</p>" for one in told if _role(one) not in DEKS)


def _remote(item: Element) -> str:
    """A picture as a figure; a film or a recording as a link to it."""
    remote = [one.attributes for one in item.all("contentSet", "remoteContent")]
    kind = next((one.attributes.get("qcode", "") for one in item.all("itemMeta", "itemClass")), "")
    shown = [one for one in remote if one.get("href", "").startswith(("http://", "https://"))]
    if not shown:
        return ""
    if kind.endswith(("picture", "graphic")):
        return figure({"src": shown[0]["href"]})
    played = [one for one in shown if "mp4" in one.get("contenttype", "")] or shown
    return link(played[0]["href"]) if kind.endswith(("video", "audio")) else ""


def _text(element: Element, *path: str) -> str:
    found = element.first(*path)
    return found.line_of_text if found else ""
