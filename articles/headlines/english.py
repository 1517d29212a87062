"""English: what a sentence says, without what leads up to it or stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from articles.headlines.cutting import EDGES, SHORTEST, cuts
from articles.headlines.verbs import (
    bare,
    has_verb,
    is_finite,
    is_participle,
    is_past,
    is_sure_verb,
    might_have_verb,
    verb_groups,
)
from articles.headlines.words import (
    CONJUNCTIONS,
    CONNECTIVES,
    DANGLING,
    DAYS,
    DETERMINERS,
    OPENERS,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    SUBORDINATORS,
)

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ACCORDING = r"according to [^,]*(?=,|$)"
# Sentences come with single spaces, and a pattern that begins with one is looked for faster.
_WHEN = re.compile(
    rf" (?:(?:late|early) )?on {_DAY}(?: (?:morning|afternoon|evening|night))?(?=[ ,;:—]|$)"
    r"(?! \d)"
    r"| at \d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b\.?| at \d{1,2}[.:]\d\d(?=[ ,;:—]|$)"
)
_ATTRIBUTION = re.compile(
    r", [^,]{2,70} (?:said|says|told|heard|announced|reported|added|warned|confirmed|found)"
    r"(?: (?:in|at|to|after|during|last|late|this|yesterday|today)\b[^,]{0,50})?$"
    rf"|, {_ACCORDING}| {_ACCORDING}"
)
_SAID_THAT = re.compile(
    r"^[^,]{3,70}\b(?:said|says|announced|reported|confirmed)\b[^,]{0,30}\bthat\s+"
    r"(?!(?:he|she|it|they|this|these|we)\b)"
)
_TIMED_OPENING = re.compile(
    r"^(?i:for|over|in|during|before|after|since|on|at|until)\s[^,]{2,40}?"
    r"(?:weeks?|months?|years?|days?|hours?|century|decades?|\d{4}|morning|afternoon|evening|night"
    r"|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(?=(?:the|a|an)\s|[A-Z])"
)

_OF_CLAUSES = SUBORDINATORS - RELATIVES
_WAITING = DANGLING | REPORTING
_OF_MODIFIERS = RELATIVES | PREPOSITIONS
_BINDING = PREPOSITIONS | DETERMINERS | CONJUNCTIONS
_JOINING = CONJUNCTIONS | RELATIVES | PREPOSITIONS | {"such", "including"}


def shortened(sentence: str, longest: int) -> Iterator[tuple[str, float]]:
    """Headlines that can be made of a sentence, each with its cost: at 0 it loses nothing.

    Its words stand one space apart, as `without_asides` leaves them.
    """
    main = _main_clause(_plainly_told(sentence))
    if not main:
        return
    if not might_have_verb(main.split()):  # then it loses nothing, and nothing can be cut
        yield from cuts(main, longest)
        return
    for text, cost in _forms(main):
        yield from ((cut, cost + more) for cut, more in cuts(text, longest))


def _plainly_told(sentence: str) -> str:
    """Without weekdays, hours, and who said so."""
    text = _WHEN.sub("", sentence.rstrip(EDGES))
    if "that " in text:
        told = _SAID_THAT.sub("", text, count=1)
        text = told if len(told) > SHORTEST else text
    if ", " in text or "according" in text:
        text = _ATTRIBUTION.sub("", text)
    if "day" in text.lower():
        text = " ".join(_without_days(text.split()))
    return text.replace("—", " — ").replace("  ", " ").strip(EDGES)


def _without_days(words: Sequence[str]) -> Iterator[str]:
    """“walked out Monday demanding” is American for “walked out on Monday demanding”."""
    if DAYS.isdisjoint(map(str.lower, words)):
        yield from words
        return
    for before, word, after in zip(["", *words], words, [*words[1:], "a"], strict=False):
        bound = before in _BINDING or not before.islower()
        if bound or word.lower() not in DAYS or not after[0].islower():
            yield word


def _main_clause(sentence: str) -> str:
    """The sentence without what leads up to what it says; "" when that cannot be found."""
    sentence = _without_connective(_TIMED_OPENING.sub("", _without_connective(sentence), count=1))
    before, dash, after = sentence.partition(" — ")
    if dash and not has_verb(before.split()):
        sentence = after
    parts = sentence.split(", ")
    if len(parts) < 2 or not _leads_up(parts[0].split()):
        return sentence
    start = next((at for at in range(1, len(parts)) if _begins_clause(parts[at:])), len(parts))
    gerund = start == len(parts) and bare(parts[0].split()[0]).endswith("ing")
    return sentence if gerund else ", ".join(parts[start:])


def _without_connective(sentence: str) -> str:
    first, _, others = sentence.partition(" ")
    return others if first.lower().strip(",") in CONNECTIVES and others else sentence


def _leads_up(words: Sequence[str]) -> bool:
    first = bare(words[0])
    follows = bare(words[1]) if len(words) > 1 else ""
    participle = len(first) > 4 and first.endswith(("ing", "ed")) and not has_verb(words[1:])
    participle = participle or (_is_like_past(first) and follows in PREPOSITIONS)
    return first in OPENERS or first.endswith("ly") or participle


def _is_like_past(word: str) -> bool:
    return word.endswith("ed") or word in ("held", "led", "built", "born", "known", "made", "set")


def _begins_clause(parts: Sequence[str]) -> bool:
    """Whether the first part has a subject, and a verb that may come after an aside."""
    words = parts[0].split()
    first = bare(words[0])
    joined = first in _JOINING
    if joined or len(words) < 2 or is_finite(words):
        return False
    return has_verb(words) or any(_without_aside(", ".join(parts)))


def _forms(main: str) -> Iterator[tuple[str, float]]:
    """The clause itself, and without what is said of its subject in passing."""
    asides = list(_without_aside(main))
    yield main, 0.6 if asides else 0.0
    yield from ((text, 0.2 + place * 0.3) for place, text in enumerate(asides))
    short = _with_bare_subject((asides[0] if asides else main).split())
    if short:
        yield short, 2.4 if RELATIVES.isdisjoint(map(bare, main.split())) else 0.8


def _without_aside(main: str) -> Iterator[str]:
    """“Ted Lavery, who has died, was a skipper” → “Ted Lavery was a skipper”."""
    parts = main.split(", ")
    subject = _before_relative(parts[0].split())
    if has_verb(subject):
        return
    verb = next((at for at in range(1, min(len(parts), 6)) if is_finite(parts[at].split())), 0)
    if verb:
        predicate = ", ".join(parts[verb:])
        yield f"{parts[0]} {predicate}"
        yield f"{' '.join(subject)} {predicate}"


def _before_relative(words: Sequence[str]) -> Sequence[str]:
    start = next((at for at, word in enumerate(words) if at and word in RELATIVES), len(words))
    return words[:start]


def _with_bare_subject(words: Sequence[str]) -> str:
    """“Pupils who live in the Old Town will be able …” → “Pupils will be able …”."""
    if not any(map(is_sure_verb, words)):
        return ""
    start = next((at for at in range(1, len(words)) if _opens_modifier(words, at)), 0)
    if not start or has_verb(words[:start]) or bare(words[start - 1]) in _WAITING:
        return ""
    verbs = verb_groups(words, start + 1)
    if verbs and words[start] in RELATIVES and verbs[0] <= start + 2:
        verbs = verbs[1:]
    if not verbs or words[start - 1][-1] in ",;:":
        return ""
    return (
        " ".join([*words[:start], *words[verbs[0] :]])
        if _is_modifier(words[start : verbs[0]])
        else ""
    )


def _is_modifier(words: Sequence[str]) -> bool:
    """Whether the words only say more of the noun before them: no verb or clause of their own."""
    if any(word[-1] in ",;:—“”" for word in words) or _names_another(words):
        return False
    inner = range(1, len(words))
    clause = any(bare(words[at]) in _OF_CLAUSES for at in inner)
    verb = any(is_past(words, at) and not is_participle(words, at) for at in inner)
    return not clause and (not verb or words[0] in RELATIVES)


def _names_another(modifier: Sequence[str]) -> bool:
    """“The clerk from the court and her deputy have” has a second subject."""
    joined = (bare(after) for word, after in pairwise(modifier) if word == "and")
    return modifier[0] not in RELATIVES and any(word in DETERMINERS for word in joined)


def _opens_modifier(words: Sequence[str], at: int) -> bool:
    return bare(words[at]) in _OF_MODIFIERS or is_participle(words, at)
