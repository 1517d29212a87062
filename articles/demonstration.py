"""The demonstration: a small newspaper, most of it published, some of it on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from articles import publishing, revising
from articles.models import Article, Section, Stage
from articles.models.article import ArticleQuerySet

# In the order of the masthead; the seeds of each are in a folder of its name.
SECTIONS = ("Council", "Harbour", "Business", "Schools", "Culture", "Sport")
# Seeds that stay on the desk, and where; what is named nowhere here is published.
NEEDS_A_HEADLINE = ("business/market-pitches.txt", "sport/narrows-race.txt")
DRAFT = ("harbour/seal-bus-stop.txt",)
IN_REVIEW = ("culture/widows-portion-review.txt", "council/bridge-final-bill.txt")
READY = ("council/library-lease.txt",)
FOR_TOMORROW = ("schools/ferry-passes.txt",)
ON_THE_DESK = (*NEEDS_A_HEADLINE, *DRAFT, *IN_REVIEW, *READY, *FOR_TOMORROW)
ASSIGNED = ("business/market-pitches.txt", "culture/widows-portion-review.txt")
# Published seeds that something happened to afterwards.
CHANGED = ("harbour/ferry-returns.txt",)
WITHDRAWN = ("sport/hexley-match.txt",)

LATE_NEWS = "A second boat is promised by Easter."
WITHDRAWAL = "We named the wrong player as the scorer. A corrected report will follow."


def fill(seeds: Path, editor: User | None) -> None:
    """Import the stories in the folder, publish most, and leave some in each queue."""
    for section in SECTIONS:
        stories = sorted(seeds.glob(f"{section.lower()}/*.txt"))
        publish = [str(story) for story in stories if _short(story) not in ON_THE_DESK]
        if publish:
            call_command("import_seeds", *publish, "--publish", section=section, verbosity=0)
    keep = [str(seeds / story) for story in ON_THE_DESK if (seeds / story).exists()]
    if keep:
        call_command("import_seeds", *keep, verbosity=0)
    _file(seeds, editor)
    _act(seeds, editor)


def _short(story: Path) -> str:
    return f"{story.parent.name}/{story.name}"


def _file(seeds: Path, editor: User | None) -> None:
    """What stands where: sections in the masthead, stages, and whose work it is."""
    for position, section in enumerate(SECTIONS):
        Section.objects.filter(name=section).update(position=position)
    Article.objects.filter(pk__in=_made_from(seeds, IN_REVIEW)).update(stage=Stage.IN_REVIEW)
    Article.objects.filter(pk__in=_made_from(seeds, READY)).update(stage=Stage.READY)
    Article.objects.filter(pk__in=_made_from(seeds, ASSIGNED)).update(assignee=editor)


def _act(seeds: Path, editor: User | None) -> None:
    """What the desk did to stories that are, or will be, before readers."""
    tomorrow = (timezone.now() + timedelta(days=1)).replace(second=0, microsecond=0)
    for article in _made_from(seeds, FOR_TOMORROW):
        publishing.schedule(article.pk, tomorrow, by=editor)
    for article in _made_from(seeds, CHANGED):
        document = article.document()
        revising.revise(
            article.pk,
            replace(document, dek=f"{document.dek} {LATE_NEWS}".strip()),
            base=article.version,
            by=editor,
            reason="The harbour board rang back.",
        )
    for article in _made_from(seeds, WITHDRAWN):
        publishing.withdraw(article.pk, by=editor, reason=WITHDRAWAL)


def _made_from(seeds: Path, stories: tuple[str, ...]) -> ArticleQuerySet:
    """The articles these seeds became; a plain file's identity is its path."""
    return Article.objects.filter(source_id__in=[str(seeds / story) for story in stories])
