"""Problems: what is wrong with a request, as RFC 9457 has it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from articles.site.answers import for_anybody, uncacheable


class Problem(Exception):
    """A request that cannot be answered. `parameters`: name → what is wrong with it."""

    def __init__(
        self, status: int, detail: str, parameters: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.parameters = status, detail, parameters or {}

    def response(self) -> HttpResponse:
        told = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.parameters:
            told["parameters"] = dict(self.parameters)
        return uncacheable(
            for_anybody(
                HttpResponse(
                    json.dumps(told, ensure_ascii=False),
                    status=self.status,
                    content_type="application/problem+json",
                )
            )
        )


NO_SUCH_ADDRESS = "The API has nothing at this address; /api/v1/openapi.json lists what it has."


@csrf_exempt
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Whatever else stands below the API's own address."""
    return Problem(404, NO_SUCH_ADDRESS).response()
