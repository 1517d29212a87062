"""States: where an article stands, told from its stage and from what readers were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, TextChoices
from django.utils.translation import gettext_lazy as _

from articles import clock
from articles.models import Article, Edition, Stage
from articles.models.article import ArticleQuerySet

# How many of the latest endings are looked through for stories that were withdrawn.
ENDINGS = 1_000


class State(TextChoices):
    """What the desk calls it. Computed, never stored."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "review", _("In review")
    READY = "ready", _("Ready")
    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    CHANGED = "changed", _("Live with changes")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SPIKED = "spiked", _("Spiked")


@dataclass(frozen=True, slots=True)
class Standing:
    """One article's state, what readers see of it now, and what they are to see next."""

    state: State
    live: Edition | None = None
    next: Edition | None = None

    @property
    def ends(self) -> datetime | None:
        """When readers lose it, where that is decided and nothing takes its place."""
        last = self.next or self.live
        return last.live_until if last and last.live_until.year < 9999 else None


def standing_of(article: Article) -> Standing:
    return standings([article])[article.pk]


def ends_of(article: Article) -> datetime | None:
    """When readers lose it, as it is decided by now."""
    return standing_of(article).ends if article.pk else None


def standings(articles: Iterable[Article]) -> dict[int, Standing]:
    """Article key → standing, in one query for any number."""
    articles, now = list(articles), clock.now()
    live, due = dict[int, Edition](), dict[int, Edition]()
    for edition in _current_and_due(articles, now):
        (live if edition.live_from <= now else due).setdefault(edition.article_id, edition)
    return {
        article.pk: _standing(article, live.get(article.pk), due.get(article.pk))
        for article in articles
    }


def _current_and_due(articles: Iterable[Article], now: datetime) -> Iterable[Edition]:
    editions = Edition.log.from_now_on(now).filter(article__in=articles)
    return editions.only("article_id", "live_from", "live_until", "path", "headline").order_by(
        "live_from"
    )


def _standing(article: Article, live: Edition | None, due: Edition | None) -> Standing:
    if live:
        ahead = article.version > article.published_version
        return Standing(State.CHANGED if ahead else State.LIVE, live, due)
    if due:
        return Standing(State.SCHEDULED, None, due)
    if article.published_version and article.stage != Stage.SPIKED:
        return Standing(State.WITHDRAWN)
    return Standing(State(article.stage))


def in_state(articles: ArticleQuerySet, state: State) -> ArticleQuerySet:
    """The articles of a state, however many there are of others (see Article's indexes)."""
    now = clock.now()
    live = Exists(Edition.log.live_at(now).filter(article=OuterRef("pk")))
    match state:
        case State.DRAFT:
            return articles.in_stage(Stage.DRAFT).never_published()
        case State.IN_REVIEW | State.READY:
            return articles.in_stage(Stage(state)).ahead()
        case State.SCHEDULED:
            return articles.filter(pk__in=Edition.log.scheduled(now).values("article"))
        case State.LIVE:
            return articles.filter(live)
        case State.CHANGED:
            return articles.changed_since_published().filter(live)
        case State.WITHDRAWN:
            return _withdrawn(articles, now)
        case State.SPIKED:
            return articles.in_stage(Stage.SPIKED)


def _withdrawn(articles: ArticleQuerySet, now: datetime) -> ArticleQuerySet:
    """Among the latest endings, those after which readers had nothing."""
    ended = Edition.log.ended(now).order_by("-live_until")
    latest = ended.values_list("article_id", flat=True)[:ENDINGS]
    still = Edition.log.from_now_on(now).filter(article=OuterRef("pk"))
    return articles.on_desk().filter(pk__in=list(latest)).filter(~Exists(still))
