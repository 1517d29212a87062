"""The desk's words in templates."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

FIELDS = {
    "headline": _("Headline"),
    "kicker": _("Kicker"),
    "dek": _("Dek"),
    "body": _("Story"),
    "dateline": _("Dateline"),
    "bylines": _("Bylines"),
    "section": _("Section"),
    "tags": _("Tags"),
    "dated": _("Date"),
    "language": _("Language"),
    "slug": _("Slug"),
    "source_url": _("Source address"),
}


MATERIALS = {
    "number": _("Number"),
    "date": _("Date"),
    "negation": _("Negation"),
    "name": _("Name"),
    "quotation": _("Quotation"),
    "link": _("Link"),
}


@register.filter
def material_name(kind: str) -> str | Promise:
    """What an editor calls a kind of word that matters."""
    return MATERIALS.get(kind, kind)


@register.filter
def field_name(name: str) -> str | Promise:
    """What an editor calls a field of the Document."""
    return FIELDS.get(name, name)


@register.filter
def lasting(seconds: float) -> str:
    """A time still to wait, no more exact than it is known."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return gettext("less than a minute")
    if minutes < 100:
        return ngettext("about %d minute", "about %d minutes", minutes) % minutes
    hours = round(minutes / 60)
    return ngettext("about %d hour", "about %d hours", hours) % hours
