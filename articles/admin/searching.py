"""Searching the desk: every story by its words, however old and whether or not it was printed.

A pattern over every headline of an archive takes seconds, so parts of words are tried on the
stories changed last.
"""

from __future__ import annotations

from django.db.models import Q

from articles import limits, search
from articles.models import Article, Author, Byline
from articles.models.article import ArticleQuerySet
from articles.models.taxonomy import key_of

# Stories changed last, whose headlines and slugs are looked through.
RECENT = 5_000
MOST = 300


def found(articles: ArticleQuerySet, text: str) -> ArticleQuerySet:
    """The articles with these words, wherever they stand; at most some hundreds."""
    text = " ".join(text[: limits.SEARCH_CHARACTERS].split())
    keys = {*_recent(text), *_by(text), *search.articles_with(text, limit=MOST)}
    return articles.filter(pk__in=keys)


def _recent(text: str) -> list[int]:
    newest = Article.objects.order_by("-changed_at", "-pk").values("pk")[:RECENT]
    words = text.split()[: limits.SEARCH_TERMS]
    wanted = Q(slug__icontains=text.replace(" ", "-"))
    in_headline = Q()
    for word in words:
        in_headline &= Q(headline__icontains=word)
    recent = Article.objects.filter(wanted | in_headline, pk__in=newest)
    return list(recent.values_list("pk", flat=True)[:MOST])


def _by(text: str) -> list[int]:
    """By authors whose name begins so."""
    authors = Author.objects.filter(key__startswith=key_of(text)).order_by("key")[:20]
    bylines = Byline.objects.filter(author__in=list(authors)).order_by("-pk")
    return list(bylines.values_list("article_id", flat=True)[:MOST])
