"""Which language a text is in, when that is plain, and which way it is written."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

SAMPLE = 5_000  # characters; more would not change the answer
FEWEST_LETTERS = 12
FEWEST_WORDS = 3  # telltale words before a language is named
MUCH_VARIETY = 11  # and different ones, in a long text
CLEAR_LEAD = 1.25  # over the second-best language

RIGHT_TO_LEFT = frozenset(
    (
        *("ar", "arc", "arz", "az-arab", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "ha-arab"),
        *("he", "iw", "khw", "ks", "ku-arab", "lrc", "mzn", "nqo", "pa-arab", "pnb", "prs", "ps"),
        *("rhg", "sd", "sdh", "syr", "ug", "ur", "uz-arab", "yi"),
    )
)
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa")
)

# First character, last character, and the language (or family, in capitals) that owns the script.
SCRIPTS = (
    ("A", "ɏ", "LATIN"),
    ("Ḁ", "ỿ", "LATIN"),
    ("Ͱ", "Ͽ", "el"),
    ("ἀ", "῾", "el"),
    ("Ѐ", "ԯ", "CYRILLIC"),
    ("Ա", "֏", "hy"),
    ("א", "״", "he"),
    ("ء", "ۿ", "ARABIC"),
    ("ݐ", "ݿ", "ARABIC"),
    ("ހ", "޿", "dv"),
    ("ऀ", "ॿ", "DEVANAGARI"),
    ("ঀ", "৿", "bn"),
    ("਀", "੿", "pa"),
    ("઀", "૿", "gu"),
    ("஀", "௿", "ta"),
    ("ఀ", "౿", "te"),
    ("ಀ", "೿", "kn"),
    ("ഀ", "ൿ", "ml"),
    ("඀", "෿", "si"),
    ("฀", "๿", "th"),
    ("຀", "໿", "lo"),
    ("က", "႟", "my"),
    ("Ⴀ", "ჿ", "ka"),
    ("ሀ", "᎙", "am"),
    ("ក", "៿", "km"),
    ("ぁ", "ヿ", "KANA"),
    ("㐀", "鿿", "HAN"),
    ("가", "힣", "ko"),
)

# Letters that one language of the family has and the others have not; the first found decides.
TELLTALE_LETTERS = {
    "CYRILLIC": (
        *(("uk", "їєґ"), ("be", "ў"), ("kk", "әғқңұһ"), ("mk", "ѓќѕ"), ("sr", "ђћљњџј")),
        *(("ru", "ыэё"), ("bg", "ъ")),
    ),
    "ARABIC": (
        *(("ur", "ٹڈڑے"), ("ps", "ټډړښځڅۍ"), ("ug", "ۈېۋ"), ("ckb", "ڵۆێڕ")),
        *(("fa", "پچژگکی"), ("ar", "ةىكي")),
    ),
    "DEVANAGARI": (("mr", "ळ"),),
}
FAMILY_DEFAULTS = {"CYRILLIC": "ru", "ARABIC": "ar", "DEVANAGARI": "hi", "HAN": "zh", "KANA": "ja"}

# The small words of running text. A word that several languages share counts for each.
SMALL_WORDS = {
    "en": "the of and to in is that for it was on with as be are by this have from at an they not",
    "de": "der die das und in zu den ist nicht mit von auf für im dem ein eine des sich auch als",
    "fr": "le la les des et en un une du est que dans pour qui sur au pas par plus ce avec sont il",
    "es": "el la los de que y en un una las del se no por con para su al lo como más fue después",
    "pt": "o a os as de que e do da em um uma não para com dos no na se por mais foi ao são pelo",
    "it": "il la di che e un una per del non in i le della con si sono alla nel dei gli anche è ha",
    "ca": "el la els les de que i en un una amb per del al no és més dels ha van aquest seva són",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er die om ook als bij door",
    "sv": "och i att det som en på är av för med till den har inte om ett från var men vid efter",
    "da": "og i at det som en på er af for med til den har ikke om et fra var men blev også efter",
    "no": "og i at det som en på er av for med til den har ikke om et fra var men ble også etter",
    "fi": "ja on ei että se oli hän ovat mutta myös kun kuin joka sekä tai jo ole mukaan vain",
    "pl": "i w na z do się nie że to jest o jak po od za przez ale są dla był oraz może przed",
    "cs": "a v se na je že s z do o i to k ve pro za by ale jako po které byl také však při",
    "sk": "a v sa na je že s z do o aj to k vo pre za by ale ako po ktoré bol tiež však pri",
    "hu": "a az és hogy nem is egy meg ez volt már csak de ha van mint vagy szerint még azt után",
    "ro": "și în de la a nu cu care pe din un o că mai este pentru au fost sau după prin al ale",
    "hr": "i u je se na da su za od s o kao što ne koji iz će bi ali do te nije bio oko nakon",
    "tr": "ve bir bu da de için ile olarak olan çok daha gibi kadar sonra ancak ise ne en göre",
    "vi": "và của là có trong được cho không một các với người những này đã để khi về từ ở",
    "id": "yang dan di untuk dengan dari ini itu pada tidak dalam akan ada juga ke karena adalah",
    "et": "ja on ei et ka see oli kui ning mis aga oma või ta selle pole välja aasta ole siis",
    "eu": "eta da ez du zen izan dute egin bat ere dira baina hori dela zuen dituzte baino",
}
_SMALL = {language: frozenset(words.split()) for language, words in SMALL_WORDS.items()}
_SPOKEN_IN = {
    word: [language for language, small in _SMALL.items() if word in small]
    for word in frozenset().union(*_SMALL.values())
}
_ASCII_LETTERS = bytes(range(ord("a"), ord("z") + 1))
_NOT_ASCII = re.compile(r"[^\x00-\x7f][^\x00-\x7f]*")  # a set in front is looked for faster
_WORD = re.compile(r"[a-zªµºß-öø-ʯḁ-ỿ]+")  # Latin letters by name are found in half the time
_NEITHER = re.compile(r"[^\x00-\x7fªµºß-öø-ʯḁ-ỿ]")
_SPACED = {code: " " for code in range(128) if not chr(code).islower()}


def direction(language: str) -> str:
    """ "rtl" for a BCP 47 tag whose script runs right to left, else "ltr"."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in RIGHT_TO_LEFT else "ltr"


