"""Two doors, the desk and the public site, and a bell for the watchman."""

from django.contrib import admin
from django.urls import include, path

from articles.admin.sharing import shared
from newsroom.health import healthz
from newsroom.welcome import Welcome

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("admin/welcome/<uidb64>/<token>/", Welcome.as_view(), name="welcome"),
    path("admin/", admin.site.urls),
    path("preview/<str:token>/", shared, name="preview"),
    path("", include("articles.site.urls")),
]

handler400 = "django.views.defaults.bad_request"
handler403 = "django.views.defaults.permission_denied"
handler404 = "articles.site.views.not_found"
handler500 = "newsroom.errors.server_error"
