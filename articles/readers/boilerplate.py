"""Boilerplate: which parts of a page are its frame and not its story."""

from __future__ import annotations

import re
from collections.abc import Set

from articles.readers.page_tree import Node

NEVER_TEXT = frozenset((
    "script", "style", "noscript", "template", "head", "link", "meta", "button", "input", "select",
    "textarea", "option", "svg", "canvas", "dialog", "datalist", "map", "progress", "label",
))  # fmt: skip
FRAME_TAGS = frozenset(("nav", "footer"))
FRAME_ROLES = frozenset((
    "navigation", "complementary", "search", "contentinfo", "dialog", "alertdialog", "menu",
    "menubar", "toolbar", "tooltip",
))  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# What is said below a story, however much of it there is.
TALK = re.compile(
    r"(?<![a-z])(?:comments?|commentlist|respond|replies|kommentare?|commentaires|disqus|discussion"
    r"|trackbacks?|pings|reactions|webmentions?)(?![a-z])|comment-?(?:list|form|area|section|wrap)"
)
# What stands around one. A part that holds most of the page is never taken for it.
FRAME = re.compile(
    r"(?<![a-z])(?:nav|navi|navbar|navigation|menus?|submenu|sidebars?|side-?bar|footer|masthead"
    r"|site-?header|breadcrumbs?|crumbs?|pager|pagination|paging|wp-pagenavi|skip-link|toolbar"
    r"|shar(?:e|es|ed|ing)|sharedaddy|social|socials|addtoany|shariff|sociable|addthis|sharethis"
    r"|follow-?us|rrssb|heateor|jp-?post-?flair|likes?|ratings?|wpulike"
    r"|related|relatedposts|jp-relatedposts|yarpp|recommend(?:ed|ations?)|read-?more-?posts"
    r"|more-?(?:stories|news|posts|articles)|also-?read|trending|popular|outbrain|taboola|rbox"
    r"|newsletter|subscribe|subscription|signup|sign-up|optin|mailchimp|promo|promotion|paywall"
    r"|ads?|advert|advertisement|advertising|adsense|banner|sponsor(?:ed)?|affiliate|donate"
    r"|cookies?|gdpr|consent|popup|modal|overlay|lightbox|widgets?|widget-area|blogroll|tagcloud"
    r"|tag-?cloud|search-?form|login|register|print-?only|no-?print|noprint|printfriendly"
    r"|author-?(?:box|bio|info|card|description|profile)|about-?(?:the-)?author|vcard-?box"
    r"|entry-?(?:meta|footer|utility|info)|post-?(?:meta|footer|info|nav|tags|utility|data|byline)"
    r"|postmeta|postmetadata|metadata|article-?(?:meta|footer|tags|info|share|tools)|byline"
    r"|posted-?(?:on|in|by)|post-?navigation|nav-?(?:links|below|above|single)|meta-?info"
    r"|edit-?(?:link|section)|mw-editsection|mw-jump-link|navbox|catlinks|printfooter|siteNotice"
    r"|mw-indicators|page-?info|tags-?links|cat-?links|license-?(?:area|info)|credits?-?licen[sc]e"
    r"|copyright|disclaimer|hidden|screen-?reader-?text|visually-?hidden|sr-only|button-wrapper"
    r"|subscription-widget|paywall-jump|page-options)(?![a-z])"
)
KEPT = re.compile(r"caption|pull-?quote|(?<![a-z])(?:blockquote|footnotes?|references)(?![a-z])")
MOST_OF_A_PAGE = 0.45
LABEL = re.compile(
    r"(?:share(?: this| on)?|teilen|tweet|print|drucken|like this|gef[äa]llt mir"
    r"|related(?: posts?)?"
    r"|tags?|tagged(?: in| with)?|filed under|posted in|categor(?:y|ies)|schlagw[öo]rter"
    r"|kategorien?|abgelegt unter|ver[öo]ffentlicht (?:am|in|unter)|read (?:more|also|next)"
    r"|mehr lesen|advertisement|anzeige|sponsored|permalink|leave a (?:comment|reply)"
    r"|\d+ comments?|kommentar(?:e|ieren)?|next post|previous post|flattr this|subscribe"
    r"|newsletter|e-?mail|facebook|twitter|whatsapp|pinterest|linkedin|reddit|copy link|source"
    r"|quelle)\b[^.!?]{0,80}"
    r"|(?:by|von|par|por|di)\s[^.!?]{2,60}"
    r"|(?:©|copyright|all rights reserved|alle rechte vorbehalten|unless otherwise|sofern nicht"
    r" anders|except where otherwise).{0,160}",
    re.IGNORECASE,
)


def is_no_text(node: Node) -> bool:
    """Whether nothing in it is ever part of a story: scripts, controls, what is hidden."""
    given = node.attributes
    if node.tag in NEVER_TEXT or "hidden" in given:
        return True
    if given.get("aria-hidden") == "true" and node.tag not in ("img", "figure"):
        return True
    return "style" in given and bool(HIDDEN.search(given["style"]))


def around_stories(page: Node) -> set[Node]:
    """The elements that hold, or are, what the page marks as a story."""
    found: set[Node] = set()
    for node in page.nodes():
        if node.tag == "article" or is_marked(node):
            while node not in found:
                found.add(node)
                node = node.parent or node
    return found


def is_frame(node: Node, page: Node, stories: Set[Node]) -> bool:
    """Whether a part of a measured page stands around its story and not around `stories`."""
    if node in stories:
        return False
    if node.tag in ("html", "body", "article", "main", "a", "h1", "figure", "table", "tr"):
        return False
    if node.tag in FRAME_TAGS or node.attributes.get("role", "") in FRAME_ROLES:
        return True
    names = node.names
    if not names.strip() or KEPT.search(names):
        return False
    if TALK.search(names):
        return True
    return bool(FRAME.search(names)) and _is_lesser(node, page)


def _is_lesser(node: Node, page: Node) -> bool:
    return node.prose < MOST_OF_A_PAGE * page.prose


BODY = re.compile(
    r"(?:^|\s)(?:e-content|(?:wp-block-|td-|et_pb_|elementor-widget-theme-|com-content-)?"
    r"(?:entry|post|article|story|blog-?post|blog-item|single|page|main|body|node)[-_]{0,2}(?:full-)?"
    r"(?:content|body|text|entry|copy)|gh-content|available-content|articlebody|entrytext"
    r"|field--?name-body|mw-parser-output|content-body|text-content|post-entry|ce-bodytext)(?=\s|$)"
)


def is_marked(node: Node) -> bool:
    """Whether its class or property says it holds the text of a story."""
    if node.attributes.get("itemprop", "").lower() in ("articlebody", "text", "blogpost"):
        return True
    named = (node.attributes.get(key, "").lower() for key in ("data-field", "name", "data-gu-name"))
    return bool(BODY.search(node.names)) or any(name in ("body", "articlebody") for name in named)


SOURCES = re.compile(
    r"(?:sources?|references|further reading|see also|siehe auch|external links?|links?"
    r"|notes|footnotes|bibliography"
    r"|quellen|weblinks|literatur|einzelnachweise|anmerkungen|fußnoten|sources|références|fuentes)\W*",
    re.IGNORECASE,
)


def is_sources(text: str) -> bool:
    """Whether a line heads what a story rests on: “Sources”, “Further reading”."""
    return SOURCES.fullmatch(text.strip()) is not None


def is_label(text: str) -> bool:
    """Whether a short line is about the page: “Share this:”, “Filed under …”, “By …”."""
    return len(text) <= 200 and LABEL.fullmatch(text.strip(" :·|•–-")) is not None
