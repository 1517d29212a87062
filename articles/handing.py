"""Handing over: what is a term's besides its stories (names, children, addresses), and back."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from articles.models import Redirect, Tag, TagAlias
from articles.models.taxonomy import Term
from articles.models.term_merge import TermMerge


def hand_over(merge: TermMerge, former: Term, into: Term) -> None:
    """Give all of it to the other term; the former row is gone, and is kept in the merge."""
    merge.kept = {"row": _row(former)}
    if isinstance(former, Tag) and isinstance(into, Tag):
        merge.kept |= _hand_over_names(former, into) | _hand_over_children(former, into)
    merge.kept |= _hand_over_addresses(former, into)
    former.delete()
    if isinstance(into, Tag):
        TagAlias.objects.get_or_create(
            key=merge.former_key, defaults={"name": merge.former_name, "tag": into}
        )


def hand_back(merge: TermMerge, into: Term) -> None:
    """The former row as it was, with what went over and is still where it went."""
    kept, row = merge.kept, dict(merge.kept["row"])
    former = type(into)(**row)
    parents = Tag.objects.filter(pk=row.get("parent_id") or 0)
    if isinstance(former, Tag) and not parents.exists():
        former.parent_id = None
    former.save(force_insert=True)
    if isinstance(into, Tag):
        TagAlias.objects.filter(key=former.key, tag=into).delete()
        TagAlias.objects.filter(pk__in=kept["aliases"], tag=into).update(tag=former)
        Tag.objects.filter(pk__in=kept["children"], parent=into).update(parent=former)
        Tag.objects.filter(pk__in=kept["raised"], parent=row["parent_id"]).update(parent=former)
    _hand_back_addresses(kept, former, into)


def _row(term: Term) -> dict[str, Any]:
    return {field.attname: getattr(term, field.attname) for field in term._meta.concrete_fields}


def _hand_over_names(former: Tag, into: Tag) -> dict[str, list[int]]:
    aliases = TagAlias.objects.filter(tag=former)
    kept = list(aliases.values_list("pk", flat=True))
    aliases.update(tag=into)
    return {"aliases": kept}


def _hand_over_children(former: Tag, into: Tag) -> dict[str, list[int]]:
    """To the other tag; what stands above that one itself rises to the former's own place."""
    above = set(Tag.objects.line_of(into))
    children = set(Tag.objects.filter(parent=former).values_list("pk", flat=True))
    raised, kept = sorted(children & above), sorted(children - above)
    Tag.objects.filter(pk__in=kept).update(parent=into)
    Tag.objects.filter(pk__in=raised).update(parent=former.parent_id)
    return {"children": kept, "raised": raised}


def _hand_over_addresses(former: Term, into: Term) -> dict[str, list[int]]:
    old, new = former.get_absolute_url(), into.get_absolute_url()
    led = list(Redirect.objects.filter(target=unquote(old)).values_list("pk", flat=True))
    Redirect.objects.forward(old, new)
    return {"redirects": led}


def _hand_back_addresses(kept: dict[str, Any], former: Term, into: Term) -> None:
    old, new = unquote(former.get_absolute_url()), unquote(into.get_absolute_url())
    Redirect.objects.filter(path=old).delete()
    Redirect.objects.filter(pk__in=kept["redirects"], target=new).update(target=old)
