"""The texts of the interface in an archive's language: gettext catalogues, `locale/LANGUAGE.po`, which Babel reads.

The code has each text in English, in a table with a key. The key is the message's `msgctxt`, so that one English word
may have several translations. English needs no catalogue: a text that a catalogue lacks is English.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).with_name("locale")
ENGLISH = "en"
# Plural categories of Unicode CLDR, in the order in which a catalogue has their forms.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
OTHER = CATEGORIES[-1]
# Characters of a language tag that are looked at: those that RFC 5646, 4.4.1, asks every program to hold.
LONGEST_TAG = 35
# Numbers that are enough to tell which categories a language has for whole numbers.
_SAMPLES = range(200)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language: `messages` by key and English text, `categories` those of plural forms."""

    lang: str
    messages: Mapping[tuple[str, str], str | tuple[str, ...]]
    categories: tuple[str, ...]

    def translate(self, key: str, english: str) -> str:
        """Return a text in the catalogue's language; in English where it has none."""
        found = self.messages.get((key, english))
        return found if isinstance(found, str) and found else english

    def list_forms(self, key: str, one: str, other: str) -> dict[str, str]:
        """Return the forms of a counted text by their plural categories; `other` is always among them.

        >>> read_catalogue("en").list_forms("story", "story", "stories")
        {'one': 'story', 'other': 'stories'}
        """
        found = self.messages.get((key, one))
        if not isinstance(found, tuple) or not all(found):
            return {"one": one, OTHER: other}
        return {**dict(zip(self.categories, found, strict=True)), OTHER: found[-1]}

    def choose_form(self, key: str, one: str, other: str, number: int) -> str:
        """Return the form of a counted text that a number asks for.

        >>> read_catalogue("en").choose_form("story", "story", "stories", 1)
        'story'
        """
        forms = self.list_forms(key, one, other)
        return forms.get(_read_rule(self.lang)(number), forms[OTHER])


@cache
def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the interface has, English first: `en`, `uk`, `pt_BR`."""
    return ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po"))


def find_language(lang: str) -> str | None:
    """Return the code of the catalogue for a language tag, that of its base language where it has none of its own.

    None for a language without a catalogue.

    >>> find_language("uk-UA"), find_language("en_GB"), find_language("tlh")
    ('uk', 'en', None)
    """
    known = {code.casefold(): code for code in list_languages()}
    parts = lang[:LONGEST_TAG].replace("-", "_").casefold().split("_")
    tags = ("_".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((known[tag] for tag in tags if tag in known), None)


def choose_language(lang: str) -> str:
    """Return the code of the catalogue for an archive in a language: English where there is none.

    >>> choose_language("uk-UA"), choose_language("tlh")
    ('uk', 'en')
    """
    return find_language(lang) or ENGLISH


def choose_page_language(lang: str) -> str:
    """Return the language tag (BCP 47) of the pages of an archive in a language: its own where the interface is in it.

    >>> choose_page_language("uk_UA"), choose_page_language("tlh")
    ('uk-UA', 'en')
    """
    return lang.replace("_", "-") if find_language(lang) else ENGLISH


@cache
def read_catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language of `list_languages`."""
    if code == ENGLISH:
        return Catalogue(code, {}, ("one", OTHER))
    from babel.messages.pofile import read_po  # noqa: PLC0415 - an English archive needs none

    with open(FOLDER / f"{code}.po", "rb") as file:
        read = read_po(file, locale=code)
    messages = {
        (message.context or "", message.id if isinstance(message.id, str) else message.id[0]): message.string
        if isinstance(message.string, str)
        else tuple(message.string or ())
        for message in read
        if message.id and not message.fuzzy
    }
    return Catalogue(code, messages, list_categories(code))


@cache
def list_categories(code: str) -> tuple[str, ...]:
    """Return the plural categories that a language has for whole numbers, in the order of a catalogue's forms.

    >>> list_categories("en"), list_categories("uk")
    (('one', 'other'), ('one', 'few', 'many'))
    """
    found = set(map(_read_rule(code), _SAMPLES))
    return tuple(category for category in CATEGORIES if category in found)


@cache
def _read_rule(code: str) -> Callable[[int], str]:
    """Return the rule that gives the plural category of a number in a language."""
    from babel import Locale  # noqa: PLC0415 - takes long to load; a build that changes nothing counts nothing

    return Locale.parse(code).plural_form


def describe_missing(lang: str) -> str:
    """Return what a build says once where there is no catalogue for its archive's language; "" where there is one."""
    if find_language(lang):
        return ""
    return (
        f"The interface has no catalogue for the language {lang}, so that its texts are English; the articles stay as "
        f"they are. There are {', '.join(list_languages())}. docs/developers.md says how to add a language."
    )
