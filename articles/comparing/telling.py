"""Telling words: those that make a story say another thing when they come or go."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEGATIONS = _set("""
    not no never none nobody nothing nowhere nor neither without cannot denied denies deny
    nicht kein keine keinen keinem keiner nie niemals niemand ohne ne pas jamais aucun aucune sans
    nunca ninguno ninguna nessuno nessuna senza niet geen nooit inte ingen aldrig ikke nigdy
    не нет ни никогда без لا ليس لم لن غير לא אין 不 没 沒 無 无 非 未 ไม่
""")
"""In English, and in other languages where the word means nothing else in English copy."""

NUMBERS = _set("""
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred
    hundreds thousand thousands million millions billion billions trillion dozen dozens half
    twice first second third fourth fifth percent 一 二 三 四 五 六 七 八 九 十 百 千 万 萬 亿 億
""")

DATES = _set("today yesterday tomorrow tonight")

WEEKDAYS_AND_MONTHS = _set("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december
""")
"""Dates where they have a capital."""

OPENERS = _set("""
    a an the this that these those he she it they we you i his her its their our my there here
    in on at by for from of to with and but or if as when while after before since until who
    what where why how is are was were be has have had do does did will would can could may
    might should must one all some many most more each every both another other also only now
    then so yet still even just once nearly almost about over under between during against
    somebody someone something anybody anyone everybody everyone few several such these no yes
""")
"""Words that open a sentence, so that a capital says nothing of them."""
