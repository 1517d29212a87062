"""The demonstration: a small newspaper, most of it published, some of it on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article, Stage

# Seeds that stay on the desk, and where; what is named nowhere here is published.
NEEDS_A_HEADLINE = ("business/market-pitches.txt", "sport/narrows-race.txt")
DRAFT = ("harbour/seal-bus-stop.txt",)
IN_REVIEW = ("culture/widows-portion-review.txt", "council/bridge-final-bill.txt")
READY = ("council/library-lease.txt",)
FOR_TOMORROW = ("schools/ferry-passes.txt",)
ON_THE_DESK = (*NEEDS_A_HEADLINE, *DRAFT, *IN_REVIEW, *READY, *FOR_TOMORROW)
# Published seeds that something happened to afterwards.
CHANGED = ("harbour/ferry-returns.txt",)
WITHDRAWN = ("sport/hexley-match.txt",)

WITHDRAWAL = "We named the wrong player as the scorer. A corrected report will follow."


def fill(seeds: Path) -> None:
    """Import the stories in the folder, publish most, and leave some in each queue."""
    stories = sorted(path.relative_to(seeds).as_posix() for path in seeds.glob("*/*.txt"))
    publish = [str(seeds / story) for story in stories if story not in ON_THE_DESK]
    keep = [str(seeds / story) for story in stories if story in ON_THE_DESK]
    if publish:
        call_command("import_seeds", *publish, "--publish", verbosity=0)
    if keep:
        call_command("import_seeds", *keep, verbosity=0)
    _arrange(seeds)


def _arrange(seeds: Path) -> None:
    for article in _made_from(seeds, IN_REVIEW):
        Article.objects.filter(pk=article.pk).update(stage=Stage.IN_REVIEW)
    for article in _made_from(seeds, READY):
        Article.objects.filter(pk=article.pk).update(stage=Stage.READY)
    tomorrow = timezone.now() + timedelta(days=1)
    for article in _made_from(seeds, FOR_TOMORROW):
        publishing.schedule(article.pk, tomorrow.replace(second=0, microsecond=0), by=None)
    for article in _made_from(seeds, CHANGED):
        _change(article)
    for article in _made_from(seeds, WITHDRAWN):
        publishing.withdraw(article.pk, by=None, reason=WITHDRAWAL)


def _made_from(seeds: Path, stories: tuple[str, ...]) -> list[Article]:
    """The articles these seeds became; a plain file's identity is its path."""
    paths = [str(seeds / story) for story in stories]
    return list(Article.objects.filter(source_id__in=paths))


def _change(article: Article) -> None:
    """An edit that readers are not given yet."""
    document = article.document()
    revising.revise(
        article.pk,
        replace(document, dek=f"{document.dek} A second boat is promised by Easter.".strip()),
        base=article.version,
        by=None,
        reason="The harbour board rang back.",
    )
