"""Filing: the tags and bylines of an article, each in its place."""

from __future__ import annotations

from typing import Any

from django.db import models

from articles.models.taxonomy import Author, Tag


class ArticleTag(models.Model):
    """A tag on an article, in its place."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="article_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="article_tags")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "tag"], name="a_tag_once_an_article"),
        ]

    def __str__(self) -> str:
        return str(self.tag)


class Byline(models.Model):
    """An author on an article, in the order readers see."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "author"], name="an_author_once_an_article"),
        ]

    def __str__(self) -> str:
        return str(self.author)


def replace_links(links: Any, name: str, terms: list[Any]) -> None:
    """Write the through rows anew where they differ; nothing where they do not."""
    if list(links.values_list(name, flat=True)) == [term.pk for term in terms]:
        return
    links.all().delete()
    links.bulk_create(
        links.model(**{links.field.name: links.instance, name: term, "position": position})
        for position, term in enumerate(terms)
    )
