"""What every answer tells the browser."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from django_prose_editor.widgets import importmap

from newsroom import policy


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/admin/login/", "/healthz", "/static/no.css"])
def test_every_answer_carries_the_headers(client, db, path):
    answer = client.get(path)

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "'unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_readers_get_no_inline_script_or_style(client, db):
    answer = client.get("/nowhere/")

    assert "script-src 'self';" in answer["Content-Security-Policy"]
    assert "sha256" not in answer["Content-Security-Policy"]


def test_the_desk_gets_the_editors_import_map_and_nothing_else(client, db):
    script = re.fullmatch(r"<script[^>]*>(.*)</script>", str(importmap), re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    answer = client.get("/admin/login/")

    assert f"script-src 'self' 'sha256-{digest}';" in answer["Content-Security-Policy"]
    assert f"style-src 'self' {policy.EMPTY_STYLE};" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/nowhere/"])
def test_nobody_keeps_a_copy_of_the_desk(client, db, path):
    answer = client.get(path)

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_readers_are_given_no_cookie(client, db):
    assert not client.get("/nowhere/").cookies
