"""Main text: the part of a page that is its story.

What authors mark as the body comes first; else every paragraph speaks for the elements
around it, by its length and its commas and against its links, and the best spoken for
is taken. Then what is left of frames inside goes, and what only repeats the headline.
"""

from __future__ import annotations

import re
from collections.abc import Set

from articles.readers.boilerplate import (
    around_stories,
    is_frame,
    is_label,
    is_marked,
    is_sources,
)
from articles.readers.page_tree import BLOCKS, Node

SPEAKING = frozenset(("p", "pre", "blockquote", "td", "li", "dd", "section", "div", "h2", "h3"))
SHORTEST = 25  # characters of a paragraph that speaks
LONG = 200  # characters of text without paragraphs that is a story's and not a caption's
FEWEST = 120  # characters of prose in a body that is believed by its mark alone
SHARE = 0.3  # of the page's prose, or else
ENOUGH = 0.65  # of the prose of an article or main element that its best part must hold
POSITIVE = re.compile(
    r"article|body|content|entry|hentry|h-entry|main|page|post|text|blog|story", re.I
)
NEGATIVE = re.compile(
    r"combx|comment|contact|foot|masthead|media|meta|promo|related|scroll|shoutbox|sidebar"
    r"|sponsor|shopping|tags|tool|widget|hidden|banner|share|skyscraper",
    re.I,
)
EDGE = 6  # blocks from the top and the bottom where labels stand
PROSE = 80  # characters of a paragraph that is no label
LINKS = 0.7  # share of links from which a list or a box is a menu
GENERIC = ("article", "main", "body", "section")


def main_text(page: Node, headline: str) -> Node:
    """The element that holds the story; the page is pruned on the way."""
    page.measure()
    _prune(page)
    page.measure()
    found = _marked(page) or _best(_scope(page))
    _prune_inside(found)
    found.measure()
    _without_headline(found, headline)
    _without_labels(found)
    found.measure()
    return found


def _prune(page: Node) -> None:
    stack, stories = [page], around_stories(page)
    while stack:
        node = stack.pop()
        if node is not page and is_frame(node, page, stories):
            node.remove()
        else:
            stack.extend(node.elements)


# Where the story is


def _marked(page: Node) -> Node | None:
    """The largest element marked as a story's body, if there is enough in it."""
    marked = [node for node in page.nodes() if is_marked(node) and node.tag not in ("html", "body")]
    if not marked:
        return None
    best = max(marked, key=lambda node: node.prose)
    inner = [n for n in marked if n is not best and best in n.ancestors()]
    inside = max(inner, key=lambda node: node.prose, default=None)
    if inside is not None and inside.prose >= 0.8 * best.prose:
        best = inside
    return best if best.prose >= FEWEST or best.prose >= SHARE * page.prose else None


def _scope(page: Node) -> Node:
    """The one article of a page, or its main part, or all of it."""
    articles = [node for node in page.nodes() if node.tag == "article"]
    outer = [node for node in articles if not any(a in articles for a in node.ancestors())]
    if outer:
        best = max(outer, key=lambda node: node.prose)
        if best.prose >= 0.5 * sum(node.prose for node in outer) and best.prose > 0:
            return best
    mains = [node for node in page.nodes() if _is_main(node)]
    best = max(mains, key=lambda node: node.prose, default=page)
    return best if best.prose >= 0.4 * page.prose else page


def _is_main(node: Node) -> bool:
    return node.tag == "main" or node.attributes.get("role") == "main"


def _best(scope: Node) -> Node:
    """The element its paragraphs speak most for; the whole scope where none speaks for enough."""
    scores: dict[Node, float] = {}
    for node in scope.nodes():
        if node.tag in SPEAKING and node.letters >= SHORTEST and _is_leaf(node):
            _speak(node, scope, scores)
    for node in scores:
        scores[node] *= 1 - node.link_share
    if not scores:
        return scope
    best = max(scores, key=lambda node: scores[node])
    best = _widened(best, scope, scores)
    return best if best.prose >= ENOUGH * scope.prose or scope.tag == "body" else scope


def _is_leaf(node: Node) -> bool:
    """A paragraph, or what is set as one: nothing in it begins a block but lists' items."""
    if node.tag in ("p", "pre", "blockquote"):
        return True
    return not any(child.tag in BLOCKS for child in node.elements)


def _speak(node: Node, scope: Node, scores: dict[Node, float]) -> None:
    """A paragraph speaks for what is around it; text without paragraphs for what it stands in."""
    points = 1 + node.commas + min(node.letters / 100, 3)
    bare = node.tag in ("td", "div", "section", "dd") and node.letters > LONG
    around = [node, *node.ancestors()] if bare or node is scope else list(node.ancestors())
    for level, above in enumerate(around):
        scores.setdefault(above, _standing(above))
        scores[above] += points / (1, 2)[level] if level < 2 else points / (level * 3)
        if above is scope or level >= 5:
            break


