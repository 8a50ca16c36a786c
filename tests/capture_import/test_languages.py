"""The language of a text: what is declared of it, what its words say, else by letters."""

import pytest

from capture_import.languages import letters_to_language, settle_language


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


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
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
        # too near to each other for words to tell
        (["nn"], NORWEGIAN, "nn"),
        (["nb"], NORWEGIAN, "nb"),
        (["no"], NORWEGIAN, "nb"),
        # nothing that is a code
        (["Deutsch", "", "klingon-like"], "The lamp is lit", "en"),
        (["de"], "The lamp is lit", "de"),
        ([], "", ""),
    ],
)
def test_what_is_declared_counts_unless_the_words_say_another(declared: list[str], text: str, language: str) -> None:
    assert settle_language(declared, text) == language
