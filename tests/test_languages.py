"""Languages: named when the text is plain, left open when it is not."""

from __future__ import annotations

import time

import pytest

from articles.languages import direction, guess

SENTENCES = {
    "en": "The council said that it would not raise taxes after the election.",
    "de": "Die Regierung sagte am Montag, dass sie die Steuern nach der Wahl nicht erhöhen will.",
    "fr": "Le gouvernement a dit lundi que les impôts ne seraient pas relevés après les élections.",
    "es": "El gobierno dijo el lunes que no subirá los impuestos después de las elecciones.",
    "pt": "O governo disse na segunda-feira que não vai aumentar os impostos depois das eleições.",
    "it": "Il governo ha detto lunedì che non aumenterà le tasse dopo le elezioni.",
    "nl": "De regering zei maandag dat ze de belastingen niet zal verhogen na de verkiezingen.",
    "sv": "Regeringen sade att den inte kommer att höja skatten efter valet och att det var så.",
    "da": "Regeringen sagde, at den ikke vil hæve skatten efter valget, og at det blev gjort.",
    "no": "Regjeringen sa at de ikke vil øke skatten etter valget, og at det ble gjort av alle.",
    "fi": "Hallitus sanoi maanantaina, että se ei aio korottaa veroja ja että päätös on tehty.",
    "pl": "Rząd powiedział w poniedziałek, że nie podniesie podatków, ale jest to trudne.",
    "tr": "Hükümet bu kararın önemli olduğunu ve daha sonra açıklama için bekleneceğini söyledi.",
    "ru": "Правительство заявило в понедельник, что не будет повышать налоги.",
    "uk": "Уряд заявив у понеділок, що не підвищуватиме податки після виборів, її рішення.",
    "el": "Η κυβέρνηση δήλωσε τη Δευτέρα ότι δεν θα αυξήσει τους φόρους.",
    "ar": "قالت الحكومة يوم الاثنين إنها لن ترفع الضرائب.",
    "fa": "دولت روز دوشنبه گفت که مالیات‌ها را افزایش نمی‌دهد.",
    "ur": "حکومت نے پیر کو کہا کہ وہ ٹیکس نہیں بڑھائے گی۔",
    "he": "הממשלה אמרה ביום שני שלא תעלה מסים.",
    "zh": "政府周一表示不会加税。",
    "ja": "政府は月曜日、増税しないと述べた。",
    "ko": "정부는 월요일 세금을 올리지 않겠다고 밝혔다.",
    "hi": "सरकार ने सोमवार को कहा कि वह कर नहीं बढ़ाएगी।",
    "th": "รัฐบาลกล่าวเมื่อวันจันทร์ว่าจะไม่ขึ้นภาษี",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_told_by_its_letters_and_small_words(language: str) -> None:
    assert guess(SENTENCES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "12345 67890", "Kelmouth", "!?", "Lorem Ipsum Dolor Sit Amet"]
)
def test_what_is_not_plain_is_left_open(text: str) -> None:
    assert guess(text) == ""


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    start = time.perf_counter()

    assert (
        guess(f"{SENTENCES['en']} It was not on for this, and they are with us. " * 100_000) == "en"
    )
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("tag", ["ar", "ar-EG", "fa", "fa_IR", "he", "ur", "ps", "yi", "ug", "sd",
                                 "ckb", "dv", "az-Arab", "pa-Arab-PK"])  # fmt: skip
def test_these_run_right_to_left(tag: str) -> None:
    assert direction(tag) == "rtl"


@pytest.mark.parametrize("tag", ["en", "", "zh-Hant", "ku", "az-Latn", "sd-Deva", "fa-Latn"])
def test_these_run_left_to_right(tag: str) -> None:
    assert direction(tag) == "ltr"
