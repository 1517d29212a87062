"""Related stories: what to read next, by the tags a story shares and the words of its headline.

Looked at are a few stories of each tag, those just before this one and the newest, so that it
costs the same in any archive. Which are nearest is remembered for some minutes; whether they
are live, and what they say now, is asked for every page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import log2
from typing import Any, NamedTuple

from django.db.models import IntegerField, Value

from articles import clock, search
from articles.models.edition import LAST_KEY, ROOM_IN_A_SECOND, Edition
from articles.models.prepared import prepared
from articles.site.reading import Entry, Name, Story

SHOWN = 4
# Of so many tags, and so many words of the headline, so many stories each are looked at.
TAGS, WORDS, NEAR = 6, 5, 8
A_WORD = 0.5  # of what a tag is worth
REMEMBERED_SECONDS = 5 * 60
HOUR, WEEK = (seconds * ROOM_IN_A_SECOND for seconds in (3600, 7 * 24 * 3600))


class Near(NamedTuple):
    """A story that shares a tag, told by `via`, with the one at hand."""

    id: int
    article_id: int
    via: int


@prepared(Near)
def tagged_before(of: int, before: int) -> Any:
    editions = Edition.objects.tagged(of, before)
    return editions.annotate(via=Value(of, output_field=IntegerField()))[:NEAR]


@prepared(Entry)
def now_of(article: int) -> Any:
    return Edition.objects.of(article)


def related(story: Story, tags: Sequence[Name]) -> list[Entry]:
    """A few stories that share most with it, the newest first."""
    window = int(clock.now().timestamp() // REMEMBERED_SECONDS)
    ours = tuple(tag.ident for tag in tags[:TAGS])
    nearest = _nearest(story.id, story.path, story.headline, ours, window)
    return sorted(now_of.of_each([{"article": article} for article in nearest]), reverse=True)


@lru_cache(maxsize=4096)
def _nearest(
    edition: int, path: str, headline: str, tags: tuple[int, ...], window: int
) -> tuple[int, ...]:
    """The articles; by words only where tags do not tell enough."""
    near = {f"tag {tag}": (1.0, of) for tag, of in _sharing_tags(edition, tags).items()}
    if len({article for _, of in near.values() for article in of.values()}) < SHOWN:
        near |= {word: (A_WORD, of) for word, of in _sharing_words(edition, path, headline).items()}
    worths: defaultdict[int, float] = defaultdict(float)
    ages: dict[int, float] = {}
    for factor, of in near.values():
        rarity = _rarity([edition, *of])
        for key, article in of.items():
            worths[article] += factor * rarity
            ages[article] = abs(edition - key) / WEEK

    def nearness(article: int) -> tuple[float, int]:
        return worths[article] - log2(1 + ages[article]) / 2, article

    return tuple(sorted(worths, key=nearness, reverse=True)[:SHOWN])


def _sharing_tags(edition: int, tags: Sequence[int]) -> dict[int, dict[int, int]]:
    """Tag → key and article of the stories looked at, the story itself left out."""
    asked = [{"of": tag, "before": before} for tag in tags for before in (edition, LAST_KEY)]
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for key, article, tag in tagged_before.of_each(asked):
        if key != edition:
            found[tag][key] = article
    return found


def _sharing_words(edition: int, path: str, headline: str) -> dict[str, dict[int, int]]:
    """The same for the words of a headline, in the headlines and names of others."""
    by_word = search.sharing(headline, words=WORDS, limit=NEAR)
    keys = {key for keys in by_word.values() for key in keys if key != edition}
    rows = Edition.objects.these(keys).values_list("pk", "article_id", "path") if keys else ()
    articles = {key: article for key, article, where in rows if where != path}
    return {
        word: {key: articles[key] for key in keys if key in articles}
        for word, keys in by_word.items()
    }


def _rarity(keys: Sequence[int]) -> float:
    """Of a tag or a word: how far apart in time the stories are that have it."""
    return log2(2 + (max(keys) - min(keys)) / HOUR / len(keys))
