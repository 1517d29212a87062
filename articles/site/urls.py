"""All a reader can reach, as a map."""

from django.urls.resolvers import URLPattern

app_name = "site"
urlpatterns: list[URLPattern] = []
