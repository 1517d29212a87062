"""Sections, tags and authors: reference data every article and edition shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.redirect import Redirect
from articles.models.term_merge import TermMerge
from articles.slugs import distinct, rivals, slugify

NAME_LENGTH = 120
# Tags one above another.
DEEPEST = 20
AUTOMATIC = -1
# The colours of sections, as tokens.css has them under these numbers.
TONES = (
    (AUTOMATIC, _("Chosen by the house")),
    (0, _("Oxblood")),
    (1, _("Navy")),
    (2, _("Bottle green")),
    (3, _("Ochre")),
    (4, _("Plum")),
    (5, _("Olive")),
)


def key_of(name: str) -> str:
    """The form in which two spellings of one name are equal: “Trams ” and “trams”."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\s\-_]+", " ", folded).strip()


class TermQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """How every kind of term is found, and made, by its name."""

    def named(self, names: Iterable[str]) -> list[Any]:
        """The terms of these names, in order and once each; missing ones are made.

        Two queries when all exist, whatever their number.
        """
        wanted: dict[str, str] = {}
        for name in names:  # the first of several spellings counts
            wanted.setdefault(key_of(name), _shown(name))
        wanted.pop("", None)
        known = self.known(wanted)
        for key in [key for key in wanted if key not in known]:
            known[key] = self._make(wanted[key])
        return list(dict.fromkeys(known[key] for key in wanted))

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        """Key → term, for those of the keys that exist, or did before a rename."""
        keys = list(keys)
        known = {term.key: term for term in self.filter(key__in=keys)}
        known |= self._renamed([key for key in keys if key not in known])
        missing = [key for key in keys if key not in known]
        return known | self._merged(missing) if missing else known

    def _renamed(self, keys: Sequence[str]) -> dict[str, Any]:
        """A name that is gone still finds its term by the slug once minted from it."""
        slugs = {slugify(key): key for key in keys}
        at_slug = self.filter(slug__in=slugs) if slugs else []
        return {slugs[term.slug]: term for term in at_slug if slugify(term.name) != term.slug}

    def _merged(self, keys: list[str]) -> dict[str, Any]:
        """Key → what a term of that name, or one once called so, was merged into."""
        slugs = {slugify(key): key for key in keys}
        merges = TermMerge.objects.standing(str(self.model._meta.model_name))
        into: dict[str, int] = {}
        for merge in merges.known_as(keys, list(slugs)):
            into[merge.former_key] = merge.into
            if slugify(merge.former_name) != merge.former_slug in slugs:
                into.setdefault(slugs[merge.former_slug], merge.into)
        survivors = self.survivors(into[key] for key in keys if key in into)
        return {key: survivors[into[key]] for key in keys if into.get(key) in survivors}

    def survivors(self, idents: Iterable[int]) -> dict[int, Any]:
        """Key → the term that has it, or that it came to be part of by one merge after another."""
        ways = {ident: ident for ident in idents}
        found: dict[int, Any] = self.in_bulk(list(ways.values())) if ways else {}
        while gone := {end for end in ways.values() if end not in found}:
            merges = TermMerge.objects.standing(str(self.model._meta.model_name))
            further = dict(merges.filter(former__in=gone).values_list("former", "into"))
            ways = {
                own: further.get(end, end)
                for own, end in ways.items()
                if end in found or end in further
            }
            found |= self.in_bulk([*further.values()])
        return {own: found[end] for own, end in ways.items()}

    def at_slug(self, slug: str) -> Any:
        """The term with that address, if any."""
        return self.filter(slug=slug)

    def _make(self, name: str) -> Any:
        """Two importers may make one term at once: the unique key lets one of them win."""
        return self.get_or_create(key=key_of(name), defaults={"name": name})[0]


class TagQuerySet(TermQuerySet):
    """Tags are found by their aliases as well."""

    def known(self, keys: Iterable[str]) -> dict[str, Any]:
        keys = list(keys)
        known = super().known(keys)
        missing = [key for key in keys if key not in known]
        if missing:
            aliases = TagAlias.objects.filter(key__in=missing).select_related("tag")
            known.update({alias.key: alias.tag for alias in aliases})
        return known

    def called(self, keys: Iterable[str]) -> dict[str, Any]:
        """Key → tag, of those that have one of these names or aliases today. Two queries."""
        keys = list(keys)
        aliases = TagAlias.objects.filter(key__in=keys).select_related("tag")
        own = {tag.key: tag for tag in self.filter(key__in=keys)}
        return {alias.key: alias.tag for alias in aliases} | own

    def line_of(self, tag: Tag) -> list[int]:
        """The keys of the tag and of those it stands under, nearest first."""
        line, parent = [tag.pk], tag.parent_id
        while parent and parent not in line and len(line) < DEEPEST:
            line.append(parent)
            parent = self.filter(pk=parent).values_list("parent", flat=True).first()
        return line


class Term(models.Model):
    """A name with a permanent address."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    key = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=NAME_LENGTH,
        unique=True,
        blank=True,
        allow_unicode=True,
        help_text=_("The address readers know it by. Minted from the name; best left alone."),
    )

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = _shown(self.name)
        self.key = key_of(self.name)
        if not self.slug:
            self.slug = self._minted_slug()
        with transaction.atomic():
            self._forward_former_address()
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse(f"site:{self._meta.model_name}", args=[self.slug])

    def _forward_former_address(self) -> None:
        """A slug is an address readers hold: when it changes, the old one leads to the new."""
        former = type(self)._base_manager.filter(pk=self.pk).exclude(slug=self.slug).first()
        if former:
            Redirect.objects.forward(former.get_absolute_url(), self.get_absolute_url())

    def _minted_slug(self) -> str:
        slug, others = slugify(self.name), type(self)._default_manager
        if not others.filter(slug=slug).exists():
            return slug
        taken = others.filter(slug__in=rivals(slug)).values_list("slug", flat=True)
        return distinct(slug, set(taken))


class Section(Term):
    """A desk of the newsroom and a part of the site: Council, Harbour, Culture."""

    description = models.TextField(_("description"), blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("The lower, the further left in the masthead.")
    )
    tone = models.SmallIntegerField(
        _("colour"),
        choices=TONES,
        default=AUTOMATIC,
        help_text=_("Of its name and of what stands in it, on light screens and on dark ones."),
    )
    announced = models.BooleanField(
        _("announced"),
        default=False,
        help_text=_(
            "Readers find it even while nothing is published in it. A section that came with an"
            " import waits for its first story."
        ),
    )
    shows_changes = models.BooleanField(
        _("shows what changed"),
        default=False,
        help_text=_(
            "Readers of its stories can look up what changed since they were first published, and"
            " read each former version as it stood."
        ),
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class Tag(Term):
    """What a story is about, in the newsroom's own words."""

    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children"
    )
    description = models.TextField(_("description"), blank=True)

    objects: ClassVar[Any] = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")


class TagAlias(models.Model):
    """Another spelling that means the same tag, at import and in search."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    key = models.CharField(max_length=NAME_LENGTH, unique=True, editable=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases", verbose_name=_("tag"))

    class Meta:
        ordering = ["name"]
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = _shown(self.name)
        self.key = key_of(self.name)
        super().save(*args, **kwargs)


class Author(Term):
    """A byline: the name readers see above a story. Not a login."""

    description = models.TextField(_("about"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")


def _shown(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())[:NAME_LENGTH].strip()
