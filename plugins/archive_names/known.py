"""Names that are known before an article is read: countries, regions, cities, what the archive's owner has named."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from archive_names.words import DATA, Words, read_words

ACRONYM_LENGTH = 3
_WORLD = "001"
# The columns of `data/known.tsv` with the spellings of other languages than English.
_COLUMNS = {"uk": 2, "ru": 3}


class Known(NamedTuple):
    """A name that is known: its kind (`person`, `organisation`, `place`), the spelling that stands for all, and, in
    lower case, the one that dictionaries have.
    """

    kind: str
    name: str
    written: str


class KnownNames(dict[str, Known]):
    """Known names by `known_key`. They do not change, and are compared by identity, so that what follows from them can
    be kept.
    """

    __hash__ = object.__hash__  # type: ignore[assignment]  # a dict has none
    __eq__ = object.__eq__


def known_key(texts: Sequence[str], stems: Iterable[str]) -> str:
    """Return the key of a name: its words' stems, or itself where it is short and in capitals (`US` is no `us`)."""
    if len(texts) == 1 and len(texts[0]) <= ACRONYM_LENGTH and texts[0].isupper():
        return texts[0]
    return " ".join(stems)


def name_key(name: str, words: Words) -> str:
    """Return the key of a name as it is written in a list."""
    return known_key(name.split(), [words.stem(word) for word in name.lower().split()])


@functools.cache
def world_names(language: str) -> KnownNames:
    """Return the places that have names in a language, those whose English name a text may use, and what papers name.

    Countries and large cities come from the Unicode CLDR (Babel), further cities and regions from `data/`.
    """
    words = read_words(language)
    names = KnownNames()
    for kind, *spellings in _read_tables():
        for spelling in spellings:
            known = Known(kind, spellings[0], spelling.lower())
            names.setdefault(name_key(spelling, words), known)
            if not words.inflects:  # a sequence's key has no small words: `House of Representatives`
                names.setdefault(name_key(" ".join(_list_capitalised(spelling)) or spelling, words), known)
    for spelling, english in _cldr_places(language):
        names.setdefault(name_key(spelling, words), Known("place", english, spelling.lower()))
    return names


def _list_capitalised(spelling: str) -> list[str]:
    return [word for word in spelling.split() if not word[0].islower() and word != "&"]


@functools.cache
def local_spellings(language: str) -> Mapping[str, str]:
    """Return how a language spells the known names, by their English spelling, as far as the tables say."""
    if language == "en":
        return {known.name: known.name for known in world_names(language).values()}
    spellings: dict[str, str] = {}
    for spelling, english in _cldr_places(language):
        spellings.setdefault(english, spelling)
    if language in _COLUMNS:
        for line in _read_lines("known.tsv"):
            columns = [column.partition("|")[0] for column in line.split("\t")]
            if len(columns) > _COLUMNS[language]:
                spellings.setdefault(columns[1], columns[_COLUMNS[language]])
    return spellings


@functools.cache
def _read_tables() -> list[list[str]]:
    return [re.split(r"[\t|]", line) for name in ("known.tsv", "cities.tsv") for line in _read_lines(name)]


def _read_lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _cldr_places(language: str) -> Iterator[tuple[str, str]]:
    english = Locale("en")
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = english
    for code, name in locale.territories.items():
        if code != _WORLD:
            yield name.partition(" (")[0], english.territories.get(code, name)
    for zone, names in locale.time_zones.items():
        if "city" in names:
            yield names["city"], english.time_zones.get(zone, names).get("city", names["city"])
