"""The language of a text from its letters; for the languages that the archive's publishers write in."""

import re

_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Where no letter tells, these words do.
_UKRAINIAN_WORD = re.compile(r"\b(?:і|й|та|що|як|у|з|із|року|його|вони|це|або|але|від|про|було|після|який)\b", re.IGNORECASE)
_RUSSIAN_WORD = re.compile(r"\b(?:и|что|как|в|с|из|года|его|они|это|или|но|от|о|об|было|после|который)\b", re.IGNORECASE)
_ENOUGH = 20_000


def letters_to_language(text: str) -> str:
    """Give `uk` or `ru` for Cyrillic text by the letters and words that only one has, `en` for plain Latin, else nothing.

    >>> letters_to_language("Її сім'я"), letters_to_language("Объявлены"), letters_to_language("The news")
    ('uk', 'ru', 'en')
    """
    text = text[:_ENOUGH]
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic > latin:
        ukrainian, russian = len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
        if ukrainian == russian:
            ukrainian, russian = len(_UKRAINIAN_WORD.findall(text)), len(_RUSSIAN_WORD.findall(text))
        if ukrainian == russian:
            return ""
        return "uk" if ukrainian > russian else "ru"
    if not latin or any("à" <= char <= "ÿ" for char in text) and text.count(" the ") == 0:
        return ""
    return "en"
