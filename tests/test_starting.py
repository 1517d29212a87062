"""What `manage.py start` does before it serves, step by step."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles import demonstration
from articles.admin.states import State, standings
from articles.models import Article, Edition
from newsroom import starting, welcome

GOOD_PASSWORD = "nine-bells-at-low-water"


def test_the_first_editor_is_made_once_and_may_do_everything(db, settings):
    settings.EDITOR_NAME = "mara"

    first, again = starting.first_editor(), starting.first_editor()

    assert first == again == User.objects.get(username="mara", is_superuser=True)
    assert not first.has_usable_password()


def test_where_others_work_already_no_editor_is_made_up(db):
    User.objects.create_user("wren", password=GOOD_PASSWORD)

    assert starting.first_editor() is None
    assert User.objects.count() == 1


def test_a_password_can_be_given_from_outside(db, settings):
    settings.EDITOR_PASSWORD = GOOD_PASSWORD

    assert starting.first_editor().check_password(GOOD_PASSWORD)


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_a_weak_password_is_refused(db, settings, password):
    settings.EDITOR_PASSWORD = password

    with pytest.raises(ValidationError):
        starting.first_editor()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("hosts", "https", "host", "address"),
    [
        (["127.0.0.1"], False, "127.0.0.1", "http://127.0.0.1:8000"),
        (["localhost"], False, "0.0.0.0", "http://127.0.0.1:8000"),
        (["[::1]"], False, "::1", "http://[::1]:8000"),
        (["news.example.org"], True, "127.0.0.1", "https://news.example.org"),
        ([".example.org"], False, "0.0.0.0", "http://example.org"),
    ],
)
def test_the_address_is_the_one_a_browser_needs(settings, hosts, https, host, address):
    settings.LOCAL = hosts[0] in {"127.0.0.1", "localhost", "[::1]"}
    settings.ALLOWED_HOSTS, settings.HTTPS = hosts, https

    assert starting.site_address(host, 8000) == address


def test_the_demonstration_leaves_something_in_each_queue(db, settings):
    editor = User.objects.create_superuser("mara")

    demonstration.fill(settings.BASE_DIR / "seeds", editor)

    found = {standing.state for standing in standings(Article.objects.all()).values()}
    assert found >= set(State) - {State.SPIKED}
    assert Article.objects.needing_a_headline().exists()
    assert Edition.objects.count() >= 24
    assert editor.assignments.exists()


def test_without_seeds_the_demonstration_is_empty(db, tmp_path):
    demonstration.fill(tmp_path, None)

    assert not Article.objects.exists()


def test_the_link_is_dead_once_it_has_been_used(db, client):
    editor = User.objects.create_superuser("mara")
    link = welcome.link_for(editor)
    assert "Choose a password" in client.get(link, follow=True).content.decode()

    editor.set_password(GOOD_PASSWORD)
    editor.save()

    assert "has been used" in client.get(link, follow=True).content.decode()


def test_a_weak_choice_is_refused_with_a_reason(db, client):
    link = welcome.link_for(User.objects.create_superuser("mara"))
    form = client.get(link).url

    page = client.post(form, {"new_password1": "short", "new_password2": "short"})

    assert "at least 12 characters" in page.content.decode()
