"""What `manage.py start` does before it serves; done again, it changes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


def prepare_database() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def prepare_static_files() -> None:
    """Collect, hash and compress them, if any has changed since that was last done."""
    stamp, current = settings.STATIC_ROOT / ".collected", _fingerprint()
    if stamp.is_file() and stamp.read_text() == current:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(current)


def _fingerprint() -> str:
    """A digest over the path, size and age of every static file there is."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\t{facts.st_size}\t{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class FirstEditor:
    """Somebody who may do everything; `link` is a path where a password is chosen, once."""

    user: User
    link: str


def first_editor() -> FirstEditor | None:
    """Who can let others in: made if there is nobody; None once there is a password.

    With EDITOR_PASSWORD set there is no link. Raises ValidationError for a weak one.
    """
    if not User.objects.exists():
        _make_editor()
    user = User.objects.filter(is_superuser=True).order_by("pk").first()
    if user is None or user.has_usable_password():
        return None
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return FirstEditor(user, reverse("welcome", args=[key, token]))


def _make_editor() -> None:
    user = User(username=settings.EDITOR_NAME, is_staff=True, is_superuser=True)
    user.full_clean(exclude=["password"])
    if settings.EDITOR_PASSWORD:
        validate_password(settings.EDITOR_PASSWORD, user)
    user.set_password(settings.EDITOR_PASSWORD or None)
    user.save()


def site_address(host: str, port: int) -> str:
    """Where a browser finds the site: its public name, or this machine and the port."""
    if not settings.LOCAL:
        return f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 – compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
