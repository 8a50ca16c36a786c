"""The language of a text: the declared one, unless its words show another; without either, by its letters."""

import pytest

from capture_import.fields import languages
from capture_import.fields.languages import decide_language, letters_to_language, words_to_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Її сім'я живе тут", "uk"),
        ("Объявлены новые цены", "ru"),
        ("Портовая служба зажгла фонарь, и он горит. Лодок было много.", "ru"),
        ("Портова служба та лоцмани засвітили фонар. Про це стало чутно.", "uk"),
        ("The lamp is lit", "en"),
        ("Le phare brûle à nouveau", ""),
        ("123", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert letters_to_language(text) == language


GERMAN = (
    "Der Rat hat am Montag beschlossen, die alte Brücke am Hafen zu erneuern. Die Arbeiten "
    "dauern bis zum Herbst, und der Verkehr wird umgeleitet."
)
NORWEGIAN = (
    "Byrådet vedtok mandag å bygge ny bru over elva. Arbeidet varer til høsten, og "
    "trafikken blir lagt om gjennom sentrum i denne tiden, sier ordføreren."
)


# `test_every_form.py` tests each row with every form of input.
SETTLED = [
    (["de-DE"], GERMAN, "de"),
    # the language of the site's software
    (["en-US"], GERMAN, "de"),
    ([], GERMAN, "de"),
    (
        ["kr"],
        (
            "서울시는 월요일에 오래된 다리를 새로 짓기로 했다. "
            "공사는 가을까지 이어지고 차들은 다른 길로 돌아간다고 시장이 말했다."
        ),
        "ko",
    ),
    (
        ["en"],
        "市議会は月曜日、港の古い橋を架け替えることを決めた。工事は秋まで続き、車は別の道を通ることになると市長が述べた。",
        "ja",
    ),
    (["eng"], "The lamp is lit.", "en"),
    (["ua", "en"], "Тиша", "uk"),
    # languages too similar to be told apart by words
    (["nn"], NORWEGIAN, "nn"),
    (["nb"], NORWEGIAN, "nb"),
    (["no"], NORWEGIAN, "nb"),
    # not a code of a language
    (["Deutsch", "", "klingon-like"], "The lamp is lit", "en"),
    (["de"], "The lamp is lit", "de"),
    ([], "", ""),
]


@pytest.mark.parametrize(("declared", "text", "language"), SETTLED)
def test_the_declared_language_counts_unless_words_show_another(declared: list[str], text: str, language: str) -> None:
    assert decide_language(declared, text) == language


ENGLISH = "The council of Halverin said on Friday that it would repair the old bridge, which was built for the railway."


def test_the_model_is_not_called_for_clearly_english_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_classify", lambda text: ("xx", 1.0))
    assert words_to_language(ENGLISH * 2) == "en"
    assert decide_language(["de"], ENGLISH * 2) == "en"


@pytest.mark.parametrize(
    "text",
    [
        GERMAN * 2,
        # words that are also English
        "De man was in de stad toen het water over de brug was; in de hal is het nu droog, of was dat te vroeg gezegd?",
        "Di pipol for di town say di bridge wey dem build for di river don fall, and di oga of di town go build am.",
        ENGLISH + " " + "Рада міста вирішила у понеділок відновити старий міст біля порту до осені." * 3,
        "The lamp is lit",
    ],
    ids=["German", "Dutch", "Nigerian Pidgin", "Ukrainian behind English", "too short"],
)
def test_the_model_is_called_for_other_text_unless_it_is_too_short(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "_classify", lambda text: ("xx", 1.0))
    assert not languages._is_plainly_english(text)
    assert words_to_language(text) in ("xx", "")
