"""Text to terms: which term each word becomes, and which words are left out. Twin of tokens.js.

English prose is treated as lunr.js does, with its stop words and its stemmer, but words are found as `words.py`
describes. A word is stemmed by its article's language where that is written in the word's script, else by the first
configured language that is. Of an accented word the term names both forms (`letters.fold`).

A stop word in capitals, or with a capital inside a sentence, is a name: the WHO, Theresa May. Its term has an end that
no word has, since `us` is also the stem of `uses`. tests/lunr_search/tokens.tsv tests both twins.
"""

import re
import sys
from collections.abc import Mapping
from functools import cache

from lunr_search.letters import ACCENTS, DOTLESS, cut_elided, fold, to_lower
from lunr_search.stemmers import STEMMERS, Language
from lunr_search.words import MAX_TERM, ends_sentence, has_run, opens_quotation, token_to_words

LEFT_OUT = ""
"""The term of a word that is not indexed, such as a stop word."""

ACRONYM = "."
"""The last character of the term of a stop word in capitals: the WHO is `who.`"""

NAME = "'"
"""The last character of the term of a stop word with a capital: Theresa May is `theresa may'`"""

SEVERAL = " "
"""Stands for the terms of a token that has not one word, or whose term depends on the token before it."""

MOST_TOKENS = 200_000
"""How many tokens a Vocabulary caches before it is cleared, which bounds its memory to some 30 MB."""

_LONGEST_TOKEN = 100
_LEAST_CAPITALS = 4
"""How many words a text in capitals must have, as a headline, for its stop words to be no names."""
# Most tokens: letters and digits with at most some punctuation around them. No letter here needs a rule of words.py.
_plain = re.compile(
    r"[\"(\[$]*([A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u012f\u0131-\u024f\u0400-\u0481\u048a-\u052f]+|[0-9]+\.[0-9]+)"
    r"(?:'s)?[.,;:?!)%'\"\]]*"
).fullmatch

