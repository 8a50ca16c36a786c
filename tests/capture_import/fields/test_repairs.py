"""Repairs of words that saving broke, and words that only look broken and stay."""

from datetime import date

import pytest

from capture_import.fields.repairs import repair_article, split_joined_word
from newsrecord.record import Article

JOINED = {
    ("en", "statedthat"): ("stated", "that"),
    ("en", "theTreasury"): ("the", "Treasury"),
    ("en", "wroteZelenskyy"): None,
    ("en", "thatUkraine"): ("that", "Ukraine"),
    ("en", "meetingwith"): ("meeting", "with"),
    ("uk", "заявивщо"): ("заявив", "що"),
    ("uk", "повідомляєУНН"): ("повідомляє", "УНН"),
    ("ru", "сообщилчто"): ("сообщил", "что"),
}
ONE_WORD = {
    "en": [
        "breakwater",
        "Andridge",
        "easyGroup",
        "optionMonster",
        "outperformer",
        "iPhones",
        "Friedrichshafen",
        "Halverin",
        "strongerthanthat",
    ],
    "uk": ["Нафтогазом", "Знам'янка", "Зеленського", "якнайшвидше"],
    "ru": ["Газпромнефть", "чтокать"],
}


@pytest.mark.parametrize(("lang", "word"), [key for key, halves in JOINED.items() if halves])
def test_joined_words_are_split(lang: str, word: str) -> None:
    assert split_joined_word(word, lang) == JOINED[lang, word]


@pytest.mark.parametrize(("lang", "word"), [(lang, word) for lang, words in ONE_WORD.items() for word in words])
def test_a_whole_word_stays(lang: str, word: str) -> None:
    assert split_joined_word(word, lang) is None


def repaired(body: str, lang: str = "en") -> Article:
    return repair_article(Article("A headline", date(2023, 3, 3), lang=lang, body=body))


def test_every_repair_is_listed() -> None:
    article = repaired("He has statedthat it is so. She statedthat it isnâ€™t.")
    assert article.body == "He has stated that it is so. She stated that it isn’t."
    assert article.extra["Repairs"] == "isnâ€™t. → isn’t.; statedthat → stated that (×2)"


@pytest.mark.parametrize(
    "text",
    ["https://halverin.example/statedthat/x", "statedthat@halverin.example", "file_statedthat.txt", "[x](statedthat)"],
)
def test_urls_stay(text: str) -> None:
    assert repaired(text).body == text


def test_text_that_is_not_broken_stays() -> None:
    article = Article("Café – “naïve”", date(2023, 3, 3), lang="en", body="It’s 5 € — “so”.\n\nThe breakwater stands.")
    assert repair_article(article) is article


@pytest.mark.parametrize(
    ("body", "lang", "shown"),
    [
        ("A new inter-\nnational ramp.", "en", "A new international ramp."),
        ("Neue Nach-\nrichten vom Hafen.", "de", "Neue Nachrichten vom Hafen."),
        ("An inter-\nNational ramp.", "en", "An inter-\nNational ramp."),
        ("A well-\nlampened quay.", "en", "A well-\nlampened quay."),
        ("Two-\nand three-\nyear terms.", "en", "Two-\nand three-\nyear terms."),
        ("A new inter-\nnational ramp.", "xx", "A new inter-\nnational ramp."),
    ],
)
def test_a_word_broken_by_a_printed_line_is_joined_if_its_language_has_it(body: str, lang: str, shown: str) -> None:
    article = repaired(body, lang)
    assert article.body == shown
    assert ("Repairs" in article.extra) == (body != shown)
