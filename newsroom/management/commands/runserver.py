"""`manage.py runserver`, the developer's server: never for strangers."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from whitenoise.runserver_nostatic.management.commands.runserver import Command as Runserver

from newsroom import surroundings


class Command(Runserver):
    def run(self, **options: Any) -> None:
        """Refuse the addresses that `start` would refuse."""
        reasons = [found for found in surroundings.exposure(self.addr) if found.is_serious()]
        if reasons:
            raise CommandError("\n".join(f"{found.msg} {found.hint}" for found in reasons))
        super().run(**options)
