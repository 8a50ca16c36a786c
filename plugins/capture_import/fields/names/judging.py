"""What is a name, and whose: names told from labels, buttons, jobs, days and sentences, people from organisations."""

import re
from collections.abc import Iterable
from functools import lru_cache

from capture_import.fields.dates.words import load_words as load_date_words
from capture_import.fields.names.agencies import is_agency
from capture_import.fields.names.words import Phrases, either, single_words_of, words_of

# A name as bylines have it: two to four words that begin with a capital, or are of a script that has none, with
# the small words that stand between them.
_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-ЯҐԱ-Ֆא-ת\u0620-\u064a\u0900-\u0eff\u10d0-\u10ffḀ-ỿ]"
_SMALL = either(frozenset(word for word in words_of("particle") if word.isalpha()))
NAME = rf"(?:{_CAPITAL}[\w.'’-]*)(?:\s+(?:{_SMALL}\s+){{0,2}}{_CAPITAL}[\w.'’-]*){{1,3}}"
_FULL_NAME = re.compile(rf"{NAME}\Z")
# Names of Chinese, Japanese and Korean are written without spaces.
_JOINED_NAME = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3・·]{2,8}\\Z")

_MAX_NAME = 60
_MAX_SPACES = 6
_ORGANISATION = Phrases(words_of("organisation"))
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d\d(?:\b|[ap]m)|\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\bvor\s\d+\b", re.IGNORECASE
)
# A template's key is one, too: `page.head.author`.
_PLACEHOLDER = re.compile(r"\d+\Z|##\w+##|\W*\Z|\{|\[|%[a-z]|@|[a-z_]+(?:\.[a-z_]+)*\.(?:author|byline|name)\Z")
# Short forms of weekdays that are somebody's name, too.
_DAYS_AND_NAMES = frozenset("sun mon thu".split())
_WORD = re.compile(r"[^\W_][\w'’*-]*")
# `d'Ornano`, `al-Asaad`: small words that are written with the name behind them
_PREFIXED = re.compile(r"(?:[dl]|[^\W\d_]{1,3})['’-][^\W\d_]")


def is_name(text: str, *, is_declared: bool = False) -> bool:
    """Return whether a clean piece of a byline can be somebody's name. What is declared as one may read as a sentence.

    >>> [is_name(text) for text in ("Ann Lee", "Sign In", "11-50 employees", "Marketing Manager", "News Desk")]
    [True, False, False, False, True]
    """
    if (
        not text
        or len(text) > _MAX_NAME
        or text.count(" ") > _MAX_SPACES
        or _PLACEHOLDER.match(text)
        or _TIME.search(text)
        or text.casefold() in words_of("nobody")
    ):
        return False
    if text.casefold() in words_of("signature"):
        return True
    if not is_declared and text.partition(" ")[0] in words_of("no_name_start") and " " in text:
        return False
    words = [word.strip("'’*-") for word in _WORD.findall(text.casefold().replace("’", "'"))]
    if not words or not re.search(r"[^\W\d_]", text):
        return False
    if len(words) == 1 and _is_weekday(words[0]):
        return False
    has_number = any(word[0].isdigit() for word in words)
    if all(word[0].isdigit() or word in _no_name_words() or (has_number and is_day_word(word)) for word in words):
        return _signs_for_many(text, words)
    return is_declared or not _is_sentence(text)


def is_full_name(text: str) -> bool:
    """Return whether a text is written as whole names are, and nothing more.

    >>> [is_full_name(text) for text in ("Ann Lee", "Bo de la Ek", "李明", "Ann", "ann lee")]
    [True, True, True, False, False]
    """
    return bool(_FULL_NAME.match(text) or _JOINED_NAME.match(text))


def is_organisation(name: str, sites: Iterable[str] = ()) -> bool:
    """Return whether a name is an organisation's, an agency's or the site's own rather than somebody's.

    `sites` are the folded names of the site.
    """
    if _names_an_organisation(name):
        return True
    if not sites:
        return False
    folded = fold_name(name)
    joined = folded.replace(" ", "")
    return any(
        folded == site or (len(folded) > 5 and folded in site) or (len(site) > 7 and site.replace(" ", "") in joined)
        for site in sites
    )


@lru_cache(maxsize=4096)  # the same people sign many articles
def _names_an_organisation(name: str) -> bool:
    return _ORGANISATION.stand_in(name) or is_agency(name)


def is_day_word(word: str) -> bool:
    """Return whether a folded word is a month's or a weekday's."""
    meaning = load_date_words().mean(word.rstrip("."))
    return meaning is not None and len(word) > 2


def _is_weekday(word: str) -> bool:
    """Return whether a folded word names a weekday in English, as software writes it, and nobody: `Sat`, not `Thu`."""
    entries = load_date_words().entries.get(word, ())
    return word not in _DAYS_AND_NAMES and any(entry.kind == "weekday" and entry.language == "en" for entry in entries)


def fold_name(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _signs_for_many(text: str, words: list[str]) -> bool:
    """Return whether words of buttons and jobs are the name under which several sign: `News Desk`, `Marketing Team`."""
    last = text.rpartition(" ")[2]
    return len(words) > 1 and _ORGANISATION.stand_in(last) and not re.search(r"(?<!\S)[a-zà-ÿа-яёіїєґ]", text)


def _is_sentence(text: str) -> bool:
    """Return whether words in small letters, which names do not have, stand among others.

    Names of organisations have them; so has a name in small letters alone.
    """
    words = text.split()
    if not words[0][:1].isupper() or _ORGANISATION.stand_in(text):
        return False
    small = [word for word in words[1:] if word[:1].islower() and not _PREFIXED.match(word)]
    if len(words) == 2 and small and small[0] not in _no_name_words():
        return False  # `Ann lee`
    return any(word not in words_of("particle") for word in small)


def _no_name_words() -> frozenset[str]:
    return single_words_of("button", "label", "made", "job", "field", "other_role", "later_role", "no_name_start")
