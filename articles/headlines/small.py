"""Small words of other languages: what leads up to a main clause, what no headline ends on."""

from __future__ import annotations


def _openings(words: str) -> tuple[str, ...]:
    return tuple(f"{word} " for word in words.split())


# How a sentence opens that comes to its point after a comma.
LEADING = {
    "fr": _openings(
        "alors après avant comme dans depuis en lorsque malgré pendant pour quand selon si sur"
    ),
    "es": _openings(
        "al ante aunque como con cuando desde después durante en mientras para pese según si tras"
    ),
    "pt": _openings(
        "ao após apesar com como de desde depois durante em enquanto na no para quando segundo se"
    ),
    "it": _openings(
        "con come da dopo durante in mentre nel nella nonostante per prima quando se secondo su"
    ),
    "pl": _openings("choć chociaż gdy jak jeśli kiedy mimo na podczas po ponieważ w według"),
    "ru": _openings("в во после когда если хотя пока несмотря по с на до как"),
    "uk": _openings("у в після коли якщо хоча поки попри за з на до як"),
    "fa": _openings("در با پس پیش هنگامی وقتی اگر هرچند به از برای"),
    "ar": _openings("في بعد قبل عندما إذا رغم منذ خلال مع بينما"),
    "he": _openings("אחרי לפני כאשר אם בזמן בעוד למרות במהלך"),
    "ur": _openings("جب اگر جبکہ"),
    "hi": _openings("जब जबकि अगर यदि"),
    "zh": ("随着", "當", "当", "虽然", "雖然", "尽管", "儘管", "由于", "由於", "因为", "隨著"),
}
# Or how such a clause ends.
LEADING_ENDS = {"ja": ("中", "が", "ので", "ため", "一方", "ものの", "ても", "けれど")}
# The same where the main clause then begins with its verb, and cannot stand alone.
LEADING_BOUND = {
    "de": _openings(
        "als am an auf bei bevor da damit im in nach nachdem obwohl seit trotz während weil"
        " wenn wie"
    ),
    "nl": _openings("als bij door hoewel in na nadat om omdat op sinds terwijl toen voor"),
    "sv": _openings("då efter eftersom för i innan med medan när om på sedan trots under"),
    "da": _openings("da efter fordi for før i med mens når om på selvom siden under"),
    "no": _openings("da etter fordi for før i med mens når om på selv siden under"),
}
# Here the verb comes last, and a comma parts what leads up to it.
VERB_LAST = {"fa", "hi", "ja", "ko", "ps", "tr", "ur"}
DANGLING = {
    "ar": "في من على إلى عن أن إن ما لا مع هذا هذه التي الذي كان قد بعد قبل بين حتى ثم أو كما و",
    "fa": "در از به با که را این آن و برای تا بر یا هم نیز اما اگر می نمی هر یک",
    "ur": "کے کی کا میں سے کو نے اور پر یہ وہ کہ بھی ایک",
    "he": "של את על עם לא כי או גם אל מן כל זה היא הוא אשר ב ל ה",
    "hi": "के की का में से को ने और पर यह वह कि भी एक",
    "pt": "à às ao aos até entre sob sobre pela pelas pelos nos nas num numa das sua seu",
    "es": "a entre sobre hasta desde sin sus su este esta ese esa cada",
    "fr": "à aux entre sur sous sans vers chez ses son sa leur leurs cette ces ce ou",
    "it": "a da tra fra su sul sulla dal dalla dalle sono ogni suo sua",
    "de": "am an aus bei bis nach über um unter vom vor zum zur durch gegen ohne wie oder aber",
    "ru": "в и на с по за из к о от до для что не а но или как при у без об его её их",
    "uk": "в у і та на з по за із до для що не а але або як при без про його її їх від",
    "el": "ο η το οι τα του της των τον την στο στη στην στον και για από με να που θα δεν σε",
}
