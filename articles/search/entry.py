"""Entry: what of an edition is looked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from articles import limits, markup
from articles.search.folding import fold, words

# Set before the words of headline and names, which are indexed once more with it: the
# newest stories about a thing are found without looking at all those that mention it.
MARK = "¶"


class Columns(NamedTuple):
    """An entry, folded, as both databases take it."""

    key: int
    headline: str
    names: str
    dek: str
    body: str
    marked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`key` is the edition's; `names` are its section, tags, authors; `body` is its HTML."""

    key: int
    headline: str
    dek: str = ""
    names: tuple[str, ...] = ()
    body: str = ""

    def columns(self) -> Columns:
        headline, names = fold(self.headline), fold("\n".join(self.names))
        return Columns(
            self.key,
            headline,
            names,
            fold(self.dek),
            fold(markup.text(self.body))[: limits.SEARCH_TEXT_CHARACTERS],
            " ".join(MARK + word for word in words(f"{headline} {names}")),
        )
