"""Clearing: is this story clear for publication, as this house has it?"""

from __future__ import annotations

from articles.documents import Document
from articles.models.article import Article
from articles.models.comment import Comment
from articles.models.requirement import Requirement
from articles.models.resemblance import Resemblance
from articles.requirements import Beside, Checklist, Issue, checklist

MOST = 20
"""Stories alike, or comments, that are counted, and no further."""


def standing(article: Article, document: Document) -> Checklist:
    """What is kept and what is lacking; a fixed number of queries."""
    return checklist(document, _beside(article), Requirement.objects.in_force())


def obstacles(article: Article, document: Document) -> list[Issue]:
    """What keeps this document of the article from readers."""
    return [issue for issue in standing(article, document).issues if issue.blocks]


def _beside(article: Article) -> Beside:
    if not article.pk:
        return Beside()
    undecided = Resemblance.objects.of(article.pk).undecided()
    unresolved = Comment.objects.of(article.pk).open()
    return Beside(undecided[:MOST].count(), unresolved[:MOST].count())
