"""The language of a text: as declared, where its words do not plainly say another; else from its letters."""

import re
from collections.abc import Iterable

from capture_import.fields.evidence import Evidence, Field, Place

_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
# Where no letter tells, these words do.
_UKRAINIAN_WORD = re.compile(
    r"\b(?:і|й|та|що|як|у|з|із|року|його|вони|це|або|але|від|про|було|після|який)\b", re.IGNORECASE
)
_RUSSIAN_WORD = re.compile(
    r"\b(?:и|что|как|в|с|из|года|его|они|это|или|но|от|о|об|было|после|который)\b", re.IGNORECASE
)
_ENOUGH = 20_000
_ENGLISH = "en"
_ENGLISH_WORDS = frozenset(
    (
        "the of and to in that for is was with on as by at from which his her they their have has had were been would "
        "will be are it he she not this who said but or an after its more about than when into"
    ).split()
)
_LATIN_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_FEWEST_WORDS = 20
_LEAST_SMALL, _LEAST_THE, _LEAST_LATIN = 0.22, 0.02, 0.97

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*\Z")
# Countries' codes that are taken for languages', beside what CLDR knows as another name of a code (`eng`, `iw`).
_TAKEN_FOR = {
    "ua": "uk",
    "jp": "ja",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "se": "sv",
    "kr": "ko",
    "cn": "zh",
    "no": "nb",
}
# So near to each other that words do not tell them apart for certain.
_RELATED = ({"nb", "nn", "da"}, {"bs", "hr", "sr"}, {"id", "ms"}, {"zu", "xh"}, {"es", "gl", "ca"}, {"nl", "af"})
_SURE = 0.99
_JUDGED = 1000  # characters: more of them cost time and change nothing
_LETTERS = re.compile(r"[^\W\d_]")


def choose(evidence: Evidence, headline: str, words: str) -> str:
    """Return the code of a capture's language: what its publisher's layout tells, else as its words and it say."""
    for candidate in evidence.find(Field.LANGUAGE, Place.PUBLISHER):
        return candidate.text
    declared = [text for candidate in evidence.find(Field.LANGUAGE, Place.DECLARED) for text in candidate.texts]
    return decide_language(declared, f"{headline}. {words}")


def decide_language(declared: Iterable[str], text: str) -> str:
    """Return the code (ISO 639-1 where there is one) of a text's language; an empty string where nothing tells.

    The first of the declared languages that can be read counts, unless the words plainly are of another: many sites
    declare the language of their software.

    >>> decide_language(["en-US"], "Der Rat hat am Montag beschlossen, die alte Brücke am Hafen zu erneuern. " * 4)
    'de'
    """
    found = words_to_language(text)
    if found == _ENGLISH:
        return found
    code = next((code for value in declared if (code := read_language_code(value))), "")
    if found and not any({code, found} <= related for related in _RELATED):
        return found
    return code or letters_to_language(text)


def read_language_code(declared: str) -> str:
    """Return the code of a declared language, without its region; an empty string where it is none (BCP 47).

    >>> read_language_code("en_GB"), read_language_code("eng"), read_language_code("ua"), read_language_code("English")
    ('en', 'en', 'uk', '')
    """
    match = _CODE.match(declared)
    if match is None:
        return ""
    # late: it loads 300 kB of names, needed only where words do not tell the language
    from babel.core import get_global  # noqa: PLC0415 - see above

    code = match[1].lower()
    return _TAKEN_FOR.get(code) or get_global("language_aliases").get(code, code)


def words_to_language(text: str) -> str:
    """Return the code of the language that a text plainly is in; an empty string where it is too short or mixed."""
    text = text[:_JUDGED]
    if _is_plainly_english(text):
        return _ENGLISH
    letters = len(_LETTERS.findall(text))
    is_latin = len(_LATIN.findall(text)) > letters / 2
    if letters < (100 if is_latin else 40):
        return ""
    code, probability = _classify(text)
    return read_language_code(code) if probability >= _SURE else ""


def likely_language(text: str) -> str:
    """Return the code of the language that a text is in most likely; an empty string for a text without letters."""
    text = text[:_JUDGED]
    return read_language_code(_classify(text)[0]) if _LETTERS.search(text) else ""


def _is_plainly_english(text: str) -> bool:
    """Return whether so many of a text's words are English ones for relations that it is in no other language.

    Of 6,500 English texts (Reuters, WCXB) 5,350 were told so; none that the model takes for another language's was.
    """
    words = _LATIN_WORD.findall(text.lower())
    if len(words) < _FEWEST_WORDS or sum(map(len, words)) < _LEAST_LATIN * len(_LETTERS.findall(text)):
        return False
    small = sum(word in _ENGLISH_WORDS for word in words)
    return small >= _LEAST_SMALL * len(words) and words.count("the") >= _LEAST_THE * len(words)


def _classify(text: str) -> tuple[str, float]:
    # late: it takes half a second, and a plainly English text does not need it
    from capture_import.fields import language_model  # noqa: PLC0415 - see above

    return language_model.classify(text)


def letters_to_language(text: str) -> str:
    """Return `uk` or `ru` for Cyrillic text by what only one has, `en` for plain Latin, else an empty string.

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
    if not latin or (any("à" <= char <= "ÿ" for char in text) and text.count(" the ") == 0):
        return ""
    return "en"
