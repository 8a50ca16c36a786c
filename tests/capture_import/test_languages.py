"""The language of a text: by letters, else by words."""

import pytest

from capture_import.languages import letters_to_language


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
