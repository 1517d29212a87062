"""Entry: what of an edition is looked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from articles import limits
from articles.words.folding import fold, plain, singles, words
from articles.words.stems import signed_stems

# The words of headline and names are indexed once more with a sign before them, so that the
# newest stories about a thing are found without a look at all those that mention it.
IN_HEADLINE, IN_NAMES = "¶", "§"


# Raise it when more is to be found than in an index of before: `rebuild_search` makes it so.
FORM = 2
# That drafts are indexed too (see IndexForm); apart from the forms of an entry.
DESK_FORM = 101


class Columns(NamedTuple):
    """An entry, folded; `extra` are words that no text has."""

    headline: str
    names: str
    dek: str
    body: str
    extra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`key` is the edition's; `names` are its section, tags, authors; `body` is its HTML.
    By its `language` other forms of its words are found."""

    key: int = 0
    headline: str
    dek: str = ""
    names: tuple[str, ...] = ()
    body: str = ""
    language: str = ""

    def columns(self) -> Columns:
        headline, names = fold(self.headline), fold("\n".join(self.names))
        dek, body = fold(self.dek), fold(plain(self.body))[: limits.SEARCH_TEXT_CHARACTERS]
        whole = f"{headline} {names} {dek} {body}"
        extra = [
            *self._signed(IN_HEADLINE, words(headline)),
            *self._signed(IN_NAMES, words(f"{headline} {names}")),
            *signed_stems(words(whole), self.language),
            *singles(whole),
        ]
        return Columns(headline=headline, names=names, dek=dek, body=body, extra=" ".join(extra))

    def _signed(self, sign: str, found: list[str]) -> list[str]:
        return [sign + word for word in found] + signed_stems(found, self.language, sign)
