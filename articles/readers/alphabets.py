"""Which code page an 8-bit text was written in, told by whose alphabet its characters make."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections import Counter

# The letters beyond a–z of languages that lived in 8-bit code pages.
LATIN = (
    "äöüß",  # German
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúü",  # Spanish
    "áâãàçéêíóôõú",  # Portuguese
    "àèéìíòóùú",  # Italian
    "åäöéü",  # Swedish, Finnish
    "æøåéèóòôü",  # Danish, Norwegian
    "áéëïíóöúèüê",  # Dutch, Afrikaans
    "àáâçèéêëïíòóôùú",  # Catalan, Occitan
    "áðéíóúýþæö",  # Icelandic
    "ëç",  # Albanian
    "ñãõẽũ",  # Tetum, Guarani
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýž",  # Czech
    "áäčďéíĺľňóôŕšťúýž",  # Slovak
    "áéíóöőúüű",  # Hungarian
    "čćđšž",  # Croatian, Slovenian
    "ăâîşţ",  # Romanian
    "çğıöşüâîi̇",  # Turkish
    "äõöüšž",  # Estonian
    "āčēģīķļņšūž",  # Latvian
    "ąčęėįšųūž",  # Lithuanian
)
# The commoner first: where two fit equally well, the first is taken.
PAGES = (
    *("cp1252", "iso8859_2", "cp1250", "iso8859_9", "cp1254", "cp1257", "iso8859_4", "cp1255"),
    *("cp1251", "koi8_u", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic", "cp1253", "iso8859_7"),
    *("cp1256", "iso8859_6", "cp874", "cp932", "euc_jp", "gb18030", "big5", "cp949"),
    *("cp850", "mac_roman"),
)

OTHERS = (
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",  # Russian, Bulgarian
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",  # Ukrainian
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",  # Belarusian
    "абвгдђѓежзѕијклљмнњопрстћќуфхцчџш",  # Serbian, Macedonian
    "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",  # Greek
    "אבגדהוזחטיךכלםמןנסעףפץצקרשת",  # Hebrew
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ",  # Arabic
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيكآئء",  # Persian
    "กขคงจฉชซญฎฐณดตถทธนบปผฝพฟภมยรลวศษสหอฮะัาำิีึืุูเแโใไๆ็่้์",  # Thai
)
# Here no alphabet is closed: the share of the commonest characters in running text tells.
IDEOGRAPHIC = (
    "のにはをたがでてとしれさあいうかきくけこすせそちつなまもやよらりるろわんっょアイクスドトュラリルレン",
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就要下以生会自过家对可后多天而能都日",
    "的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就要下以生會自過家對可後多天而能都日",
    "이다는의에을가로하고지한사기리어서은를니자도나시인그들대해정일부과장제구전주으원보상수",
)
PUNCTUATION = frozenset("“”‘’–—…«»€£§°·¡¿©®™„‚‹›•ªº½¼¾²³×†№\xa0´¨、。「」，！？：；《》（）،؛؟")
INNER = frozenset("’–—·…\xa0")
SAMPLE = 16 * 1024
USUAL_SHARE = 0.4  # of running text in the lists of commonest characters above


def likeliest(data: bytes) -> tuple[str, float]:
    """The page under which `data` reads best, and how well: 1.0 at home, 0.0 impossible.

    Single bytes cannot prove their code page; the letters of one known alphabet used
    together, and no signs or capitals inside words, come close to proof.
    """
    sample = data[: data.rfind(b"\n", 0, SAMPLE) + 1] or data[:SAMPLE]
    score, _, page = max((_score(sample, page), -rank, page) for rank, page in enumerate(PAGES))
    return page, score


def _score(sample: bytes, page: str) -> float:
    try:
        counts = _in_context(getincrementaldecoder(page)().decode(sample))
    except UnicodeDecodeError:
        return 0.0
    share = max(sum(counts[char] for char in home) for home in _HOMES)
    common = max(sum(counts[char] for char in home) for home in _COMMON) / USUAL_SHARE
    total = counts.total()
    at_home = max(share, min(common, total - counts["misplaced"] - counts["sign"]))
    return (at_home + counts["sign"] + 0.01) / (total + 0.01)


def _in_context(text: str) -> Counter[str]:
    """How often each letter beyond ASCII stands in `text`, "sign" and "misplaced" for the rest."""
    counts: Counter[str] = Counter()
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not char.isascii():
            counts[_role(before, char, after)] += 1
    return counts


def _role(before: str, char: str, after: str) -> str:
    letter = char.lower()
    if letter in _KNOWN:
        return letter if _fits(before, letter, after) and _case_fits(before, char) else "misplaced"
    if char.isalpha() and char not in "ªº":
        return "letter"
    inside = before.isalpha() and after.isalpha() and before.lower() != before.upper()
    return "sign" if char in (INNER if inside else PUNCTUATION) else "misplaced"


def _fits(before: str, letter: str, after: str) -> bool:
    """Latin words take no letters of other alphabets; ideographs stand anywhere."""
    beside_latin = (before + after).strip().isascii() and (before.isalpha() or after.isalpha())
    return letter not in _FOREIGN or not beside_latin


def _case_fits(before: str, char: str) -> bool:
    return not (char.isupper() and before.islower())


_HOMES = tuple(frozenset(alphabet) for alphabet in (*LATIN, *OTHERS))
_COMMON = tuple(frozenset(characters) for characters in IDEOGRAPHIC)
_KNOWN = frozenset().union(*_HOMES, *_COMMON)
_FOREIGN = frozenset().union(*OTHERS)
