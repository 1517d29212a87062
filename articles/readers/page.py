"""Page: a parsed HTML page, and the three places where it speaks of its story.

Its head (metas and links), its JSON-LD, and the marks on what readers see.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from selectolax.lexbor import LexborHTMLParser

from articles.readers import structured_data
from articles.readers.bodies import join
from articles.readers.boilerplate import TALK, is_no_text
from articles.readers.page_tree import Node, grow

SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s>]+)"
)
LOGO = re.compile(r"logo|site-?(?:title|name)|blog-?(?:title|name)|(?<![a-z])brand")
HOME = re.compile(
    r"(?:https?://(?:www\.)?(?:[^/]+/web/\d+[a-z_]*/https?://)?(?P<host>[^/]+)(?=/|$))?/?"
    r"(?:index\.\w+)?",
    re.IGNORECASE,
)
LONGEST_NAME = 60  # characters of a site's name
ASIDE = re.compile(
    r"sidebar|widget|related|recent|popular|tag-?cloud|teaser|breadcrumb|blogroll|site-?footer"
)


class Page:
    """A page, its body grown into nodes. Raises TooMuch for one that no person wrote."""

    def __init__(self, html: str) -> None:
        self.parser = LexborHTMLParser(html)
        root = self.parser.body or self.parser.root
        self.body = grow(root, is_no_text) if root is not None else Node("body", {})
        self.body.measure()
        self.metas = _metas(self.parser)
        scripts = self.parser.css('script[type*="ld+json"]')
        self.data = structured_data.story(script.text() for script in scripts)
        self.address = self._address(html)
        self.base = join(self.address, self.attribute("base[href]", "href"))

    def _address(self, html: str) -> str:
        """Where the page stood, by its own word."""
        saved = SAVED_FROM.search(html[:4_000])
        stated = (
            self.attribute('link[rel~="canonical"]', "href"),
            next((n.attributes.get("href", "") for n in self.marked("u-url", "p-canonical")), ""),
            *self.meta("og:url", "twitter:url", "dc.identifier"),
            saved[1] if saved else "",
            *self.datum("url", "mainEntityOfPage"),
        )
        return next((url for url in stated if url.startswith(("http://", "https://"))), "")

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of metas of these names, the first name first."""
        for name in names:
            yield from self.metas.get(name, ())

    def meta_like(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """The contents of metas whose name `pattern` is found in."""
        return (
            text for name, found in self.metas.items() if pattern.search(name) for text in found
        )

    def datum(self, *keys: str) -> Iterator[str]:
        """The strings under these keys of the story's JSON-LD."""
        for key in keys:
            yield from structured_data.texts(self.data.get(key))

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the first element that a CSS selector finds, or ""."""
        found = self.parser.css_first(selector)
        return (found.attributes.get(name) or "").strip() if found else ""

    def marked(self, *classes: str, prop: str = "", rel: str = "") -> Iterator[Node]:
        """Elements of these classes, or with this itemprop or rel, that are about this story."""

        def is_marked(node: Node) -> bool:
            given = node.attributes
            return (
                any(name in classes for name in node.classes)
                or bool(prop and prop in given.get("itemprop", "").split())
                or bool(rel and rel in given.get("rel", "").split())
            )

        return self.where(is_marked)

    def where(self, holds: Callable[[Node], bool], *, navs: bool = False) -> Iterator[Node]:
        """Elements for which `holds`, those of other stories, sidebars and talk left out.

        Those in navigation too, unless `navs`.
        """
        return (n for n in self.body.nodes() if holds(n) and not _is_aside(n, navs=navs))

    def headings(self) -> Iterator[Node]:
        """Headings of the first two levels that are not the site's own name."""
        heads = self.where(lambda node: node.tag in ("h1", "h2"))
        return (node for node in heads if not self._is_logo(node))

    def site_names(self) -> set[str]:
        """What the site calls itself, what leads to its front page, and the name of its host."""
        logos = self.where(self._is_logo, navs=True)
        shown = (node.text for node in logos if node.letters <= LONGEST_NAME)
        return {*self.meta("og:site_name"), *self.datum("publisher"), *shown, self.host} - {""}

    @property
    def host(self) -> str:
        """The name of the machine the page stood on, without its www."""
        return re.sub(r"^https?://(?:www\.)?|[:/].*", "", self.address)

    def _is_logo(self, node: Node) -> bool:
        """What leads to the front page, or what its author calls the site's name."""
        if node.tag in ("h1", "h2", "div", "p", "span") and LOGO.search(node.names):
            return True
        links = node.nodes() if node.tag in ("h1", "h2") else [node]
        return any(self._leads_home(one) for one in links if one.tag == "a")

    def _leads_home(self, link: Node) -> bool:
        target = link.attributes.get("href", "")
        if "home" in link.attributes.get("rel", "").split():
            return True
        home = HOME.fullmatch(target) if target else None
        return home is not None and (not home["host"] or home["host"] == self.host)


def _metas(parser: LexborHTMLParser) -> dict[str, list[str]]:
    """By lower-case name; one meta may carry several names, and several the same."""
    metas: defaultdict[str, list[str]] = defaultdict(list)
    for node in parser.css("meta"):
        given = node.attributes
        content = (given.get("content") or "").strip()
        names = " ".join(given.get(key) or "" for key in ("name", "property", "itemprop"))
        for name in names.lower().split() if content else ():
            metas[name].append(content)
    return metas


def _is_aside(node: Node, *, navs: bool) -> bool:
    around: Iterable[Node] = (node, *node.ancestors())
    return any(
        one.tag == "aside"
        or (one.tag == "nav" and not navs)
        or TALK.search(one.names)
        or ASIDE.search(one.names)
        for one in around
        if one.tag != "body"
    )
