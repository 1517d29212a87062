"""Cutting: where an English sentence may end early, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.headlines.verbs import (
    bare,
    first_verb,
    has_verb,
    is_participle,
    is_past,
    is_sentence,
    is_verb,
)
from articles.headlines.words import (
    ADVERBS,
    AUXILIARIES,
    CONJUNCTIONS,
    DANGLING,
    DETERMINERS,
    MODALS,
    NEVER_LAST,
    NO_ADVERBS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    REPORTING,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TAKING_INFINITIVE,
    VERBS,
)

SHORTEST = 20  # characters of a headline that still says something
WELCOME = 60  # the length a desk likes best
EDGES = " ,;:—–-."
_STARTS = DETERMINERS | PRONOUNS | AUXILIARIES | VERBS | PREPOSITIONS | SUBORDINATORS
_WAITING = AUXILIARIES | DANGLING


def cuts(text: str, longest: int) -> Iterator[tuple[str, float]]:
    """The text whole, and each beginning of it that stands as a sentence."""
    words = text.split()
    if SHORTEST <= len(text) <= longest and bare(words[-1]) not in NEVER_LAST:
        yield text.strip(EDGES), 0.0 if is_sentence(words) else 1.5
    for at in range(max(2, first_verb(words) + 1), len(words)):
        cut = " ".join(words[:at]).rstrip(EDGES)
        if len(cut) > longest:
            return
        if len(cut) < SHORTEST or not (cost := _cost(words, at)):
            continue
        if _tail_stands(words[:at]) and _stands(words[:at]):
            yield cut, cost + abs(len(cut) - WELCOME) / 50


def _cost(words: Sequence[str], at: int) -> float:
    """What it costs to end before a word; 0.0 where a sentence may not end."""
    before, word = bare(words[at - 1]), bare(words[at])
    if words[at - 1] in "—–":
        return 0.0
    if words[at - 1][-1] in ",;:" or words[at] in "—–":
        return 0.0 if words[at][-1] == "," else 1.5
    if word in SUBORDINATORS:
        return _cost_of_clause(words, at)
    if word in CONJUNCTIONS:
        return 2.4 if _joins_clauses(words, at) else 0.0
    if word == "to":
        return 0.0 if before in TAKING_INFINITIVE or not _is_complete(words[:at]) else 3.0
    if word in PREPOSITIONS:
        return 2.6 if _is_complete(words[:at]) else 0.0
    reduced = is_participle(words, at) and before not in _WAITING
    return 2.0 if reduced and not before.endswith("ly") else 0.0


def _cost_of_clause(words: Sequence[str], at: int) -> float:
    before, word = bare(words[at - 1]), bare(words[at])
    following = bare(words[at + 1]) if at + 1 < len(words) else ""
    if word in ("that", "if", "where", "so") and before in REPORTING:
        return 0.0
    if word == "as" and (before in DANGLING or following in ("many", "much", "well", "possible")):
        return 0.0
    if word == "until" and "from" in words[max(0, at - 4) : at]:
        return 0.0
    if word == "so" and following != "that":
        return 0.0
    return 2.3 if word in RELATIVES or word in ("as", "including") else 1.6


def _tail_stands(words: Sequence[str]) -> bool:
    """Whether what follows the last comma is no loose end: “…, but through practice”."""
    head, comma, tail = (
        " ".join(words).rstrip(EDGES).replace(" — ", ", ").replace("; ", ", ").rpartition(", ")
    )
    if not comma:
        return True
    rest = tail.split()
    first = bare(rest[0])
    if first in ("and", "or") and ", " in head:
        return True  # the last of a list that is whole
    closed = bare(head.split()[-1]) not in DANGLING and is_sentence(head.split())
    if first in CONJUNCTIONS or first in PREPOSITIONS:
        return closed and has_verb(rest[1:])
    return has_verb(rest) and (closed or first not in DETERMINERS)


def _joins_clauses(words: Sequence[str], at: int) -> bool:
    """Whether “and” begins a clause or a phrase, and not the second of two nouns."""
    if "between" in words[max(0, at - 6) : at] or at + 1 >= len(words):
        return False
    following = bare(words[at + 1])
    adverb = following in ADVERBS or following.endswith("ly")
    return words[at][-1] == "," or following in _STARTS or adverb or is_past(words, at + 1)


def _is_complete(words: Sequence[str]) -> bool:
    """Whether the verb has what it needs: it is not the last word, unless it is a passive."""
    if bare(words[-1]).endswith(("ed", "en")):
        return any(bare(word) in AUXILIARIES for word in words[-4:-1])
    infinitive = len(words) > 1 and bare(words[-2]) in MODALS
    return not infinitive and not is_verb(words, len(words) - 1)


def _stands(words: Sequence[str]) -> bool:
    """Whether the words are a sentence: a verb, nothing dangling, every quotation closed."""
    text, last = " ".join(words), bare(words[-1])
    paired = text.count("“") == text.count("”") and text.count('"') % 2 == 0
    dangling = last in DANGLING or last in SUBJECT_PRONOUNS
    return paired and not dangling and not _is_adverb(last) and is_sentence(words)


def _is_adverb(word: str) -> bool:
    return len(word) > 6 and word.endswith("ly") and word not in NO_ADVERBS
