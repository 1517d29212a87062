"""Entry: what of an edition is looked through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from articles import limits
from articles.words.folding import fold, plain, singles, words

# The words of headline and names are indexed once more with a sign before them, so that the
# newest stories about a thing are found without a look at all those that mention it.
IN_HEADLINE, IN_NAMES = "¶", "§"


class Columns(NamedTuple):
    """An entry, folded; `extra` are words that no text has."""

    headline: str
    names: str
    dek: str
    body: str
    extra: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`key` is the edition's; `names` are its section, tags, authors; `body` is its HTML."""

    key: int = 0
    headline: str
    dek: str = ""
    names: tuple[str, ...] = ()
    body: str = ""

    def columns(self) -> Columns:
        headline, names = fold(self.headline), fold("\n".join(self.names))
        dek, body = fold(self.dek), fold(plain(self.body))[: limits.SEARCH_TEXT_CHARACTERS]
        return Columns(
            headline=headline,
            names=names,
            dek=dek,
            body=body,
            extra=" ".join(
                [
                    *_signed(IN_HEADLINE, headline),
                    *_signed(IN_NAMES, f"{headline} {names}"),
                    *singles(f"{headline} {names} {dek} {body}"),
                ]
            ),
        )


def _signed(sign: str, folded: str) -> list[str]:
    return [sign + word for word in words(folded)]