def _standing(node: Node) -> float:
    """What an element is worth before anything speaks for it."""
    worth = 5.0 if node.tag in ("div", "article", "section", "main") else 0.0
    worth -= 5 if node.tag in ("ul", "ol", "dl", "form", "td", "th", "li") else 0
    worth += 25 if POSITIVE.search(node.names) else 0
    return worth - (25 if NEGATIVE.search(node.names) else 0)


def _widened(best: Node, scope: Node, scores: dict[Node, float]) -> Node:
    """The element around, where much of the story stands beside the best: split bodies."""
    node = best
    while node is not scope and node.parent is not None:
        around = node.parent
        beside = around.prose - node.prose
        good = sum(scores.get(one, 0) > 0.2 * scores[best] for one in around.elements)
        paragraphs = sum(
            one.letters for one in around.elements if one.tag == "p" and one.link_share < 0.3
        )
        if good >= 2 or (beside and paragraphs >= 0.5 * beside and paragraphs >= 80):
            best = around
        elif len(around.elements) > 1 and beside > 40:
            break
        node = around
    return best


# What in it is not the story


def _prune_inside(found: Node) -> None:
    found.measure()
    stories, nodes = around_stories(found), found.nodes()[1:]
    prose = [at for at, node in enumerate(nodes) if node.tag == "p" and node.prose >= PROSE]
    for at, node in enumerate(nodes):
        inner = bool(prose) and prose[0] < at < prose[-1]
        if node.parent is not None and _is_clutter(node, found, stories, inner=inner):
            node.remove()


def _is_clutter(node: Node, found: Node, stories: Set[Node], *, inner: bool) -> bool:
    """A list of links is clutter only before the first paragraph or after the last."""
    if is_frame(node, found, stories):
        return True
    if node.tag == "header":
        return not _has_paragraph(node)
    if node.tag == "aside":
        return node.linked > 0 and not _is_quote(node)
    if node.tag in ("form", "fieldset"):
        return node.prose < 0.5 * found.prose
    if node.tag in ("div", "section", "ul", "ol") and node.letters and not inner:
        return node.link_share > LINKS and _is_menu(node)
    return False


def _is_quote(node: Node) -> bool:
    return any(one.tag == "blockquote" for one in node.nodes())


def _has_paragraph(node: Node) -> bool:
    return any(one.tag == "p" and one.prose >= PROSE for one in node.nodes())


def _is_menu(node: Node) -> bool:
    """Several links of a few words each, none to a note or a picture, under no “Sources”."""
    if is_sources(_line_above(node)):
        return False
    links = [one for one in node.nodes() if one.tag == "a" and one.letters]
    pictures = any(one.tag in ("img", "figure", "iframe") for one in node.nodes())
    notes = any("cite" in one.attributes.get("id", "") for one in node.nodes())
    return len(links) >= 3 and not pictures and not notes and node.letters / len(links) < 60


def _line_above(node: Node) -> str:
    """The text just before an element."""
    while node.parent is not None:
        siblings = node.parent.elements
        at = next(n for n, one in enumerate(siblings) if one is node)
        if at:
            return siblings[at - 1].text if siblings[at - 1].letters <= LONG else ""
        node = node.parent
    return ""


def _without_headline(found: Node, headline: str) -> None:
    """A heading at the top that says the headline again goes."""
    wanted = _letters(headline)
    for node in found.nodes()[:60]:
        if node.tag in ("h1", "h2", "h3") and wanted and _letters(node.text) == wanted:
            node.remove()
            return
        if node.tag == "p" and node.letters > 80:
            return


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _without_labels(found: Node) -> None:
    """“Share this:”, “By …” and dates alone near the top and the bottom, headings of nothing."""
    blocks = [node for node in found.nodes() if _is_line(node) and node.letters]
    for node in (*blocks[:EDGE], *blocks[-EDGE:]):
        if node.parent is not None and (is_label(node.text) or _is_time(node)):
            node.remove()
    for node in reversed(found.nodes()):
        if node.tag in ("h2", "h3", "h4"):
            node.remove()
        if node.letters or node.tag in ("img", "iframe", "video"):
            return


def _is_line(node: Node) -> bool:
    lines = ("p", "div", "span", "li", "h2", "h3", "h4", "h5", "h6", "time", "ul")
    return node.tag in lines and not any(child.tag in BLOCKS for child in node.elements)


def _is_time(node: Node) -> bool:
    """A line that is a date and nothing else."""
    times = [one for one in node.nodes() if one.tag == "time"]
    return bool(times) and sum(one.letters for one in times) >= 0.6 * node.letters
