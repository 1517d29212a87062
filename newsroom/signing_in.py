"""The desk's door: how often it may be tried, from where, and how long it stays open."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponseBase

from newsroom import policy

BEGAN, SEEN = "began_at", "seen_at"
# How stale the record of the last request may be: a write a minute, not a write a request.
SEEN_EVERY = 60
# One household or server has this many bits of IPv6 to itself: its addresses count as one.
IPV6_PREFIX = 64


class Throttle(AxesDatabaseHandler):
    """Five wrong passwords a minute for one name at one address; twenty for the address."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return super().is_locked(request, credentials) or self._is_busy(request)

    def _is_busy(self, request: HttpRequest) -> bool:
        failures = AccessAttempt.objects.filter(
            ip_address=address_of(request), attempt_time__gt=get_cool_off_threshold(request)
        ).aggregate(sum=Sum("failures_since_start"))["sum"]
        return (failures or 0) >= settings.SIGN_INS_PER_ADDRESS


def address_of(request: HttpRequest) -> str:
    """The client's address: the socket's own, or what the outermost trusted proxy saw.

    Proxies append to X-Forwarded-For; what stands further left is the client's to forge.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.TRUST_PROXY:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
        seen = hops[-min(settings.NUM_PROXIES, len(hops))] or seen
    try:
        address = ipaddress.ip_address(seen)
    except ValueError:
        return "0.0.0.0"  # noqa: S104 – no address to bind to, but one that is nobody's
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False).network_address)


class SessionLimits:
    """Middleware: on the desk a session ends 12 hours after signing in, or 2 idle ones."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if policy.is_desk(request.path_info) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        session, now = request.session, int(time.time())
        idle, age = now - session.get(SEEN, now), now - session.get(BEGAN, now)
        if idle > settings.SESSION_IDLE_SECONDS or age > settings.SESSION_COOKIE_AGE:
            session.flush()
        elif not session.is_empty() and (SEEN not in session or idle >= SEEN_EVERY):
            session.setdefault(BEGAN, now)
            session[SEEN] = now
