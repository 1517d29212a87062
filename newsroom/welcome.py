"""The first way in: a link that works once, where somebody chooses a password and is signed in."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import auditing
from articles.models import Verb


class Welcome(PasswordResetConfirmView):
    """Django's page for a forgotten password, in the desk's clothes."""

    template_name = "admin/welcome.html"
    title = _("Choose a password")
    success_url = reverse_lazy("admin:index")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            detail = gettext("Chose a first password.")
            auditing.record(Verb.CHANGED, form.user, by=form.user, detail=detail)
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs)}


def link_for(user: User) -> str:
    """A path that is good for a day (PASSWORD_RESET_TIMEOUT), and until it has been used."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("welcome", args=[key, default_token_generator.make_token(user)])
