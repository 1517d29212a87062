"""One small named world: who works here, and how a story comes about in a test."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group, Permission, User

from articles import publishing, revising
from articles.documents import Document
from articles.models import Article, Edition

LEDE = "The last ferry of the season left Tollhouse Quay on Sunday with eleven people aboard."
BODY = (
    f"<p>{LEDE}</p><h2>A Quiet Crossing</h2>"
    "<p>“Nobody waved,” said the harbour master, who has counted every sailing since 1988.</p>"
)


def make_document(**fields: Any) -> Document:
    """A story ready to publish, but for the fields given."""
    defaults: dict[str, Any] = {
        "headline": "Last ferry leaves the quay",
        "dek": "Eleven people made the final crossing.",
        "body": BODY,
        "bylines": ("Mara Quill",),
        "section": "Harbour",
        "tags": ("ferries", "harbour board"),
        "language": "en",
    }
    return Document(**(defaults | fields))


def make_article(
    *, by: User | None = None, identity: dict[str, Any] | None = None, **fields: Any
) -> Article:
    """An article on the desk with its first revision; `identity`: stage, embargo_until…"""
    return revising.begin(make_document(**fields), by=by, **(identity or {}))


def make_edition(
    *, at: datetime | None = None, until: datetime | None = None, **fields: Any
) -> Edition:
    """An article published, and what readers then see."""
    return publishing.publish(make_article(**fields).pk, by=None, at=at, until=until)


def rewrite(article: Article, *, by: User | None = None, **fields: Any) -> Article:
    """The desk changes some fields; the article as it then stands."""
    article = Article.objects.get(pk=article.pk)
    document = article.document()
    changed = Document(**({name: getattr(document, name) for name in document.__slots__} | fields))
    revising.revise(article.pk, changed, base=article.version, by=by)
    return Article.objects.get(pk=article.pk)


def make_user(name: str, *codenames: str, **fields: Any) -> User:
    """Somebody who signs in, with these permissions of the desk."""
    user = User.objects.create_user(
        name, password="a-long-enough-password", is_staff=True, **fields
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def make_writer(name: str = "wren") -> User:
    """Edits, and cannot publish."""
    return make_user(name, "view_article", "add_article", "change_article")


def make_publisher(name: str = "piers") -> User:
    """Edits and publishes."""
    return make_user(
        name,
        "view_article",
        "add_article",
        "change_article",
        "publish_article",
        "withdraw_article",
    )


def make_role(role: str, name: str = "") -> User:
    """Somebody with one of the roles a newsroom begins with, and no other right."""
    user = make_user(name or f"the-{role.lower()}")
    user.groups.add(Group.objects.get(name=role))
    return user


def make_importer(name: str = "ines", *more: str) -> User:
    """Brings stories in, and approves and undoes what she brought; no publisher."""
    rights = ("view_importrun", "add_importrun", "approve_importrun", "undo_importrun")
    return make_user(name, "view_article", *rights, *more)
