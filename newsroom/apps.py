"""The project as an app: its checks, for `manage.py check`."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, register

from newsroom import surroundings


class NewsroomConfig(AppConfig):
    """The project around the one app."""

    name = "newsroom"

    def ready(self) -> None:
        register(check_installation)


def check_installation(**kwargs: Any) -> list[CheckMessage]:
    return list(surroundings.installation())
