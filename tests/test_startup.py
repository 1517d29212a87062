"""The last look before serving: what it refuses, what it only says."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from newsroom import database_state, errors, filesystems, startup, surroundings
from newsroom.databases import configure, journal_asked, wal_is_safe

MOUNTS = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:40 / /srv rw,relatime - nfs4 files:/srv rw,vers=4.2
41 40 0:41 / /srv/my\040data rw - tmpfs tmpfs rw
42 22 0:42 / /var rw,relatime - overlay overlay rw,lowerdir=/a - b
""".strip()


def ids(findings) -> set[str]:
    return {found.id for found in findings}


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/desk", "ext4"),
        ("/srv", "nfs4"),
        ("/srvice", "ext4"),
        ("/srv/x", "nfs4"),
        ("/srv/my data/x", "tmpfs"),
        ("/var/lib/newsroom", "overlay"),
    ],
)
def test_it_tells_which_file_system_a_folder_is_on(folder, kind):
    assert filesystems.kind_of(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "ceph"])
def test_sqlite_over_the_network_is_refused(kind):
    (found,) = surroundings.unfit(Path("/srv"), kind, public=False)

    assert found.is_serious()


def test_a_containers_own_layer_is_refused_in_public_and_told_at_home():
    (public,) = surroundings.unfit(Path("/app"), "overlay", public=True)
    (local,) = surroundings.unfit(Path("/app"), "overlay", public=False)

    assert public.is_serious()
    assert not local.is_serious()
    assert not list(surroundings.unfit(Path("/app"), "ext4", public=True))


@pytest.mark.parametrize(("found", "refused"), [("0.3.7", 1), ("0.3.8", 0), ("0.4", 0), ("1.0", 0)])
def test_versions_with_known_flaws_are_refused(found, refused):
    assert len(list(surroundings.older("nh3", found, (0, 3, 8)))) == refused


@override_settings(SILENCED_SYSTEM_CHECKS=["security.W004"])
def test_silenced_checks_are_refused():
    assert "newsroom.E002" in ids(surroundings.installation())


def test_folders_inside_one_another_are_refused(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    assert "newsroom.E003" in ids(surroundings.installation())

    settings.MEDIA_ROOT = settings.BASE_DIR / "articles" / "media"
    assert "newsroom.E003" in ids(surroundings.installation())


def test_at_home_root_and_plain_http_are_fine(settings):
    settings.LOCAL, settings.HTTPS = True, False

    assert not ids(surroundings.exposure("127.0.0.1"))
    assert not ids(surroundings.exposure("::1"))


def test_an_address_the_network_reaches_needs_a_word(settings):
    settings.LOCAL, settings.HTTPS, settings.ALLOW_HTTP = True, False, False
    assert "newsroom.E011" in ids(surroundings.exposure("0.0.0.0"))

    settings.ALLOW_HTTP = settings.ALLOW_ROOT = True
    assert not ids(surroundings.exposure("0.0.0.0"))


def test_debug_is_refused_in_public_even_though_debug_forgives_the_rest(settings, db):
    settings.LOCAL, settings.DEBUG, settings.ALLOW_HTTP = True, True, True

    with pytest.raises(ImproperlyConfigured, match="Set DEBUG=0"):
        startup.refuse_or_warn("0.0.0.0")


def test_root_serves_no_public(settings, monkeypatch):
    settings.LOCAL, settings.ALLOW_ROOT = False, False
    monkeypatch.setattr("os.geteuid", lambda: 0)

    assert "newsroom.E012" in ids(surroundings.exposure("127.0.0.1"))


def test_unapplied_migrations_are_refused(db):
    MigrationRecorder.Migration.objects.filter(app="articles").first().delete()

    assert "newsroom.E031" in ids(database_state.doubts())


def test_a_database_newer_than_the_code_is_refused(db):
    MigrationRecorder(connection).record_applied("articles", "9999_from_the_future")

    assert "newsroom.E032" in ids(database_state.doubts())


@pytest.mark.parametrize(("name", "refused"), [("admin", True), ("mara", False)])
def test_an_admin_whose_password_everybody_knows_is_refused(db, name, refused):
    User.objects.create_superuser(name, password="password")

    assert ("newsroom.E035" in ids(database_state.doubts())) is refused


def test_a_good_database_gives_no_reason_to_refuse(db):
    serious = {found.id for found in database_state.doubts() if found.is_serious()}

    # The suite's SQLite lives in memory, whose journal is its own.
    assert serious <= {"newsroom.E033"}


def test_the_journal_follows_the_version_of_sqlite(tmp_path):
    assert wal_is_safe((3, 51, 3))
    assert wal_is_safe((3, 44, 6))
    assert not wal_is_safe((3, 40, 1))
    asked = journal_asked(configure("", tmp_path, wal_anyway=False))
    assert asked == ("wal" if wal_is_safe(sqlite3.sqlite_version_info) else "delete")
    assert journal_asked(configure("", tmp_path, wal_anyway=True)) == "wal"


def test_healthz_says_that_all_is_well(db, client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"database": "ok", "migrations": "ok", "disk": "ok"}


def test_healthz_says_what_is_wrong(db, client):
    MigrationRecorder.Migration.objects.filter(app="articles").first().delete()

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json()["migrations"] == "missing"


def test_healthz_answers_without_https_and_to_no_other_method(db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert Client().get("/healthz").status_code == 200
    assert Client().post("/healthz").status_code == 405


@pytest.mark.parametrize(
    ("problem", "status"), [(OperationalError("locked"), 503), (ZeroDivisionError(), 500)]
)
def test_a_database_that_is_away_answers_503_and_a_bug_500(problem, status):
    try:
        raise problem
    except Exception:
        answer = errors.server_error(RequestFactory().get("/"))

    assert answer.status_code == status
    assert ("Retry-After" in answer) is (status == 503)


def test_uploads_to_import_are_never_where_readers_are_served_from(settings, tmp_path):
    settings.MEDIA_ROOT, settings.STATIC_ROOT = tmp_path / "media", tmp_path / "static"
    settings.IMPORT_ROOT = tmp_path / "media" / "imports"

    assert any("IMPORT_ROOT" in found.msg for found in surroundings.installation())
