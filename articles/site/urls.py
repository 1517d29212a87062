"""All a reader can reach, as a map."""

from django.urls import path, register_converter

from articles.site import converters, feeds, sitemaps, views

register_converter(converters.Year, "yyyy")
register_converter(converters.TwoDigits, "nn")
register_converter(converters.Slug, "word")

app_name = "site"
urlpatterns = [
    path("", views.front, name="front"),
    # one story, and the days it stands among
    path("<yyyy:year>/<nn:month>/<nn:day>/<word:slug>/", views.article, name="article"),
    path("<yyyy:year>/<nn:month>/<nn:day>/", views.day, name="day"),
    path("<yyyy:year>/<nn:month>/", views.month, name="month"),
    path("<yyyy:year>/", views.year, name="year"),
    # lists
    path("section/<word:slug>/", views.section, name="section"),
    path("tag/<word:slug>/", views.tag, name="tag"),
    path("author/<word:slug>/", views.author, name="author"),
    # finding
    path("archive/", views.archive, name="archive"),
    path("search/", views.search, name="search"),
    # for machines
    path("feed/", feeds.Newest(), name="feed"),
    path("feed/atom/", feeds.NewestAtom(), name="atom"),
    path("section/<word:slug>/feed/", feeds.InSection(), name="section_feed"),
    path("tag/<word:slug>/feed/", feeds.Tagged(), name="tag_feed"),
    path("author/<word:slug>/feed/", feeds.By(), name="author_feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap/<yyyy:year>-<nn:month>.xml", sitemaps.month, name="sitemap_month"),
    path("robots.txt", sitemaps.robots, name="robots"),
]
