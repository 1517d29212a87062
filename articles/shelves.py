"""Shelves: the tables in which stories and editions stand under a term, moved in batches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet

from articles.models import Article, ArticleTag, Byline, Edition, EditionByline, EditionTag
from articles.models.term_merge import MergedLink, TermMerge

BATCH = 1_000


class Shelf(NamedTuple):
    """A table, which of its columns names the story or edition, and which the term."""

    model: type[Model]
    owner: str
    term: str
    published: bool

    @property
    def is_list(self) -> bool:
        """Whether an owner may stand under several terms, each in its place."""
        return self.owner != "pk"

    def under(self, term: int) -> QuerySet[Any]:
        return self.model._base_manager.filter(**{self.term: term}).order_by()

    def of(self, term: int, owners: Sequence[int]) -> QuerySet[Any]:
        return self.under(term).filter(**{f"{self.owner}__in": owners})

    def places(self, term: int, owners: Sequence[int]) -> dict[int, int]:
        """Owner → where the term stands in its list."""
        found = self.of(term, owners)
        if not self.is_list:
            return dict.fromkeys(found.values_list("pk", flat=True), 0)
        return dict(found.values_list(self.owner, "position"))

    def place(self, term: int, places: dict[int, int]) -> None:
        """Stand the term elsewhere in these lists."""
        rows = list(self.of(term, sorted(places)))
        for row in rows:
            row.position = places[getattr(row, f"{self.owner}_id")]
        self.model._base_manager.bulk_update(rows, ["position"])

    def add(self, term: int, places: dict[int, int]) -> None:
        """Put the term into these lists."""
        self.model._base_manager.bulk_create(
            self.model(**{f"{self.owner}_id": owner, f"{self.term}_id": term, "position": position})
            for owner, position in places.items()
        )


SHELVES = {
    "tag": (
        Shelf(ArticleTag, "article", "tag", False),
        Shelf(EditionTag, "edition", "tag", True),
    ),
    "author": (
        Shelf(Byline, "article", "author", False),
        Shelf(EditionByline, "edition", "author", True),
    ),
    "section": (Shelf(Article, "pk", "section", False), Shelf(Edition, "pk", "section", True)),
}


def take_over(shelf: Shelf, merge: TermMerge) -> int:
    """Move the next batch to the other term, noting each; how many there were."""
    owners = sorted(shelf.under(merge.former).values_list(shelf.owner, flat=True)[:BATCH])
    if not owners:
        return 0
    versions = _versions(shelf, owners)
    places = shelf.places(merge.former, owners)
    beside = shelf.places(merge.into, owners) if shelf.is_list else {}
    MergedLink.objects.bulk_create(
        MergedLink(
            merge=merge,
            published=shelf.published,
            owner=owner,
            version=versions.get(owner, 0),
            position=place,
            beside=beside.get(owner),
        )
        for owner, place in sorted(places.items())
    )
    if beside:
        shelf.of(merge.former, sorted(beside)).delete()
        shelf.place(merge.into, {owner: min(places[owner], beside[owner]) for owner in beside})
    shelf.of(merge.former, owners).update(**{shelf.term: merge.into})
    return len(owners)


def put_back(shelf: Shelf, merge: TermMerge, links: Sequence[MergedLink]) -> int:
    """Move a batch back; how many stay, because somebody has saved the story since."""
    mine = [link for link in links if link.published == shelf.published]
    versions = _versions(shelf, sorted({link.owner for link in mine}))
    same = [link for link in mine if versions.get(link.owner, 0) == link.version]
    places = _places_without(shelf, merge, same) if shelf.is_list else {}
    moved = [link.owner for link in same if link.owner not in places]
    shelf.of(merge.into, moved).update(**{shelf.term: merge.former})
    if places:
        shelf.place(merge.into, places)
        shelf.add(
            merge.former, {link.owner: link.position for link in same if link.owner in places}
        )
    return len(mine) - len(same)


def _places_without(shelf: Shelf, merge: TermMerge, links: Sequence[MergedLink]) -> dict[int, int]:
    """Owner → where the other term stands without this merge; left out where it does not.

    What was merged into it later noted where it stood by then, and is told otherwise.
    """
    later, places = _later(shelf, merge, [link.owner for link in links]), {}
    for link in links:
        place = link.beside
        for claim in later[link.owner]:
            claim.beside = place
            place = claim.position if place is None else min(place, claim.position)
        if place is not None:
            places[link.owner] = place
    MergedLink.objects.bulk_update(chain.from_iterable(later.values()), ["beside"])
    return places


def _later(
    shelf: Shelf, merge: TermMerge, owners: Sequence[int]
) -> defaultdict[int, list[MergedLink]]:
    """Owner → what later merges into the same term took off it because it had that already."""
    merges = TermMerge.objects.standing(merge.kind).filter(into=merge.into, pk__gt=merge.pk)
    found = MergedLink.objects.filter(
        merge__in=merges, published=shelf.published, owner__in=owners, beside__isnull=False
    )
    claims: defaultdict[int, list[MergedLink]] = defaultdict(list)
    for claim in found.order_by("merge"):
        claims[claim.owner].append(claim)
    return claims


def _versions(shelf: Shelf, owners: Sequence[int]) -> dict[int, int]:
    """What each working copy stands at, held until the batch is done; editions have none."""
    if shelf.published:
        return {}
    held = Article.objects.select_for_update().filter(pk__in=owners).order_by("pk")
    return dict(held.values_list("pk", "version"))
