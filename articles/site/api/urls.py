"""The API, as a map. Addresses have no slash at their end."""

from django.urls import path, re_path

from articles.site.api import corrections, names, openapi, views
from articles.site.api.problems import unknown

KEY = "(?P<ident>[0-9]{1,18})"
PATH = r"(?P<path>[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/\0]+)"

urlpatterns = [
    path("", views.newsroom, name="api"),
    re_path(f"^articles/{KEY}$", views.article, name="api_article"),
    re_path(f"^articles/{PATH}$", views.article_at, name="api_article_at"),
    path("articles", views.articles, name="api_articles"),
    path("sections", names.sections, name="api_sections"),
    path("sections/<word:slug>", names.section, name="api_section"),
    path("tags", names.tags, name="api_tags"),
    path("tags/<word:slug>", names.tag, name="api_tag"),
    path("authors", names.authors, name="api_authors"),
    path("authors/<word:slug>", names.author, name="api_author"),
    path("search", views.search, name="api_search"),
    path("corrections", corrections.corrections, name="api_corrections"),
    path("openapi.json", openapi.document, name="openapi"),
    re_path(r"^(?P<rest>.*)$", unknown),
]
