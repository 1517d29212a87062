"""The project as an app: its checks, for `manage.py check`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register
from django.db.backends.signals import connection_created

from newsroom import bell, surroundings


class NewsroomConfig(AppConfig):
    """The project around the one app."""

    name = "newsroom"

    def ready(self) -> None:
        register(check_installation)
        connection_created.connect(bell.listen, dispatch_uid="newsroom.bell")


def check_installation(**kwargs: Any) -> list[CheckMessage]:
    return list(surroundings.installation())
