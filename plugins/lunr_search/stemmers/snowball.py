"""The languages whose words Snowball stems: by snowballstemmer here, by @orama/stemmers in the browser.

Both implement the same release of Snowball's algorithms (2.2) and are pinned; tests/lunr_search/test_snowball.py
compares them. Snowball 3 has other rules for Dutch, German, Romanian and more, so that both have to be updated
together.
"""

from functools import cache, partial
from typing import TYPE_CHECKING

from lunr_search.stemmers.language import Language

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

NAMES = {
    **{"ar": "arabic", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "fi": "finnish", "fr": "french"},
    **{"ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian"},
    **{"lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pt": "portuguese"},
    **{"ro": "romanian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish"},
}
"""Snowball's names of the languages, by ISO 639-1."""

_SCRIPTS = {
    **{"arabic": ("arabic",), "armenian": ("armenian",), "greek": ("greek",), "hindi": ("devanagari",)},
    **{"nepali": ("devanagari",), "serbian": ("cyrillic", "latin"), "tamil": ("tamil",)},
}
_OTHER_NAMES = {"hindi": "indian"}


def package_export(code: str) -> str:
    """Return what @orama/stemmers exports a language under, the key in its package.json: `de` → `./german`."""
    return f"./{_OTHER_NAMES.get(NAMES[code], NAMES[code])}"


@cache
def _stemmer(name: str) -> "BaseStemmer":
    import snowballstemmer  # noqa: PLC0415 - it loads all languages, and few archives need one of them

    # not snowballstemmer.stemmer(), which takes PyStemmer of whatever release where that is installed
    stemmer: BaseStemmer = getattr(snowballstemmer, f"{name.title()}Stemmer")()
    return stemmer


def _stem(name: str, word: str) -> str:
    stemmed: str = _stemmer(name).stemWord(word)
    return stemmed


LANGUAGES = {
    code: Language(code, _SCRIPTS.get(name, ("latin",)), partial(_stem, name), frozenset())
    for code, name in NAMES.items()
}
