"""Letters of other alphabets in plain ASCII, where one table does it dependably.

Latin, Greek, Cyrillic and the nine scripts of India that share one layout are
written out. Others (Arabic, Hebrew, Chinese, Japanese, Korean, Thai …) leave out
vowels or have several readings for a sign: a table would invent, so they are kept.
"""

from __future__ import annotations

import re
import unicodedata

LATIN = {
    **{"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"},
    **{"ı": "i", "ħ": "h", "ŋ": "ng", "ŧ": "t", "ə": "e", "ɛ": "e", "ɔ": "o", "ƒ": "f"},
    **{"ɖ": "d", "ɣ": "g", "ʋ": "v", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ĸ": "k"},
}
GREEK = {
    **{"α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th"},
    **{"ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p"},
    **{"ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps"},
    "ω": "o",
}
CYRILLIC = {
    **{"а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh"},
    **{"з": "z", "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o"},
    **{"п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts"},
    **{"ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu"},
    **{"я": "ya", "є": "ye", "і": "i", "ї": "yi", "ґ": "g", "ў": "u", "ђ": "dj", "ј": "j"},
    **{"љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz", "ѓ": "gj", "ќ": "kj", "ѕ": "dz"},
    **{"ә": "a", "ғ": "g", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h"},
}
IN_LANGUAGE = {
    "de": {"ä": "ae", "ö": "oe", "ü": "ue"},
    "da": {"ø": "oe", "å": "aa"},
    "no": {"ø": "oe", "å": "aa"},
    "uk": {"г": "h", "и": "y", "є": "ie", "ї": "i"},
    "bg": {"щ": "sht", "ъ": "a", "х": "h"},
    "sr": {"ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s"},
    "mk": {"х": "h", "ц": "c"},
}
IN_LANGUAGE["nb"] = IN_LANGUAGE["nn"] = IN_LANGUAGE["no"]

# The blocks from Devanagari to Malayalam hold the same sounds at the same offsets.
INDIC = range(0x0900, 0x0D80)
INDIC_VOWELS = (
    "1:n 2:n 3:h 4:a 5:a 6:a 7:i 8:i 9:u A:u B:ri C:l D:e E:e F:e 10:ai 11:o 12:o 13:o 14:au"
    " 3E:a 3F:i 40:i 41:u 42:u 43:ri 44:ri 45:e 46:e 47:e 48:ai 49:o 4A:o 4B:o 4C:au 60:ri 70:n"
)
INDIC_CONSONANTS = (
    "15:k 16:kh 17:g 18:gh 19:n 1A:ch 1B:chh 1C:j 1D:jh 1E:n 1F:t 20:th 21:d 22:dh 23:n 24:t"
    " 25:th 26:d 27:dh 28:n 29:n 2A:p 2B:ph 2C:b 2D:bh 2E:m 2F:y 30:r 31:r 32:l 33:l 34:l 35:v"
    " 36:sh 37:sh 38:s 39:h 58:q 59:kh 5A:g 5B:z 5C:r 5D:rh 5E:f 5F:y"
)
VIRAMA, FIRST_SIGN = 0x4D, 0x3E
# In these the vowel after a word's last consonant is written nowhere and spoken nowhere.
SILENT_ENDS = range(0x0900, 0x0B00)

_GREEK_PAIRS = re.compile("ου|ού|γγ|γξ|γχ|(?:[αεη][υύ])(?=[βγδζλμνραειηουωάέίήόύώ])|[αεη][υύ]")


def romanised(word: str, language: str = "") -> str:
    """`word`, one lower-case word in NFC, with what can be written in a–z written so."""
    if word.isascii():
        return word
    own = IN_LANGUAGE.get(language.lower().split("-")[0], {})
    word = _GREEK_PAIRS.sub(_greek_pair, "".join(own.get(char, char) for char in word))
    return _indic("".join(map(_letter, word)))


def _greek_pair(match: re.Match[str]) -> str:
    pair = match[0].replace("ύ", "υ")
    if pair in ("ου", "γγ", "γξ", "γχ"):
        return {"ου": "ou", "γγ": "ng", "γξ": "nx", "γχ": "nch"}[pair]
    following = match.string[match.end() : match.end() + 1]
    voiced = following and following in "βγδζλμνραειηουωάέίήόύώ"
    return GREEK[pair[0]] + ("v" if voiced else "f")


def _letter(char: str) -> str:
    for table in (LATIN, GREEK, CYRILLIC):
        if char in table:
            return table[char]
    base, *marks = list(unicodedata.normalize("NFD", char))
    if marks and all(map(unicodedata.combining, marks)):
        return base if base.isascii() else GREEK.get(base, CYRILLIC.get(base, char))
    return char


def _indic(word: str) -> str:
    written: list[str] = []
    for char, following in zip(word, f"{word[1:]} ", strict=True):
        if ord(char) not in INDIC:
            written.append(char)
            continue
        written.append(_SOUNDS.get(ord(char) % 0x80, ""))
        if ord(char) % 0x80 in _CONSONANTS and _has_own_vowel(char, following):
            written.append("a")
    return "".join(written)


def _has_own_vowel(char: str, following: str) -> bool:
    if following == " ":
        return ord(char) not in SILENT_ENDS
    place = ord(following) % 0x80 if ord(following) in INDIC else 0
    return not (FIRST_SIGN <= place <= VIRAMA)


def _table(written: str) -> dict[int, str]:
    return {int(place, 16): sound for place, sound in (p.split(":") for p in written.split())}


_CONSONANTS = _table(INDIC_CONSONANTS)
_SOUNDS = _table(INDIC_VOWELS) | _CONSONANTS
