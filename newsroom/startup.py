"""The last look before serving: what is unsafe stops the start, what is doubtful is said.

settings.py has refused what the environment alone shows. Here the machine, the files and
the database are asked: before every worker (wsgi.py), and by `manage.py start` before it
serves. `manage.py check` asks what needs no database (apps.py).
"""

from __future__ import annotations

import logging
from collections.abc import Container, Iterator

from django.conf import settings
from django.core.checks import ERROR, CheckMessage
from django.core.exceptions import ImproperlyConfigured

from newsroom import database_state, surroundings

logger = logging.getLogger("newsroom.startup")


def refuse_or_warn(bind: str = "127.0.0.1", *, ignoring: Container[str | None] = ()) -> None:
    """Log every doubt; raise ImproperlyConfigured with every reason not to serve, a line each.

    With DEBUG on, which is for this machine alone, most reasons are mere doubts. `ignoring`
    names findings that the caller is about to mend.
    """
    messages = [found for found in findings(bind) if found.id not in ignoring]
    reasons = [found for found in messages if found.level >= ERROR and _matters(found)]
    for found in messages:
        if found not in reasons:
            logger.warning("%s %s", found.msg, found.hint)
    if reasons:
        raise ImproperlyConfigured("\n".join(f"{found.msg} {found.hint}" for found in reasons))


def findings(bind: str) -> Iterator[CheckMessage]:
    """Everything there is to say, errors to refuse and warnings to tell."""
    yield from surroundings.installation()
    yield from surroundings.exposure(bind)
    yield from surroundings.disk(bind)
    yield from database_state.doubts()


def _matters(found: CheckMessage) -> bool:
    return not settings.DEBUG or found.id == surroundings.DEBUG_IN_PUBLIC
