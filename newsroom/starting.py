"""What `manage.py start` does before it serves; done again, it changes nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from articles.roles import ADMINISTRATOR


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


def first_editor() -> User | None:
    """Who may do everything: made if there is nobody at all, without a password by default.

    Raises ValidationError where EDITOR_PASSWORD is a weak one.
    """
    if not User.objects.exists():
        _make_editor()
    return User.objects.filter(is_superuser=True).order_by("pk").first()


def _make_editor() -> None:
    user = User(username=settings.EDITOR_NAME, is_staff=True, is_superuser=True)
    user.full_clean(exclude=["password"])
    if settings.EDITOR_PASSWORD:
        validate_password(settings.EDITOR_PASSWORD, user)
    user.set_password(settings.EDITOR_PASSWORD or None)
    user.save()
    user.groups.set(Group.objects.filter(name=ADMINISTRATOR))


def site_address(host: str, port: int) -> str:
    """Where a browser finds the site: its public name, or this machine and the port."""
    if not settings.LOCAL:
        return f"{'https' if settings.HTTPS else 'http'}://{settings.ALLOWED_HOSTS[0].lstrip('.')}"
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 – compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