_SCRIPTS = (
    *(("greek", "\u0370", "\u03ff"), ("cyrillic", "\u0400", "\u052f"), ("armenian", "\u0530", "\u058f")),
    *(
        ("arabic", "\u0600", "\u06ff"),
        ("devanagari", "\u0900", "\u097f"),
        ("tamil", "\u0b80", "\u0bff"),
        ("latin", "\u1e00", "\u1eff"),
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


Several = tuple[list[str], list[str]]
"""The terms of a token: where it opens a sentence, and inside one. One list where both are the same."""


class Vocabulary(dict[str, str]):
    """A cache from tokens, the parts of one language's texts between white space, to terms; a missing token is added.

    Most words of a text occur in others, so that most look-ups hit. The terms of a token with the term SEVERAL are
    those of `several`, or, where it is not there, of `split`.
    """

    def __init__(self, lang: str, terms: "Terms"):
        super().__init__()
        self._lang = lang
        self.several: dict[str, Several] = {}
        self.ends = Ends()
        self._terms = terms
        self._is_plain = _plain if lang not in DOTLESS else _never

    def __missing__(self, token: str) -> str:
        # the cheapest tests first: most tokens are letters or digits, or have a comma or a full stop behind them
        word = token if token.isalnum() else token[:-1] if token[-1] in ",." and token[:-1].isalnum() else ""
        if not (word and token.isascii() and self._is_plain is not _never):
            found = self._is_plain(token)
            word = found[1] if found else ""
        if word.isdigit():
            self[token] = term = word[:MAX_TERM]
            return term
        if word:
            term = self._terms[word.lower()]
            if term or word[0] > "Z" or word.islower():
                self[token] = term
                return term
        elif len(token) > _LONGEST_TOKEN or has_run(token):
            return SEVERAL  # seldom seen twice
        opening, inside = self.split(token)
        if opening is inside and len(inside) == 1:
            self[token] = term = inside[0]
            return term
        self.several[token] = opening, inside
        self[token] = SEVERAL
        return SEVERAL

    def split(self, token: str) -> Several:
        """Return the terms of a token. One without words counts as a word that is left out."""
        inside = list(map(self._word_to_term, token_to_words(token))) or [LEFT_OUT]
        if inside[0][-1:] != NAME:
            return inside, inside
        opening = [LEFT_OUT, *inside[1:]]
        return opening, opening if opens_quotation(token) else inside

    def _word_to_term(self, word: str) -> str:
        if self._is_plain is _plain and word.isascii() and "'" not in word:
            lower = word.lower()
        else:
            lower = cut_elided(to_lower(word, self._lang), self._lang)
        term = self._terms[lower]
        return sys.intern(name_to_term(word, lower)) if not term and self._terms.is_stop_word(lower) else term

    def forget(self) -> None:
        """Clear the cache."""
        self.clear()
        self.several.clear()
        self.ends.clear()


class Ends(dict[str, bool]):
    """A cache from tokens to whether they end a sentence; a missing token is added."""

    def __missing__(self, token: str) -> bool:
        is_end = self[token] = ends_sentence(token)
        return is_end


def _never(_token: str) -> None:
    """Match no token."""


class Terms(dict[str, str]):
    """A cache from lower-case words of one language to interned terms; a missing word is added."""

    def __init__(self, lang: str, by_script: Mapping[str, Language]):
        super().__init__()
        self._lang = lang
        self._by_script = by_script
        self._latin = by_script.get("latin")

    def __missing__(self, word: str) -> str:
        cut = word[:MAX_TERM]
        is_ascii = cut.isascii()
        language = self._latin if is_ascii and cut.islower() else self._by_script.get(word_to_script(cut))
        if language is None:
            term = fold(cut, self._lang)
        elif cut in language.stop_words:
            term = LEFT_OUT
        elif language.knows_accents:
            term = fold(language.stem(cut), self._lang)
        elif is_ascii:
            term = language.stem(cut)
        else:
            plain, mark, accented = fold(cut, self._lang).partition(ACCENTS)
            term = language.stem(plain) + mark + accented
        self[word] = term = sys.intern(term)
        return term

    def is_stop_word(self, word: str) -> bool:
        """Return whether a word is left out, rather than that its stem is empty."""
        language = self._by_script.get(word_to_script(word))
        return language is not None and word in language.stop_words


class Tokenizer:
    """Texts to terms, for the configured languages in their order (`("en", "uk", "ru")`)."""

    def __init__(self, languages: tuple[str, ...]):
        self._languages = {code: STEMMERS[code] for code in languages}
        self._vocabularies: dict[str, Vocabulary] = {}

    def _make_vocabulary(self, lang: str) -> Vocabulary:
        by_script: dict[str, Language] = {}
        own = [self._languages[lang]] if lang in self._languages else []
        for language in (*own, *self._languages.values()):
            for script in language.scripts:
                by_script.setdefault(script, language)
        return Vocabulary(lang, Terms(lang, by_script))

    def terms(self, text: str, lang: str, *, exact: bool = False, prose: bool = True) -> list[str]:
        """Return the term of each word of a text, in order; LEFT_OUT for a word that is not indexed.

        `exact` takes words as they stand, for EXACT_FIELDS. In `prose`, unlike in headlines and names, a capital says
        nothing at the beginning of a sentence.
        """
        if exact:
            return [word[:MAX_TERM] for word in text.split()]
        vocabulary = self._vocabularies.get(lang)
        if vocabulary is None:
            vocabulary = self._vocabularies[lang] = self._make_vocabulary(lang)
        elif len(vocabulary) > MOST_TOKENS:
            vocabulary.forget()
        if text.isupper() and is_shouted(text):
            text = text.lower()
        tokens = text.split()
        terms = list(map(vocabulary.__getitem__, tokens))
        find, several, ends = terms.index, vocabulary.several, vocabulary.ends
        start = added = 0
        try:
            while True:
                start = find(SEVERAL, start)
                place = start - added
                opening, inside = several.get(tokens[place]) or vocabulary.split(tokens[place])
                if opening is not inside and prose and (not place or ends[tokens[place - 1]]):
                    inside = opening
                terms[start : start + 1] = inside
                start += len(inside)
                added += len(inside) - 1
        except ValueError:  # there is no other
            return terms


def name_to_term(word: str, lower: str) -> str:
    """Return the term of a stop word, given also its lower case: that of a name where it has a capital, else LEFT_OUT.

    A letter alone is no name: English writes I with a capital.

    >>> name_to_term("WHO", "who"), name_to_term("May", "may"), name_to_term("may", "may")
    ('who.', "may'", '')
    """
    if len(lower) < 2 or not word[0].isupper():
        return LEFT_OUT
    return lower + (ACRONYM if word.isupper() else NAME)


def is_shouted(text: str) -> bool:
    """Return whether a text in capitals is a headline rather than one name or some, which ` | ` separates."""
    return len(text.split()) >= _LEAST_CAPITALS and " | " not in text


@cache
def tokenizer_for(languages: tuple[str, ...]) -> Tokenizer:
    """Return this process's tokenizer for these languages, whose caches all texts share."""
    return Tokenizer(languages)
