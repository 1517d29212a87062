"""The frame of every page: what stands in its head, above the news and below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from articles.site import look
from articles.site.fragments import Fragment, Here
from articles.site.imprint import Imprint, imprint
from articles.site.reading import Name

LINKS = Fragment("site/links.html", 16)
MASTHEAD = Fragment("site/masthead.html", 64)
FOOTER = Fragment("site/footer.html", 16)


def frame(
    site: Here,
    sections: Sequence[Name],
    *,
    current: str = "",
    within: Name | None = None,
    is_front: bool = False,
    sheet: str = "",
) -> dict[str, Any]:
    """Ready HTML (links, masthead, footer), and what a page says of itself (name, site).

    `current` is the address of the page, so that its link in the masthead can say so, and
    `within` the section it is part of; `sheet` a stylesheet that pages of its kind have
    besides those all have.
    """
    told, known = imprint(), tuple(sections)
    name = told.name
    masthead = MASTHEAD(
        site,
        name=name,
        tagline=told.tagline,
        logo=told.logo,
        sections=known,
        current=current if is_in_masthead(current, known) else "",
        within=within,
        is_front=is_front,
    )
    return {
        "name": name,
        "site": site,
        "links": LINKS(site, name=name, sheet=sheet, look=look.address_of(told)),
        "masthead": masthead,
        "footer": FOOTER(site, newsroom=told, sections=known, current=_in_footer(current, told)),
    }


def _in_footer(address: str, newsroom: Imprint) -> str:
    return address if any(page.url == address for page in newsroom.pages) else ""


def is_in_masthead(address: str, sections: Sequence[Name]) -> bool:
    return address == "/archive/" or any(section.url == address for section in sections)
