"""All a reader can reach, as a map."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, include, path, register_converter

from articles.site import (
    badges,
    changes,
    converters,
    corrections,
    finding,
    former,
    look,
    ninjs,
    notices,
    offline,
    pictures,
    placards,
    sitemaps,
    stated,
    views,
)
from articles.site.api.page import manual
from articles.site.feeds import forms
from articles.site.feeds import views as feeds

register_converter(converters.Year, "yyyy")
register_converter(converters.TwoDigits, "nn")
register_converter(converters.Key, "key")
register_converter(converters.Slug, "word")
register_converter(converters.Instant, "instant")
register_converter(converters.Pixels, "px")


def fed(page: str, view: Callable[..., HttpResponse], name: str = "") -> list[URLPattern]:
    """The feeds of a page, in every form."""
    return [
        path(f"{page}feed/", view, {"form": forms.RSS}, name=f"{name}feed"),
        path(f"{page}feed/atom/", view, {"form": forms.ATOM}, name=f"{name}atom"),
        path(f"{page}feed/json/", view, {"form": forms.JSON}, name=f"{name}json"),
    ]


app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    # one story, and the days it stands among
    path("<yyyy:year>/<nn:month>/<nn:day>/<word:slug>/", views.article, name="article"),
    path(
        "<yyyy:year>/<nn:month>/<nn:day>/<word:slug>/changes/",
        changes.changes,
        name="changes",
    ),
    path(
        "<yyyy:year>/<nn:month>/<nn:day>/<word:slug>/at/<instant:at>/",
        former.former,
        name="former",
    ),
    path("<yyyy:year>/<nn:month>/<nn:day>/", views.day, name="day"),
    path("<yyyy:year>/<nn:month>/", views.month, name="month"),
    path("<yyyy:year>/", views.year, name="year"),
    # lists
    path("section/<word:slug>/", views.section, name="section"),
    path("tag/<word:slug>/", views.tag, name="tag"),
    path("author/<word:slug>/", views.author, name="author"),
    path("corrections/", corrections.corrections, name="corrections"),
    # finding
    path("archive/", finding.archive, name="archive"),
    path("search/", finding.search, name="search"),
    # for machines
    path("feeds/", views.feeds, name="feeds"),
    *fed("", feeds.newest),
    *fed("section/<word:slug>/", feeds.in_section, "section_"),
    *fed("tag/<word:slug>/", feeds.tagged, "tag_"),
    *fed("author/<word:slug>/", feeds.by, "author_"),
    *fed("search/", feeds.searched, "search_"),
    path(
        "<yyyy:year>/<nn:month>/<nn:day>/<word:slug>/ninjs.json",
        ninjs.story,
        name="ninjs",
    ),
    path("api/", manual, name="manual"),
    path("api/v1/", include("articles.site.api.urls")),
    *fed("corrections/", corrections.feed, "corrections_"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap/<yyyy:year>-<nn:month>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemap/news.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", notices.robots, name="robots"),
    path("<slug:key>.txt", notices.indexnow, name="indexnow"),
    path(".well-known/security.txt", notices.security, name="security"),
    # pictures
    path("picture/<slug:key>-<px:width>x<px:height>.webp", pictures.picture, name="picture"),
    path("picture/<slug:key>-<px:width>.webp", pictures.picture, name="small_picture"),
    # the look of it elsewhere
    path("placard/<key:key>-<slug:digest>.png", placards.story, name="placard"),
    path("placard/<slug:digest>.png", placards.wordmark, name="wordmark"),
    *(path(f"{each}.png", badges.icon, {"name": each}, name=each) for each in badges.SIZES),
    path("favicon.ico", badges.favicon, name="favicon"),
    path("favicon.svg", badges.favicon_svg, name="favicon_svg"),
    path("look/<slug:digest>.css", look.look, name="look"),
    path("site.webmanifest", badges.manifest, name="manifest"),
    path("offline/", offline.page, name="offline"),
    path("worker.js", offline.worker, name="worker"),
    # the newspaper's own pages; last, so that they stand in nobody's way
    path("<slug:slug>/", stated.stated, name="page"),
]
