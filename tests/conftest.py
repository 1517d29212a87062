"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.db import connection
from django.db.models import Q
from django.db.models.signals import post_migrate
from hypothesis import settings

from articles import triggers
from tests import world

# A glance at each property here, a long look in .ci/run.
settings.register_profile("glance", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "glance"))

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def corpus() -> Path:
    """Real files by other people, where they are at hand."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the corpus is not here")
    return SHARED / "corpus"


@pytest.fixture
def user_seed() -> Path:
    """The newsroom's own first seed, where it is at hand."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("the seed is not here")
    return found[0]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The roles that migrations make are there again after a flush."""
    with django_db_blocker.unblock():
        roles = {
            group.name: list(group.permissions.values_list("content_type__model", "codename"))
            for group in Group.objects.all()
        }

    def restore(**kwargs: Any) -> None:
        for name, rights in roles.items():
            group, _ = Group.objects.get_or_create(name=name)
            held = [Q(content_type__model=model, codename=codename) for model, codename in rights]
            group.permissions.set(Permission.objects.filter(reduce(or_, held)))

    post_migrate.connect(restore, sender=apps.get_app_config("articles"), weak=False)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database whose transactions really commit, for threads, browsers and other processes.

    Emptying it afterwards is what the triggers forbid, so they are lifted for that;
    the flush puts them back.
    """
    yield
    triggers.remove()


@pytest.fixture
def writer(db: None) -> User:
    return world.make_writer()


@pytest.fixture
def publisher(db: None) -> User:
    return world.make_publisher()


@pytest.fixture
def vendor(db: None) -> str:
    """sqlite or postgresql."""
    return connection.vendor
