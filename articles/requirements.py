"""What a document still lacks before publication, as a list for a human.

A headline and words are always required. Everything else is a rule of the house, which
blocks, advises or is off as the newsroom has it; `RULES` says what it begins with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import faults, markup, prints
from articles.documents import Document


class Level(StrEnum):
    """What comes of a rule that is not kept."""

    BLOCKS = "blocks"
    ADVISES = "advises"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Beside:
    """What the desk knows about a story that its document does not say."""

    undecided: int = 0
    unresolved: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """`lacks` says in a sentence what is missing, and nothing where nothing is.

    `number` is what it counts to, 0 for a rule that counts nothing; `field` is where in the
    form it is mended.
    """

    key: str
    field: str
    name: str | Promise
    lacks: Callable[[Document, Beside, int], str]
    level: Level = Level.ADVISES
    number: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How the newsroom has a rule."""

    level: Level
    number: int = 0


PANELS = ("likeness", "comments")
Settings = Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing missing; `blocks` publication, or else merely advises."""

    field: str
    message: str
    blocks: bool

    @property
    def anchor(self) -> str:
        """Where on the story's page it is mended."""
        return self.field if self.field in PANELS else f"field-{self.field}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is missing, blocking issues first, and the names of the rules that are kept."""

    issues: list[Issue] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def checklist(document: Document, beside: Beside, settings: Settings) -> Checklist:
    """How a story stands to every rule that is in force."""
    issues, kept = blocking(document), []
    for rule in RULES:
        setting = setting_of(rule, settings)
        if setting.level == Level.OFF:
            continue
        if message := rule.lacks(document, beside, setting.number):
            issues.append(Issue(rule.field, message, setting.level == Level.BLOCKS))
        else:
            kept.append(str(rule.name))
    return Checklist(sorted(issues, key=lambda issue: not issue.blocks), kept)


def setting_of(rule: Rule, settings: Settings) -> Setting:
    """How the newsroom has it, or how it began."""
    return settings.get(rule.key) or Setting(rule.level, rule.number)


def blocking(document: Document) -> list[Issue]:
    """What no house can do without."""
    return list(_obstacles(document))


def _obstacles(document: Document) -> Iterator[Issue]:
    if not document.headline.strip():
        yield Issue("headline", _("Write a headline."), True)
    if not markup.text(document.body).strip():
        yield Issue("body", _("Write the story: the body is empty."), True)
    yield from _undescribed(document)


def _undescribed(document: Document) -> Iterator[Issue]:
    if prints.undescribed(document.body):
        yield Issue("body", _("Describe each picture for those who cannot see it."), True)


def _accepted(document: Document, beside: Beside, number: int) -> str:
    is_working = document.headline_derived and document.headline.strip()
    return _("The headline is a working one: accept it or write one.") if is_working else ""


def _short(document: Document, beside: Beside, number: int) -> str:
    long = len(document.headline.strip())
    if long <= number:
        return ""
    said = _("The headline has %(long)d characters; search and social show about %(most)d.")
    return said % {"long": long, "most": number}


def _section(document: Document, beside: Beside, number: int) -> str:
    return "" if document.section else _("Choose a section, so that readers find it there.")


def _byline(document: Document, beside: Beside, number: int) -> str:
    return "" if document.bylines else _("Say who wrote it.")


def _dek(document: Document, beside: Beside, number: int) -> str:
    return "" if document.dek.strip() else _("Write a dek: a sentence or two below the headline.")


def _tags(document: Document, beside: Beside, number: int) -> str:
    return "" if document.tags else _("Add a tag or two.")


def _alts(document: Document, beside: Beside, number: int) -> str:
    lacking = faults.pictures_untold(document.body) - prints.undescribed(document.body)
    said = ngettext(
        "%d picture has no text for those who cannot see it.",
        "%d pictures have no text for those who cannot see them.",
        lacking,
    )
    return said % lacking if lacking else ""


def _links(document: Document, beside: Beside, number: int) -> str:
    broken = faults.broken_link(document.body)
    return _("A link leads nowhere: “%s”.") % broken if broken else ""


def _quotes(document: Document, beside: Beside, number: int) -> str:
    place = faults.unbalanced_quote(document.body)
    return _("A quotation begins or ends, and not both, in “%s…”.") % place if place else ""


def _words(document: Document, beside: Beside, number: int) -> str:
    count = markup.words(markup.text(document.body))
    if count >= number:
        return ""
    return _("It has %(count)d words of at least %(least)d.") % {"count": count, "least": number}


def _decided(document: Document, beside: Beside, number: int) -> str:
    said = ngettext(
        "%d story is much like it: say what they are to each other.",
        "%d stories are much like it: say what they are to each other.",
        beside.undecided,
    )
    return said % beside.undecided if beside.undecided else ""


def _resolved(document: Document, beside: Beside, number: int) -> str:
    said = ngettext(
        "%d comment is not resolved.", "%d comments are not resolved.", beside.unresolved
    )
    return said % beside.unresolved if beside.unresolved else ""


RULES = (
    Rule("accepted", "headline", gettext_lazy("The headline is accepted"), _accepted),
    Rule("short", "headline", gettext_lazy("The headline fits, in characters"), _short, number=70),
    Rule("section", "section", gettext_lazy("It is in a section"), _section),
    Rule("byline", "bylines", gettext_lazy("It has a byline"), _byline),
    Rule("dek", "dek", gettext_lazy("It has a dek"), _dek, Level.OFF),
    Rule("tags", "tags", gettext_lazy("It has a tag"), _tags),
    Rule("alts", "body", gettext_lazy("Pictures are described"), _alts),
    Rule("links", "body", gettext_lazy("Links lead somewhere"), _links),
    Rule("quotes", "body", gettext_lazy("Quotations are closed"), _quotes),
    Rule("words", "body", gettext_lazy("It is long enough, in words"), _words, Level.OFF, 100),
    Rule("likeness", "likeness", gettext_lazy("It is judged against stories like it"), _decided),
    Rule("comments", "comments", gettext_lazy("Comments are resolved"), _resolved),
)
