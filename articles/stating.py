"""Stating: the only door through which a page of the newspaper's own changes its words."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models.page import Page, PageVersion
from articles.models.revision import name_of


@transaction.atomic
def state(page: Page, *, by: User | None) -> None:
    """Save the page, and keep what it says now among its versions."""
    page.save()
    PageVersion(
        page=page,
        title=page.title,
        body=page.body,
        is_live=page.is_live,
        at=timezone.now(),
        by=by,
        by_name=name_of(by),
    ).save(force_insert=True)
