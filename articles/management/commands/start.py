"""`manage.py start`: from nothing to a running newsroom; run again, it keeps everything."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import demonstration
from articles.models import Article
from articles.site.imprint import imprint
from newsroom import attending, database_state, serving, starting, startup, welcome


class Command(BaseCommand):
    help = "Prepare everything that is not ready yet, then serve the site and the desk."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1))
        parser.add_argument("--empty", action="store_true", help="bring no stories along")

    def handle(self, *, host: str, port: int, workers: int, empty: bool, **options: Any) -> None:
        try:
            startup.refuse_or_warn(host, ignoring={database_state.LACKS_MIGRATIONS})
            if serving.is_taken(host, port):
                raise CommandError(f"Port {port} is taken: stop what runs there, or add --port.")
            editor = self._prepare(empty)
            self._welcome(starting.site_address(host, port), editor)
        except (ImproperlyConfigured, ValidationError) as error:
            raise CommandError("\n".join(getattr(error, "messages", [str(error)]))) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped before it was ready; start again.") from None
        with attending.attended():
            serving.serve(host, port, workers)

    def _prepare(self, empty: bool) -> User | None:
        self._say("Preparing the database and the static files …")
        starting.prepare_database()
        starting.prepare_static_files()
        editor = starting.first_editor()
        if not empty and not Article.objects.exists():
            self._say("Bringing in the first stories …")
            demonstration.fill(settings.BASE_DIR / "seeds", editor)
        return editor

    def _welcome(self, address: str, editor: User | None) -> None:
        self._say(f"\n{imprint().name} is at {address}/\nThe desk is at {address}/admin/")
        if editor and not editor.has_usable_password():
            self._say(
                f"\nThe first editor is “{editor}”. Choose a password here, within a day;"
                f" the link works once:\n{address}{welcome.link_for(editor)}"
            )
        self._say("\nPress Ctrl+C to stop.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
