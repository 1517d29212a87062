"""The imprint: what the newsroom says of itself, wherever the site says it."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings

from articles import lull
from articles.site.fragments import here


class Imprint(NamedTuple):
    """Facts about the newsroom; "" and () for what it does not say."""

    name: str
    tagline: str
    language: str
    direction: str
    security_contact: str  # an address to write to: mailto:… or https://…
    hub: str  # the WebSub hub that is told of what is new
    is_full_text: bool  # whether feeds carry whole stories
    tag_authority: str  # who mints identifiers, and since when: example.org,2026
    policies: tuple[tuple[str, str], ...]  # schema.org's name of a policy → where it stands


@lull.asked_once
def imprint() -> Imprint:
    """As things stand now."""
    site = here()
    return Imprint(
        settings.SITE_NAME,
        settings.SITE_TAGLINE,
        site.language,
        site.direction,
        settings.SECURITY_CONTACT,
        settings.WEBSUB_HUB,
        settings.FEED_FULL_TEXT,
        settings.TAG_AUTHORITY,
        tuple(settings.POLICIES.items()),
    )
