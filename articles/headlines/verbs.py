"""Verbs: which words of an English sentence are, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from articles.headlines.words import (
    ADVERBS,
    AUXILIARIES,
    BASE_VERBS,
    DETERMINERS,
    DOUBTFUL_VERBS,
    NO_PAST,
    PRONOUNS,
    RELATIVES,
    TAKING_INFINITIVE,
    VERBS,
)


def is_sentence(words: Sequence[str]) -> bool:
    """Whether a verb belongs to the subject; the first after “who” belongs to “who”."""
    verbs = [at for at in _likely_verbs(words) if is_verb(words, at)]
    if not verbs:
        return False
    openers = [
        bare(words[0]) == "what",
        *(bare(word) in RELATIVES for word in words[1 : verbs[0]]),
    ]
    if not any(openers):
        return True
    groups = verb_groups(words, verbs[0])
    return len(groups) > (verbs[0] in groups)


def has_verb(words: Sequence[str]) -> bool:
    return first_verb(words) < len(words)


def first_verb(words: Sequence[str]) -> int:
    """Where the first verb stands; past the end where there is none."""
    return next((at for at in _likely_verbs(words) if is_verb(words, at)), len(words))


def _likely_verbs(words: Sequence[str]) -> Iterator[int]:
    """Where the words stand that are verbs in some sentence, if not in this one."""
    return (at for at, is_one in enumerate(map(_is_ever_verb, words)) if is_one)


def might_have_verb(words: Sequence[str]) -> bool:
    return any(map(_is_ever_verb, words))


@lru_cache(10_000)
def _is_ever_verb(word: str) -> bool:
    word = bare(word)
    known = word in AUXILIARIES or word in VERBS or word in BASE_VERBS
    return known or word.endswith(("ed", "s"))


def is_verb(words: Sequence[str], at: int) -> bool:
    word = bare(words[at])
    before = bare(words[at - 1]) if at else ""
    following = bare(words[at + 1]) if at + 1 < len(words) else ""
    if word in AUXILIARIES or (word in VERBS and before not in DETERMINERS) or is_past(words, at):
        return True
    if word in BASE_VERBS and _takes_base_verb(words, at):
        return True
    third_person = at > 0 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))
    return third_person and before not in DETERMINERS and following in _AFTER_VERB


def _takes_base_verb(words: Sequence[str], at: int) -> bool:
    """Whether what stands before is a plural, a pronoun, or nothing: “Make sure that …”."""
    before = [word for word in map(bare, words[:at]) if word not in ADVERBS]
    last = before[-1] if before else "s"
    return last.endswith("s") or last in PRONOUNS or last == "people"


def is_past(words: Sequence[str], at: int) -> bool:
    word = bare(words[at])
    before = bare(words[at - 1]) if at else ""
    past = len(word) > 4 and word.endswith("ed") and word not in NO_PAST and "-" not in word
    return past and before not in DETERMINERS


def is_participle(words: Sequence[str], at: int) -> bool:
    """“webinars designed to help”: a past participle that says more of the noun before it."""
    if not _is_ever_participle(words[at]):
        return False
    following = bare(words[at + 1]) if at + 1 < len(words) else ""
    return following in _AFTER_PARTICIPLE


@lru_cache(10_000)
def _is_ever_participle(word: str) -> bool:
    word = bare(word)
    active = word in TAKING_INFINITIVE and word not in ("designed", "required", "used", "set")
    return word.endswith("ed") and word not in NO_PAST and not active


def is_finite(words: Sequence[str]) -> bool:
    """Whether a part begins with the verb that the subject before the aside waits for."""
    first = bare(words[0])
    verb = first in AUXILIARIES or first in VERBS or is_past(words, 0)
    return verb and ("'" not in first or first.endswith("n't"))


def verb_groups(words: Sequence[str], start: int) -> list[int]:
    """Where each verb begins from `start` on; “had been” is one."""
    verbs = [at for at in range(start, len(words)) if is_sure_verb(words[at])]
    return [at for place, at in enumerate(verbs) if not place or at > verbs[place - 1] + 2]


@lru_cache(10_000)
def is_sure_verb(word: str) -> bool:
    return bare(word) in AUXILIARIES or bare(word) in _SURE_VERBS


@lru_cache(10_000)
def bare(word: str) -> str:
    return word.strip("“”\"‘’'.,;:!?()").replace("’", "'").lower()


_SURE_VERBS = VERBS - DOUBTFUL_VERBS
_AFTER_PARTICIPLE = frozenset(("by", "to", "for", "in", "at", "on", "from", "with", "as", "of"))
_AFTER_VERB = (DETERMINERS - {"these", "those", "two", "three"}) | {"to", "it", "them", "as", "for"}
