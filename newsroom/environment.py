"""Settings read from the environment: one typed reader a kind, and nonsense stops the start.

Problems are gathered, not raised one by one, so that one try shows all of them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)
ORIGIN = re.compile(r"https?://[\w.*-]+(:\d+)?", re.IGNORECASE)
LOCAL = re.compile(r"localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?", re.IGNORECASE)

Parsed = TypeVar("Parsed")


class Environment:
    """The environment's variables, read with a memory for what was wrong."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.problems: list[str] = []

    def text(self, name: str, default: str = "") -> str:
        return self.variables.get(name, default).strip()

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or False; any other word is a problem, so that DEBUG=Flase means nothing."""
        value = self.text(name, str(default))
        if value.lower() in TRUE | FALSE:
            return value.lower() in TRUE
        self.problems.append(f"{name}={value!r} is neither true nor false: write 1 or 0.")
        return default

    def number(self, name: str, default: int, *, least: int = 1) -> int:
        value = self.text(name, str(default))
        if re.fullmatch(r"[0-9]{1,9}", value) and int(value) >= least:
            return int(value)
        self.problems.append(f"{name}={value!r} is not a whole number of {least} or more.")
        return default

    def choice(self, name: str, *choices: str) -> str:
        """One of the words, the first where none is given."""
        value = self.text(name, choices[0]).lower()
        self.refuse_if(value not in choices, f"{name}={value!r} is none of {', '.join(choices)}.")
        return value

    def words(self, name: str, default: str = "") -> list[str]:
        """A comma-separated list, blanks dropped."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def hosts(self, name: str, default: str) -> list[str]:
        """Host names alone: an address with https:// or a port would never match a request."""
        hosts = self.words(name, default)
        self.refuse_if(
            not hosts, f"{name} is empty: name the site's host, such as {name}=news.example.org."
        )
        for host in hosts:
            self.refuse_if(
                host == "*", f"{name}=* answers to any name, a forged one too: name the site's own."
            )
            self.refuse_if(
                host != "*" and not HOST.fullmatch(host),
                f"{name}: {host!r} is no host name: leave out https://, the port and the path.",
            )
        return hosts

    def origins(self, name: str) -> list[str]:
        origins = self.words(name)
        for origin in origins:
            self.refuse_if(
                not ORIGIN.fullmatch(origin),
                f"{name}: {origin!r} is no origin: write it as https://news.example.org.",
            )
        return origins

    def folders(self, name: str) -> list[str]:
        """Absolute paths of folders; one may be on a disk that is not there just now."""
        folders = self.words(name)
        for folder in folders:
            self.refuse_if(
                not os.path.isabs(folder),
                f"{name}: {folder!r} could be anywhere: write its whole path, from /.",
            )
        return folders

    def time_zone(self, name: str, default: str) -> str:
        zone = self.text(name, default)
        try:
            return str(ZoneInfo(zone))
        except (ValueError, LookupError, OSError):
            self.problems.append(f"{name}={zone!r} is no time zone: write it as Europe/London.")
            return default

    def parsed(self, name: str, parse: Callable[[str], Parsed], default: str = "") -> Parsed:
        """What `parse` makes of the text; its ValueError is the problem, told without the value."""
        try:
            return parse(self.text(name, default))
        except ValueError as error:
            self.problems.append(f"{name} cannot be read: {error}")
            return parse(default)

    def refuse_if(self, wrong: bool, problem: str) -> None:
        """Remember a problem: one line, what is wrong and what to do."""
        if wrong:
            self.problems.append(problem)

    def stop_at_problems(self) -> None:
        """Raise ImproperlyConfigured with every problem, a line each, if there is any."""
        if self.problems:
            raise ImproperlyConfigured("\n".join(dict.fromkeys(self.problems)))


def is_local(host: str) -> bool:
    """Whether only this machine can mean itself by the name or address."""
    return LOCAL.fullmatch(host) is not None
