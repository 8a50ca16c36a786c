"""Text to tokens: where words begin and end, which are left out, and which term each becomes. Twin of tokens.js.

For English prose this is lunr's own way (split at white space and hyphens, trim, lunr's stop words, lunr's stemmer),
with three additions that news needs: the dashes, slashes and ellipses of typography separate words, a possessive `'s`
goes, and letters beyond ASCII are letters. A word is stemmed by the rules of its article's language where the script
fits, else by those of the first configured language of its script. tests/lunr_search/tokens.tsv holds both twins
together.
"""

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import chain

from lunr_search.stemmers import STEMMERS, Language

MAX_TERM = 64
"""Characters of a term; what is longer is cut, in the index and in a query alike."""

LEFT_OUT = ""
"""Stands for a word that becomes no term."""

SEVERAL = " "
"""Stands for what is no word, or more than one: no term has a space."""

MOST_TOKENS = 200_000
"""Tokens that a vocabulary remembers before it begins anew: a bound of its memory, some 30 MB."""

_DELETED = ("\u00ad", "\u0300", "\u0301", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060")
_SEPARATORS = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2026", "\u2212", "\ufeff")
# What is no letter and no digit of ASCII: no word begins or ends with it.
_ASCII_EDGES = "".join(chr(code) for code in range(128) if not chr(code).isalnum() and code != ord("_"))
_APOSTROPHES = ("\u2018", "\u2019", "\u02bc", "\u0060", "\u00b4", "\uff07")


def text_to_words(text: str) -> list[str]:
    """Return the lower-case words of a text with the punctuation around them still on: `The U.S.-led talks` → the,
    u.s., led, talks.
    """
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for sign in _DELETED:
            text = text.replace(sign, "")
        for sign in _SEPARATORS:
            text = text.replace(sign, " ")
        for sign in _APOSTROPHES:
            text = text.replace(sign, "'")
    return text.replace("..", " ").replace("-", " ").replace("/", " ").split()


def _separate(text: str) -> str:
    """Return a text in which most of what separates words is white space, as `text_to_words` makes it.

    Each part between white space then has the words that it has in the text, whatever stands around it.
    """
    if text.isascii():
        return text.replace("..", " ").replace("-", " ").replace("/", " ")
    if "\u03a3" in text:  # in lower case it depends on what follows, white space or a separator
        text = text.lower()
    for sign in (*_SEPARATORS, "-", "/"):
        text = text.replace(sign, " ")
    return text.replace("`", "'")  # an apostrophe where any sign is beyond ASCII


def trim_word(word: str) -> str:
    """Return a word without the signs around it and without a possessive: `"Kyiv's,` → `kyiv`; empty where no letter or
    digit is.
    """
    if not word.isalnum():
        word = word.strip(_ASCII_EDGES)
        start, end = 0, len(word)
        while start < end and not _is_word_sign(word[start]):
            start += 1
        while end > start and not _is_word_sign(word[end - 1]):
            end -= 1
        word = word[start:end]
        if word.endswith("'s"):
            word = word[:-2]
    return word[:MAX_TERM]


def _is_word_sign(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or unicodedata.category(sign)[0] in "LMN"


_SCRIPTS = (
    *(("greek", "\u0370", "\u03ff"), ("cyrillic", "\u0400", "\u052f"), ("armenian", "\u0530", "\u058f")),
    *(
        ("arabic", "\u0600", "\u06ff"),
        ("devanagari", "\u0900", "\u097f"),
        ("tamil", "\u0b80", "\u0bff"),
        ("greek", "\u1f00", "\u1fff"),
    ),
)


def word_to_script(word: str) -> str:
    """Return the script of a word's first letter that has another than `latin`, else `latin` if any letter has, else
    empty: its own stem.
    """
    if word.isascii() and word.islower():  # most words
        return "latin"
    script = ""
    for sign in word:
        if "a" <= sign <= "z" or "\u00df" <= sign <= "\u024f":
            script = "latin"
        elif sign > "\uffff":
            return ""
        elif sign >= _SCRIPTS[0][1]:
            for name, first, last in _SCRIPTS:
                if first <= sign <= last:
                    return name
    return script


class Vocabulary(dict[str, str]):
    """What stands between white space in one language's texts, as it stands there, each with its term; fills itself
    when asked.

    One text mostly repeats the words of others, so that asking is a look-up. LEFT_OUT stands for a word that becomes no
    term, SEVERAL for what is no word or more than one: `several` has its terms.
    """

    def __init__(self, word_to_term: Callable[[str], str]):
        super().__init__()
        self.several: dict[str, list[str]] = {}
        self._terms = Terms(word_to_term)

    def __missing__(self, token: str) -> str:
        terms = [self._terms[trim_word(word)] for word in text_to_words(token)]
        if len(terms) != 1:
            self.several[token] = terms
        self[token] = term = terms[0] if len(terms) == 1 else SEVERAL
        return term


class Terms(dict[str, str]):
    """Trimmed words of one language, each with its term, the same object for the same term; fills itself when asked."""

    def __init__(self, word_to_term: Callable[[str], str]):
        super().__init__()
        self._word_to_term = word_to_term

    def __missing__(self, word: str) -> str:
        term = self[word] = sys.intern(self._word_to_term(word))
        return term


class Tokenizer:
    """Texts to terms, for the configured languages in their order (`("en", "uk", "ru")`)."""

    def __init__(self, languages: tuple[str, ...]):
        self._languages = {code: STEMMERS[code] for code in languages}
        self._by_script: dict[str, Language] = {}
        for language in self._languages.values():
            for script in language.scripts:
                self._by_script.setdefault(script, language)
        self._vocabularies: dict[str, Vocabulary] = {}

    def word_to_term(self, word: str, lang: str) -> str:
        """Return the term of one word of an article in `lang`; empty for a stop word or where nothing is left."""
        return self._trimmed_to_term(trim_word(word), lang)

    def _trimmed_to_term(self, word: str, lang: str) -> str:
        script = word_to_script(word)
        language = self._languages.get(lang)
        if language is None or script not in language.scripts:
            language = self._by_script.get(script)
        if language is None:
            return word
        return LEFT_OUT if word in language.stop_words else language.stem(word)

    def terms(self, text: str, lang: str, exact: bool = False) -> list[str]:
        """Return the terms of a text's words in order, LEFT_OUT for each word that is none."""
        if exact:
            return [word[:MAX_TERM] for word in text.split()]
        vocabulary = self._vocabularies.get(lang)
        if vocabulary is None:
            vocabulary = Vocabulary(lambda word: self._trimmed_to_term(word, lang))
            self._vocabularies[lang] = vocabulary
        elif len(vocabulary) > MOST_TOKENS:
            vocabulary.clear()
            vocabulary.several.clear()
        tokens = _separate(text).split()
        terms = list(map(vocabulary.__getitem__, tokens))
        if SEVERAL not in terms:
            return terms
        rows = (
            (term,) if term is not SEVERAL else vocabulary.several[token]
            for token, term in zip(tokens, terms, strict=True)
        )
        return list(chain.from_iterable(rows))


@cache
def tokenizer_for(languages: tuple[str, ...]) -> Tokenizer:
    """Return the one tokenizer of this process for these languages; it remembers the words that it has seen."""
    return Tokenizer(languages)
