"""A publisher at work beside a running site: does something, then looks at once.

    python -m tests.pressroom PORT NAME ROUNDS

Prints a line for whatever readers were shown that was not so any more, or not yet shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection

import django
from django.utils import timezone

# Several, each on a connection of its own, so that every worker is asked.
LOOKS = 4


def main(port: int, name: str, rounds: int) -> None:
    for number in range(rounds):
        for fault in round_of(port, f"{name} {number}"):
            print(fault, flush=True)


def round_of(port: int, headline: str) -> Iterator[str]:
    """A story is published, changed, its tag renamed, and withdrawn."""
    article = world.make_article(headline=headline, tags=(headline,), section="Harbour")
    edition = publishing.publish(article.pk, by=None)
    path = edition.get_absolute_url()
    yield from wrong(port, path, 200, headline)
    yield from wrong(port, "/", 200, headline)

    world.rewrite(article, headline=f"{headline}, changed", slug=edition.slug)
    publishing.publish(article.pk, by=None)
    yield from wrong(port, path, 200, f"{headline}, changed")

    tag = Tag.objects.get(name=headline)
    tag.name = f"{headline}, renamed"
    tag.save()
    yield from wrong(port, tag.get_absolute_url(), 200, f"{headline}, renamed")
    yield from wrong(port, path, 200, f"{headline}, renamed")

    publishing.withdraw(article.pk, by=None, at=timezone.now() + timedelta(seconds=0))
    yield from wrong(port, path, 410)
    yield from wrong(port, "/", 200, unwanted=f"{headline}, changed")


def wrong(
    port: int, path: str, status: int, wanted: str = "", unwanted: str = "\0"
) -> Iterator[str]:
    for _ in range(LOOKS):
        found, page = looked(port, path)
        if (found, wanted in page, unwanted in page) != (status, True, False):
            yield f"{path}: {found}, {wanted!r} {wanted in page}, {unwanted!r} {unwanted in page}"


def looked(port: int, path: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return answer.status, page


if __name__ == "__main__":
    django.setup()
    from articles import publishing
    from articles.models import Tag
    from tests import world

    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
