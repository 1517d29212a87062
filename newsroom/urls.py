"""Two doors, the desk and the public site, and a bell for the watchman."""

from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.urls import include, path, reverse_lazy

from newsroom.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    # /admin/welcome/…: a one-time link to choose a password by, from `manage.py start`
    path(
        "admin/welcome/<uidb64>/<token>/",
        PasswordResetConfirmView.as_view(
            post_reset_login=True,
            post_reset_login_backend="django.contrib.auth.backends.ModelBackend",
            success_url=reverse_lazy("admin:index"),
        ),
        name="welcome",
    ),
    path("admin/", admin.site.urls),
    path("", include("articles.site.urls")),
]

handler400 = "django.views.defaults.bad_request"
handler403 = "django.views.defaults.permission_denied"
handler404 = "articles.site.views.not_found"
handler500 = "newsroom.errors.server_error"