@lru_cache(16)  # reader and headline ask for the same text, one after the other
def guess(text: str) -> str:
    """The language of `text` as a BCP 47 code, or "" when that is not plain."""
    sample = text[:SAMPLE].lower()
    scripts = _scripts(sample)
    if scripts.total() < FEWEST_LETTERS and not _is_dense(scripts):
        return ""
    script, count = scripts.most_common(1)[0]
    if script == "HAN" and scripts["KANA"] * 10 > count:
        return "ja"
    if count < scripts.total() * 0.6 and script not in ("HAN", "KANA"):
        return ""
    return script if script.islower() else _in_family(script, sample)


def _scripts(sample: str) -> Counter[str]:
    """How many letters of each script."""
    ascii_only = sample.encode("ascii", "ignore")
    latin = len(ascii_only) - len(ascii_only.translate(None, _ASCII_LETTERS))
    scripts = Counter(LATIN=latin)
    foreign = [] if sample.isascii() else _NOT_ASCII.findall(sample)
    for char, count in Counter("".join(foreign)).items():
        scripts[_script(char)] += count
    del scripts[""]
    return scripts


def _script(char: str) -> str:
    """The language or family of a letter; "" for anything else."""
    if char.isascii():
        return "LATIN" if char.isalpha() else ""
    return next((script for first, last, script in SCRIPTS if first <= char <= last), "")


def _is_dense(scripts: Counter[str]) -> bool:
    """A few characters of these say as much as a dozen letters."""
    return scripts["HAN"] + scripts["KANA"] + scripts["ko"] >= 4


def _in_family(family: str, sample: str) -> str:
    if family == "LATIN":
        return _by_small_words(sample)
    letters = Counter(sample)
    shares = {
        language: sum(letters[char] for char in telltales)
        for language, telltales in TELLTALE_LETTERS.get(family, ())
    }
    enough = max(1, len(sample) // 1_000)
    return next((lang for lang, n in shares.items() if n >= enough), FAMILY_DEFAULTS[family])


def _by_small_words(sample: str) -> str:
    found = _latin_words(sample)
    words = Counter(filter(_SPOKEN_IN.__contains__, found))
    scores = sorted(_scores(words).items(), key=lambda scored: -scored[1])
    (best, most), (_, next_most) = scores[:2]
    variety = sum(word in words for word in _SMALL[best])
    plain = variety >= min(MUCH_VARIETY, FEWEST_WORDS + len(found) // 40)
    return best if plain and most >= next_most * CLEAR_LEAD else ""


def _latin_words(sample: str) -> list[str]:
    """The words of a text in lower case. Without quotation marks and dashes most are ASCII."""
    plain = sample if sample.isascii() else _NEITHER.sub(" ", sample)
    return plain.translate(_SPACED).split() if plain.isascii() else _WORD.findall(plain)


def _scores(words: Counter[str]) -> dict[str, float]:
    """Small words found, those of one letter for a third: they stand in too many languages."""
    scores = dict.fromkeys(_SMALL, 0.0)
    for word, count in words.items():
        share = count if len(word) > 1 else count / 3
        for language in _SPOKEN_IN[word]:
            scores[language] += share
    return scores
