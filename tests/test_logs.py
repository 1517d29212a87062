"""The log: one line an event, whatever anybody sends."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from newsroom import logs

FORGED = "q\r\n2026-11-22 CRITICAL all is lost\x1b[31m\u2028end"


def record(message: str, error: BaseException | None = None) -> logging.LogRecord:
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("newsroom", logging.INFO, "", 0, "%s", (message,), trace)


@pytest.mark.parametrize("formatter", [logs.Plain(), logs.Json()])
def test_no_input_forges_a_line(formatter):
    line = formatter.format(record(FORGED))

    assert len(line.splitlines()) == 1
    assert "\x1b" not in line


def test_a_traceback_is_set_off_so_that_it_forges_none_either():
    try:
        raise ValueError(FORGED)
    except ValueError as error:
        first, *rest = logs.Plain().format(record("broken", error)).splitlines()

    assert first.endswith("broken")
    assert all(line.startswith("  | ") for line in rest)


def test_json_lines_can_be_read_back():
    try:
        raise ValueError(FORGED)
    except ValueError:
        event = json.loads(logs.Json().format(record("broken", sys.exception())))

    assert event["message"] == "broken"
    assert event["level"] == "info"
    assert "ValueError" in event["traceback"]


def test_an_answer_names_the_request_the_log_names(client, db, caplog):
    caplog.handler.setFormatter(logs.Plain())
    answer = client.get("/nowhere/")

    assert f"[{answer['X-Request-ID']}] Not Found: /nowhere/" in caplog.text


def test_only_a_trusted_proxy_may_name_the_request(client, db, settings):
    name = {"X-Request-ID": "proxy-0001"}
    assert client.get("/healthz", headers=name)["X-Request-ID"] != "proxy-0001"

    settings.TRUST_PROXY = True
    assert client.get("/healthz", headers=name)["X-Request-ID"] == "proxy-0001"
    forged = client.get("/healthz", headers={"X-Request-ID": "a b\tc"})
    assert " " not in forged["X-Request-ID"]


def test_neither_queries_nor_passwords_are_logged(client, db, caplog):
    caplog.set_level(logging.DEBUG)
    client.post("/admin/login/?token=tell-nobody", {"username": "m", "password": "tell-nobody"})
    client.get("/nowhere/?token=tell-nobody", headers={"Cookie": "session=tell-nobody"})

    assert "tell-nobody" not in caplog.text
