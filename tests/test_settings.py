"""What settings.py makes of the environment: home is easy, public explicit, nonsense refused."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = {"ALLOWED_HOSTS": "news.example.org", "TRUST_PROXY": "1"}
GOOD_KEY = "k9!vQ2x_7Lm4zR8tW1pY6nB3cJ5hD0fGsAqEuIoTrXwZyMbNvKc"


def settings_with(monkeypatch: pytest.MonkeyPatch, folder: Path, **variables: str) -> Any:
    """The names settings.py defines where the environment holds these variables alone."""
    for name in os.environ:
        monkeypatch.delenv(name)
    for name, value in {"DATA_DIR": str(folder), **variables}.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(ROOT / "newsroom" / "settings.py"))


def problems_with(monkeypatch: pytest.MonkeyPatch, folder: Path, **variables: str) -> list[str]:
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_with(monkeypatch, folder, **variables)
    return str(refusal.value).splitlines()


def test_with_no_environment_at_all_it_works_at_home_over_http(monkeypatch, tmp_path):
    found = settings_with(monkeypatch, tmp_path)

    assert found["LOCAL"]
    assert not found["DEBUG"]
    assert not found["SECURE_SSL_REDIRECT"]
    assert found["SESSION_COOKIE_NAME"] == "session"


def test_a_public_host_turns_https_on_with_all_that_belongs_to_it(monkeypatch, tmp_path):
    found = settings_with(monkeypatch, tmp_path, ALLOWED_HOSTS="news.example.org")

    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_NAME"] == "__Host-csrf"
    assert "SECURE_PROXY_SSL_HEADER" not in found


def test_a_proxy_is_believed_only_when_told_so(monkeypatch, tmp_path):
    found = settings_with(monkeypatch, tmp_path, **PUBLIC)

    assert found["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_plain_http_in_public_must_be_meant(monkeypatch, tmp_path):
    (problem,) = problems_with(monkeypatch, tmp_path, ALLOWED_HOSTS="a.example", HTTPS="0")
    allowed = settings_with(monkeypatch, tmp_path, ALLOWED_HOSTS="a.example", ALLOW_HTTP="1")

    assert "ALLOW_HTTP=1" in problem
    assert not allowed["HTTPS"]


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"DEBUG": "Flase"}, "DEBUG='Flase' is neither true nor false"),
        ({"HOSTS": "many"}, "HOSTS='many' is not a whole number"),
        ({"HOSTS": "0"}, "HOSTS='0' is not a whole number of 1 or more"),
        ({"NUM_PROXIES": "-1"}, "NUM_PROXIES='-1'"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT='xml' is none of plain, json"),
        ({"TIME_ZONE": "Mars/Olympus"}, "TIME_ZONE='Mars/Olympus' is no time zone"),
        ({"TIME_ZONE": "/etc/passwd"}, "is no time zone"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is empty"),
        ({"ALLOWED_HOSTS": "*"}, "answers to any name"),
        ({"ALLOWED_HOSTS": "https://news.example.org"}, "is no host name"),
        ({"ALLOWED_HOSTS": "news.example.org:443"}, "is no host name"),
        ({"CSRF_TRUSTED_ORIGINS": "news.example.org"}, "is no origin"),
        ({"DEBUG": "1", "ALLOWED_HOSTS": "news.example.org"}, "set DEBUG=0"),
        ({"SECRET_KEY": "short"}, "has 5 characters"),
        ({"SECRET_KEY": "ab" * 30}, "2 different characters"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "example from a manual"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgres://"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "sqlite://:memory:"}, "lost at the end"),
        ({"HOSTS": "2", "SECRET_KEY": GOOD_KEY}, "the database is SQLite"),
        ({"HOSTS": "2", "DATABASE_URL": "postgres://u@h/n"}, "SECRET_KEY is missing"),
        ({"DATA_DIR": "/dev/null/data"}, "cannot be used"),
    ],
)
def test_nonsense_is_refused_in_one_line(monkeypatch, tmp_path, variables, words):
    (problem,) = problems_with(monkeypatch, tmp_path, **variables)

    assert words in problem


def test_every_problem_is_told_at_once(monkeypatch, tmp_path):
    problems = problems_with(monkeypatch, tmp_path, DEBUG="Flase", HOSTS="x", TIME_ZONE="y")

    assert len(problems) == 3


def test_a_database_password_is_never_repeated(monkeypatch, tmp_path):
    url = "postgres://desk:hunter2/x@db:port/news"

    assert "hunter2" not in "".join(problems_with(monkeypatch, tmp_path, DATABASE_URL=url))


def test_the_secret_key_is_made_once_and_kept_from_others(monkeypatch, tmp_path):
    first = settings_with(monkeypatch, tmp_path)["SECRET_KEY"]
    again = settings_with(monkeypatch, tmp_path)["SECRET_KEY"]

    assert first == again
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_secret_key_others_can_read_is_refused(monkeypatch, tmp_path):
    settings_with(monkeypatch, tmp_path)
    (tmp_path / "secret-key").chmod(0o644)

    (problem,) = problems_with(monkeypatch, tmp_path)

    assert "can be read by others" in problem


def test_an_empty_secret_key_file_is_refused(monkeypatch, tmp_path):
    (tmp_path / "secret-key").touch(mode=0o600)

    (problem,) = problems_with(monkeypatch, tmp_path)

    assert "is empty: delete it" in problem


def python(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Python in a process of its own, with these variables and none of the suite's."""
    path = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=path | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.processes
