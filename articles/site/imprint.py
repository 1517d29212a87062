"""The imprint: what the newsroom says of itself, wherever the site says it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Case, F, When

from articles import colours, lull
from articles.models.prepared import prepared
from articles.models.publication import NIGHT, Publication
from articles.prints import Print
from articles.site import reading
from articles.site.fragments import here
from articles.site.reading import Name


class Said(NamedTuple):
    """The columns of the publication of these names."""

    name: str
    tagline: str
    accent: str  # #rrggbb, or "" for the house's own
    is_full_text: bool  # whether feeds carry whole stories
    email: str = ""
    telephone: str = ""
    profiles: str = ""  # its addresses elsewhere, a line each
    legal_name: str = ""
    address: str = ""
    founded: date | None = None
    copyright: str = ""
    logo_key: str | None = None
    logo_width: int | None = None
    logo_height: int | None = None


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
    said: Said
    pages: tuple[Name, ...]  # its own, in the order of the foot

    @property
    def places(self) -> list[tuple[str, str]]:
        """Where it is found besides: each address, and the host by which readers know it."""
        return [(each, _host(each)) for each in self.said.profiles.split()]

    @property
    def logo(self) -> Print | None:
        """What stands in the masthead in place of the name."""
        key, width, height = self.said.logo_key, self.said.logo_width, self.said.logo_height
        return Print(key, width or 1, height or 1) if key else None

    @property
    def accents(self) -> tuple[str, str]:
        """Its colour on light screens and on dark ones; "" for the house's own."""
        accent = self.said.accent
        return (accent, colours.readable_on(NIGHT, accent)) if accent else ("", "")


@prepared(Said)
def the_publication() -> Any:
    shown = {"logo__is_shown": True}
    logo = {
        f"logo_{fact}": Case(When(**shown, then=F(f"logo__{fact}")))
        for fact in ("key", "width", "height")
    }
    return Publication.objects.annotate(**logo)


@lull.asked_once
def imprint() -> Imprint:
    """As things stand now."""
    site, facts = here(), said()
    return Imprint(
        facts.name,
        facts.tagline,
        site.language,
        site.direction,
        settings.SECURITY_CONTACT,
        settings.WEBSUB_HUB,
        facts.is_full_text,
        settings.TAG_AUTHORITY,
        tuple(settings.POLICIES.items()),
        facts,
        reading.pages(),
    )


def _host(address: str) -> str:
    return (urlsplit(address).hostname or address).removeprefix("www.")


@lull.asked_once
def said() -> Said:
    """What the desk has put, or the settings before it has."""
    found = the_publication()
    first = Said(settings.SITE_NAME, settings.SITE_TAGLINE, "", settings.FEED_FULL_TEXT)
    return found[0] if found else first
