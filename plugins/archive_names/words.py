"""The words round names in one language: titles, heads of organisations and places, given names, what is no name.

They stand in `data/LANGUAGE.toml`, as dictionaries have them. A language without a file has those of `any.toml`.
"""

import functools
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError

from newsrecord.stemmers import russian, ukrainian

DATA = Path(__file__).parent / "data"
_STEMMERS = {"ru": russian.stem, "uk": ukrainian.stem}
_STEMS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What is known of a language. All words are in lower case; those that inflect are stems, as `stem` returns them.
    `shorten` stems until nothing is cut off, so that all cases of a surname give the same (`Вітров`, `Вітровим`).

    `inflects` says that names have cases: a place may then follow a name in its genitive and be a name of its own, and
    the common noun that a name ends with (`Верховний суд`) is written small.
    """

    language: str
    inflects: bool
    stem: Callable[[str], str]
    shorten: Callable[[str], str]
    titles: frozenset[str]
    organisations: frozenset[str]
    places: frozenset[str]
    events: frozenset[str]
    given_names: frozenset[str]
    not_names: frozenset[str]
    calendar: frozenset[str]
    person_verbs: frozenset[str]
    before_places: frozenset[str]
    openers: frozenset[str]
    particles: frozenset[str]
    legal_forms: frozenset[str]
    credits: frozenset[str]
    everyday: frozenset[str]
    joined_by: dict[str, frozenset[str]]
    common: frozenset[str]


def languages() -> list[str]:
    """Return the languages that have a table of their own."""
    return sorted(path.stem for path in DATA.glob("??.toml"))


@functools.cache
def read_words(language: str) -> Words:
    """Return the words of a language (ISO 639-1)."""
    path = DATA / f"{language}.toml"
    table = tomllib.loads((path if path.exists() else DATA / "any.toml").read_text(encoding="utf-8"))
    inflects = table.get("inflects", False)
    stem = functools.lru_cache(_STEMS)(_STEMMERS[language]) if inflects else str

    def words(key: str) -> frozenset[str]:
        return frozenset(str(table.get(key, "")).split())

    def stems(key: str) -> frozenset[str]:
        return frozenset(map(stem, words(key)))

    calendar = frozenset(map(stem, _months_and_weekdays(language)))
    return Words(
        language=language,
        inflects=inflects,
        stem=stem,
        shorten=functools.lru_cache(_STEMS)(functools.partial(_stem_wholly, stem)) if inflects else str,
        titles=stems("titles"),
        organisations=stems("organisations"),
        places=stems("places"),
        events=stems("events"),
        given_names=stems("given_names"),
        not_names=stems("not_names") | calendar,
        calendar=calendar,
        person_verbs=words("person_verbs"),
        before_places=words("before_places"),
        openers=words("openers"),
        particles=words("particles"),
        legal_forms=words("legal_forms"),
        credits=words("credits"),
        everyday=words("everyday"),
        joined_by={joint: frozenset(heads.split()) for joint, heads in table.get("joined_by", {}).items()},
        common=_common_words(language),
    )


def _stem_wholly(stem: Callable[[str], str], word: str) -> str:
    while (stemmed := stem(word)) != word and len(stemmed) > 1:
        word = stemmed
    return word


def _common_words(language: str) -> frozenset[str]:
    try:
        return frozenset((DATA / f"{language}_words.txt").read_text(encoding="utf-8").split())
    except FileNotFoundError:
        return frozenset()


def _months_and_weekdays(language: str) -> set[str]:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return set()
    names = (locale.months, locale.days)
    return {
        word.lower() for kind in names for form in ("format", "stand-alone") for word in kind[form]["wide"].values()
    }
