"""Text to terms: where words begin and end, which are left out, and which term each becomes. Twin of tokens.js.

English prose is treated as lunr.js does: split at white space and hyphens, trimmed, lunr's stop words left out, lunr's
stemmer. There are three additions for news: typographic dashes, slashes and ellipses separate words too, a possessive
`'s` is removed, and all letters of Unicode are letters. A word is stemmed by its article's language where that is
written in the word's script, else by the first configured language that is. tests/lunr_search/tokens.tsv tests both
twins.
"""

import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from itertools import chain

from lunr_search.stemmers import STEMMERS, Language

MAX_TERM = 64
"""The most characters of a term: longer words are cut, in the index and in a query alike."""

LEFT_OUT = ""
"""The term of a word that is not indexed, such as a stop word."""

SEVERAL = " "
"""The term of a token that is no word, or more than one: no real term has a space."""

MOST_TOKENS = 200_000
"""How many tokens a Vocabulary caches before it is cleared, which bounds its memory to some 30 MB."""

_DELETED = ("\u00ad", "\u0300", "\u0301", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060")
_SEPARATORS = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2026", "\u2212", "\ufeff")
# The characters of ASCII with which no word begins or ends.
_ASCII_EDGES = "".join(chr(code) for code in range(128) if not chr(code).isalnum() and code != ord("_"))
_APOSTROPHES = ("\u2018", "\u2019", "\u02bc", "\u0060", "\u00b4", "\uff07")


def text_to_words(text: str) -> list[str]:
    """Return the words of a text in lower case, with the punctuation around them.

    >>> text_to_words("The U.S.-led talks")
    ['the', 'u.s.', 'led', 'talks']
    """
    text = text.lower()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for character in _DELETED:
            text = text.replace(character, "")
        for character in _SEPARATORS:
            text = text.replace(character, " ")
        for character in _APOSTROPHES:
            text = text.replace(character, "'")
    return text.replace("..", " ").replace("-", " ").replace("/", " ").split()


def _separate(text: str) -> str:
    """Return a text with spaces in place of the separators of `text_to_words`. Most texts keep their case.

    Each token between white space then has the same words alone as it has in the text, so that it can be cached.
    """
    if text.isascii():
        return text.replace("..", " ").replace("-", " ").replace("/", " ")
    if "\u03a3" in text:  # a sigma's lower case depends on the next character
        text = text.lower()
    for character in (*_SEPARATORS, "-", "/"):
        text = text.replace(character, " ")
    return text.replace("`", "'")  # an apostrophe in a text that is not all ASCII


def trim_word(word: str) -> str:
    """Return a word without the punctuation around it and without a possessive; empty where no letter or digit is left.

    >>> trim_word("(kyiv's,")
    'kyiv'
    """
    if not word.isalnum():
        word = word.strip(_ASCII_EDGES)
        start, end = 0, len(word)
        while start < end and not _is_word_character(word[start]):
            start += 1
        while end > start and not _is_word_character(word[end - 1]):
            end -= 1
        word = word[start:end]
        if word.endswith("'s"):
            word = word[:-2]
    return word[:MAX_TERM]


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] in "LMN"


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
    """Return the script of a word: that of its first letter that is not Latin, else `latin` where it has a Latin
    letter.

    Empty where no letter is of a known script: such a word is not stemmed.
    """
    if word.isascii() and word.islower():  # most words
        return "latin"
    script = ""
    for character in word:
        if "a" <= character <= "z" or "\u00df" <= character <= "\u024f":
            script = "latin"
        elif character > "\uffff":
            return ""
        elif character >= _SCRIPTS[0][1]:
            for name, first, last in _SCRIPTS:
                if first <= character <= last:
                    return name
    return script


class Vocabulary(dict[str, str]):
    """A cache from tokens, the parts of one language's texts between white space, to terms; a missing token is added.

    Most words of a text occur in others, so that most look-ups hit. A token that is not exactly one word has the term
    SEVERAL, and its terms are in `several`.
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
    """A cache from trimmed words of one language to interned terms; a missing word is added."""

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
        """Return the term of one word of an article in `lang`; LEFT_OUT for a stop word or where nothing is left."""
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
        """Return the term of each word of a text, in order; LEFT_OUT for a word that is not indexed.

        `exact` takes words as they stand, for EXACT_FIELDS.
        """
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
    """Return this process's tokenizer for these languages, whose caches all texts share."""
    return Tokenizer(languages)
