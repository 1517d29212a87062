"""The import room of the desk: runs listed, looked through, steered, settled, undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import ImportRun
from articles.models.importing import RunState

pytestmark = pytest.mark.django_db

RUNS = "/admin/articles/importrun/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a-long-enough-password"))
    return client


def make_run(**fields: Any) -> ImportRun:
    now = timezone.now()
    defaults = {"source": "seeds", "started_at": now, "heartbeat_at": now}
    return ImportRun.objects.create(**defaults | fields)


def test_a_room_without_imports_invites_the_first(chief: Client) -> None:
    assert "Nothing has been imported yet" in chief.get(RUNS).text


def test_runs_are_listed_newest_first_and_their_pages_turn(chief: Client) -> None:
    for number in range(52):
        make_run(source=f"wire {number}", counts={"created": number, "held": 0})

    first = chief.get(RUNS).text
    oldest = ImportRun.objects.order_by("pk")[2].pk
    second = chief.get(f"{RUNS}?before={oldest}").text

    assert first.index("wire 51") < first.index("wire 50")
    assert "51 created" in first
    assert f"before={oldest}" in first
    assert "wire 1<" in second
    assert "wire 2<" not in second


def test_runs_are_narrowed_to_a_state(chief: Client) -> None:
    make_run(source="wanted", state=RunState.FAILED)
    make_run(source="other", state=RunState.DONE)

    text = chief.get(f"{RUNS}?state=failed").text

    assert "wanted" in text
    assert "other" not in text
    assert "No import is in that state" in chief.get(f"{RUNS}?state=paused").text
