"""The desk's door: throttled by name and by address, closed again in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.utils import timezone

from newsroom.signing_in import address_of

PASSWORD = "a-long-enough-password"


@pytest.fixture
def mara(db, settings) -> User:
    settings.AXES_ENABLED = True
    return User.objects.create_superuser("mara", password=PASSWORD)


def sign_in(client: Client, name: str = "mara", password: str = "wrong", **headers: str) -> int:
    return client.post(
        "/admin/login/", {"username": name, "password": password}, headers=headers
    ).status_code


def test_the_fifth_wrong_password_closes_the_door_for_a_minute(client, mara):
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        answers = [sign_in(client) for _ in range(6)]
        locked = sign_in(client, password=PASSWORD)
    with time_machine.travel(start + timedelta(seconds=61), tick=False):
        opened = sign_in(client, password=PASSWORD)

    assert answers == [200, 200, 200, 200, 429, 429]
    assert locked == 429
    assert opened == 302


def test_a_forged_address_does_not_open_it(client, mara):
    answers = [sign_in(client, **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(6)]

    assert answers[-1] == 429


def test_many_names_from_one_address_are_throttled_too(client, mara, settings):
    settings.SIGN_INS_PER_ADDRESS = 6
    answers = [sign_in(client, name=f"guess{n}") for n in range(8)]

    assert answers == [200, 200, 200, 200, 200, 200, 429, 429]


def test_the_page_that_says_so_is_civil(client, mara):
    for _ in range(5):
        answer = client.post("/admin/login/", {"username": "mara", "password": "wrong"})

    assert "Wait a minute" in answer.content.decode()


@pytest.mark.parametrize(
    ("trusted", "proxies", "forwarded", "address"),
    [
        (False, 1, "203.0.113.9", "192.0.2.1"),
        (True, 1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (True, 2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (True, 5, "203.0.113.9", "203.0.113.9"),
        (True, 1, "", "192.0.2.1"),
        (True, 1, "rubbish\r\n", "0.0.0.0"),
        (True, 1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_the_address_is_the_one_nobody_can_forge(settings, trusted, proxies, forwarded, address):
    settings.TRUST_PROXY, settings.NUM_PROXIES = trusted, proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded})
    request.META["REMOTE_ADDR"] = "192.0.2.1"

    assert address_of(request) == address


def test_two_idle_hours_end_a_session(client, mara):
    start = timezone.now()
    client.force_login(mara)
    with time_machine.travel(start, tick=False):
        assert client.get("/admin/").status_code == 200
    with time_machine.travel(start + timedelta(hours=1, minutes=59), tick=False):
        assert client.get("/admin/").status_code == 200
    with time_machine.travel(start + timedelta(hours=4), tick=False):
        assert client.get("/admin/").status_code == 302


def test_twelve_hours_end_a_busy_one(client, mara):
    start = timezone.now()
    client.force_login(mara)
    answers = []
    for hour in range(14):
        with time_machine.travel(start + timedelta(hours=hour), tick=False):
            answers.append(client.get("/admin/").status_code)

    assert answers[:12] == [200] * 12
    assert answers[13] == 302


def test_a_session_is_written_once_a_minute_not_at_each_request(
    client, mara, django_assert_num_queries
):
    client.force_login(mara)
    client.get("/admin/")
    with django_assert_num_queries(3):  # the session, the user, and what the newspaper is called
        client.get("/admin/password_change/")
