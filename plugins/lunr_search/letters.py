"""What a language makes of letters: lower case, elided articles, and which accented letters are letters of their own.

Twin of letters.js.
"""

import re
import unicodedata
from functools import cache

ACCENTS = "`"
"""Separates, in a term, the letters without accents from the accented ones: no word has this character."""

_OWN = {
    **dict.fromkeys(("sv", "fi"), "\u00e5\u00e4\u00f6"),
    **dict.fromkeys(("da", "nb", "nn", "no"), "\u00e5\u00e6\u00f8"),
    **dict.fromkeys(("es", "gl", "eu"), "\u00f1"),
    "is": "\u00e6\u00f0\u00f6\u00fe",
    "et": "\u00e4\u00f5\u00f6\u00fc",
}
"""Letters that the readers of a language have on their keyboards, and take for other letters than those without."""

_FOLDED = {
    **{"\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d"},
    **{"\u00fe": "th", "\u0131": "i", "\u0127": "h", "\u014b": "n", "\u0259": "a"},
    **{"\u0629": "\u0647", "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643"},
}
_FOLDABLE = re.compile("[\u00c0-\u024f\u0259\u0370-\u03ff\u0620-\u064a\u06a9\u06cc\u1e00-\u1fff]")
DOTLESS = ("tr", "az")
"""Languages whose I has no dot in lower case."""
_SUFFIXES = re.compile("'.*")
_ARTICLES = {
    "fr": re.compile("(?:[ldjmtscn]|(?:jus|lors|puis|quoi|pres)?qu)'"),
    "it": re.compile(
        "(?:[ldcmtsv]|gl|(?:[nsd]|qu)?ell|a[dg]?ll?|dall|sull|coll|dagl|degl|negl|sugl|(?:nessun|alcun|ciascun|un)"
        "|quest|sant|bell|tutt|anch|mezz|senz|dov|com)'"
    ),
    "ca": re.compile("[ldmtsn]'"),
}
_ANY_ARTICLE = re.compile("[ld]'")


def to_lower(word: str, lang: str) -> str:
    """Return a word in lower case: in Turkish, I has no dot.

    >>> to_lower("ISPARTA", "tr"), to_lower("ISPARTA", "en")
    ('\u0131sparta', 'isparta')
    """
    if lang in DOTLESS:
        word = word.replace("I", "\u0131")
    return word.lower().replace("\u03c2", "\u03c3")


def cut_elided(word: str, lang: str) -> str:
    """Return a word in lower case without an elided article before it, in Turkish without the endings of a name.

    >>> cut_elided("dell'italia", "it"), cut_elided("l'oreal", "en"), cut_elided("ankara'da", "tr")
    ('italia', 'oreal', 'ankara')
    """
    if "'" not in word:
        return word
    if lang in DOTLESS:
        return _SUFFIXES.sub("", word)
    found = _ARTICLES.get(lang, _ANY_ARTICLE).match(word)
    return word[found.end() :] if found and len(word) > found.end() + 1 else word


def fold(stem: str, lang: str) -> str:
    """Return the term of a stem: its letters without accents, then the accented ones. So both forms are neighbours.

    A language's own letters stay as they are. Cyrillic letters are never folded.

    >>> fold("caf\u00e9", "en"), fold("malm\u00f6", "en"), fold("malm\u00f6", "sv")
    ('cafe`\u00e9', 'malmo`\u00f6', 'malm\u00f6')
    """
    if stem.isascii() or not _FOLDABLE.search(stem):
        return stem
    own = _OWN.get(lang, "")
    letters = [letter if letter in own else _without_accents(letter) for letter in stem]
    changed = [before for before, after in zip(stem, letters, strict=True) if before != after]
    return f"{''.join(letters)}{ACCENTS}{''.join(changed)}" if changed else stem


@cache
def _without_accents(letter: str) -> str:
    if letter in _FOLDED:
        return _FOLDED[letter]
    if not _FOLDABLE.match(letter):
        return letter
    parts = unicodedata.normalize("NFD", letter)
    return "".join(part for part in parts if unicodedata.category(part)[0] != "M") or letter
