"""The site in one process of granian, and in the same process the constant view.

Who says `X-Fresh` is given a page that was not kept for anybody, though the stand is at work.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from newsroom import serving

# What `startproject` writes.
DEFAULT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def application() -> Callable[[dict[str, Any], Any], Iterable[bytes]]:
    site = serving.application()
    fresh = type(site)(site.press, 0)
    with override_settings(MIDDLEWARE=DEFAULT_MIDDLEWARE):
        constant = WSGIHandler()

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/constant/":
            return constant(environ, start_response)
        return (fresh if "HTTP_X_FRESH" in environ else site)(environ, start_response)

    return serve


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
    Granian(
        "tests.benchmarks.server:application",
        factory=True,
        interface=Interfaces.WSGI,
        port=int(sys.argv[1]),
        workers=1,
        blocking_threads=serving.THREADS,
        log_level=LogLevels.warning,
    ).serve()