def test_the_command_line_refuses_in_plain_lines_with_code_1(tmp_path):
    done = python(tmp_path, "manage.py", "check", DEBUG="Flase", HOSTS="x")

    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 2
    assert "Traceback" not in done.stderr


@pytest.mark.processes
def test_the_deployment_check_has_nothing_to_say_of_the_documented_environment(tmp_path):
    done = python(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **PUBLIC)

    assert done.returncode == 0, done.stderr


@pytest.mark.processes
@pytest.mark.parametrize(
    ("variables", "arguments", "words"),
    [
        ({}, ["--host", "0.0.0.0"], "ALLOWED_HOSTS names this machine alone"),
        ({"DEBUG": "1"}, ["--host", "0.0.0.0"], "DEBUG=1 would show the code"),
        ({"MEDIA_ROOT": str(ROOT / "articles" / "media")}, [], "is inside the code"),
    ],
)
def test_start_refuses_what_is_unsafe_before_it_makes_anything(
    tmp_path, variables, arguments, words
):
    done = python(tmp_path, "manage.py", "start", *arguments, **variables)

    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.processes
def test_no_server_starts_on_a_database_that_lacks_migrations(tmp_path):
    done = python(tmp_path, "-c", "import newsroom.wsgi")

    assert done.returncode == 1
    assert "Run manage.py migrate." in done.stderr


@pytest.mark.processes
def test_the_developers_server_is_not_for_strangers(tmp_path):
    done = python(tmp_path, "manage.py", "runserver", "0.0.0.0:0", "--noreload", DEBUG="1")

    assert done.returncode == 1
    assert "Set DEBUG=0" in done.stderr


def test_what_a_newsroom_states_of_itself_is_read(monkeypatch, tmp_path):
    found = settings_with(
        monkeypatch,
        tmp_path,
        SECURITY_CONTACT="mailto:security@example.org",
        TAG_AUTHORITY="example.org,2019",
        POLICIES="ethicsPolicy=https://example.org/ethics, masthead=https://example.org/people",
    )

    assert found["POLICIES"]["masthead"] == "https://example.org/people"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECURITY_CONTACT", "security@example.org"),
        ("WEBSUB_HUB", "hub"),
        ("TAG_AUTHORITY", "example.org"),
        ("POLICIES", "ethics=https://example.org/ethics"),
        ("POLICIES", "ethicsPolicy"),
    ],
)
def test_what_it_states_must_make_sense(monkeypatch, tmp_path, name, value):
    (problem,) = problems_with(monkeypatch, tmp_path, **{name: value})

    assert problem.startswith(f"{name} cannot be read")


def test_folders_to_import_from_are_named_in_full(monkeypatch, tmp_path):
    found = settings_with(monkeypatch, tmp_path, IMPORT_FOLDERS="/srv/wire, /srv/post")
    [wrong] = problems_with(monkeypatch, tmp_path, IMPORT_FOLDERS="wire,/srv/wire")

    assert found["IMPORT_FOLDERS"] == ["/srv/wire", "/srv/post"]
    assert "whole path" in wrong
