"""/healthz: what a load balancer and a watchman ask. It tells no secret."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from newsroom import database_state, filesystems

LEAST_FREE = 200_000_000


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 and each part "ok", or 503 and what is wrong with which part."""
    parts = {"database": "ok", "migrations": "ok", "disk": "ok"}
    try:
        missing, _unknown = database_state.missing_and_unknown()
        parts["migrations"] = "missing" if missing else "ok"
    except DatabaseError:
        parts |= {"database": "no answer", "migrations": "not known"}
    if filesystems.free_bytes(settings.DATA_DIR) < LEAST_FREE:
        parts["disk"] = "nearly full"
    well = set(parts.values()) == {"ok"}
    return JsonResponse(parts, status=200 if well else 503, headers={"Cache-Control": "no-store"})
