"""Where the newsroom stands: what is installed, who can reach it, whose disk it is on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage
from django.db import connection

from newsroom import filesystems
from newsroom.environment import is_local

LEAST_VERSIONS = {"django": (5, 2, 8), "nh3": (0, 3, 8)}
CODE = ("newsroom", "articles", "templates", "seeds", "tests", ".git")
DEBUG_IN_PUBLIC = "newsroom.E010"


def installation() -> Iterator[CheckMessage]:
    """Versions, silenced checks, and folders inside one another; no database is asked."""
    for package, least in LEAST_VERSIONS.items():
        yield from older(package, version(package), least)
    if settings.SILENCED_SYSTEM_CHECKS:
        yield checks.Error(
            "SILENCED_SYSTEM_CHECKS hides warnings.",
            hint="Empty it, and mend what they say.",
            id="newsroom.E002",
        )
    yield from _folders()


def older(package: str, found: str, least: tuple[int, ...]) -> Iterator[CheckMessage]:
    if tuple(int(part) for part in found.split(".")[:3] if part.isdigit()) < least:
        yield checks.Error(
            f"{package} {found} has known flaws; {'.'.join(map(str, least))} is the least.",
            hint="Run pip install -r requirements.lock.",
            id="newsroom.E001",
        )


def exposure(bind: str) -> Iterator[CheckMessage]:
    """What is right at home alone and wrong in public: an address or a host beyond this machine."""
    public = not (settings.LOCAL and is_local(bind))
    if settings.DEBUG and public:
        yield checks.Error(
            f"DEBUG=1 would show the code to whoever reaches {bind}.",
            hint="Set DEBUG=0, or serve on 127.0.0.1.",
            id=DEBUG_IN_PUBLIC,
        )
    if not is_local(bind) and settings.LOCAL and not settings.ALLOW_HTTP:
        yield checks.Error(
            f"The network can reach {bind}, and ALLOWED_HOSTS names this machine alone.",
            hint="Set ALLOWED_HOSTS=news.example.org, and TRUST_PROXY=1 behind a proxy that"
            " speaks HTTPS; or ALLOW_HTTP=1 for plain HTTP.",
            id="newsroom.E011",
        )
    if public and not settings.ALLOW_ROOT and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield checks.Error(
            "Root would serve the public, and a flaw in the site would be root's.",
            hint="Start it as a user of its own; or set ALLOW_ROOT=1 in a container of its own.",
            id="newsroom.E012",
        )
    if settings.HTTPS and not settings.TRUST_PROXY:
        yield checks.Warning(
            "HTTPS is on and TRUST_PROXY is off.",
            hint="Behind a proxy every page would redirect to itself: set TRUST_PROXY=1 there.",
            id="newsroom.W010",
        )


def disk(bind: str) -> Iterator[CheckMessage]:
    """The folder the data is in: writable, local, and with room."""
    folder = settings.DATA_DIR
    if not os.access(folder, os.W_OK):
        yield checks.Error(
            f"{folder} is not writable.",
            hint="Give it to the user who serves.",
            id="newsroom.E020",
        )
    if connection.vendor == "sqlite":
        place = Path(connection.settings_dict["NAME"]).parent
        public = not (settings.LOCAL and is_local(bind))
        yield from unfit(place, filesystems.current_kind_of(place), public)
    if filesystems.free_bytes(folder) < filesystems.LEAST_FREE:
        yield checks.Warning(
            f"Less than 1 GB is free at {folder}.", hint="Make room.", id="newsroom.W020"
        )


def unfit(folder: Path, kind: str, public: bool) -> Iterator[CheckMessage]:
    """Why SQLite should not live on this kind of file system."""
    if filesystems.NETWORK.fullmatch(kind):
        yield checks.Error(
            f"{folder} is on {kind}, where SQLite's locks do not hold.",
            hint="Set DATA_DIR to a folder on a local disk, or DATABASE_URL to PostgreSQL.",
            id="newsroom.E021",
        )
    if filesystems.LAYERED.fullmatch(kind):
        yield (checks.Error if public else checks.Warning)(
            f"{folder} is in the container's own layer ({kind}) and goes when the container goes.",
            hint="Mount a volume and set DATA_DIR to it.",
            id="newsroom.E022",
        )


def _folders() -> Iterator[CheckMessage]:
    """What is uploaded, served, kept and run must not lie in one another."""
    places = {"STATIC_ROOT": settings.STATIC_ROOT, "MEDIA_ROOT": settings.MEDIA_ROOT}
    contents = places | {
        "The secret key": settings.SECRET_FILE,
        "IMPORT_ROOT": settings.IMPORT_ROOT,
    }
    if connection.vendor == "sqlite":
        contents["The database"] = Path(connection.settings_dict["NAME"])
    homes = places | {f"the code ({name})": settings.BASE_DIR / name for name in CODE}
    for name, content in contents.items():
        for home_name, home in homes.items():
            if name != home_name and content.resolve().is_relative_to(home.resolve()):
                yield checks.Error(
                    f"{name} ({content}) is inside {home_name}.",
                    hint="Move it elsewhere: one would be served, run or overwritten as the other.",
                    id="newsroom.E003",
                )
