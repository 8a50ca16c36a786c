"""The marks of a story: numbers of the names, tickers, words and slug by which stories of one thread are found.

A name is a mark where the headline or the lede has it: what a story only mentions further down does not say what it is
about. A mark is a hash with its kind in the last bits.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit

from archive_names.words import languages, read_words

# The kinds, in the last bits of a mark.
NAME, PLACE, TICKER, WORD, SLUG, VERSION, HEADWORD = range(7)
_KIND_BITS = 3
_HASH_BITS = 60
# The lede is the first lines of the text, until they have so many characters, and no more than so many.
SHORTEST_LEDE = 120
LEDE = 350
# A text with more tickers is a round-up: it is about none of them.
MOST_TICKERS = 2
# Words are compared by so many first letters, in all languages.
STEM = 7
SHORTEST_WORD = 4
# The words of so many names, and so many marks, are kept in memory: most of an archive come again.
_KEPT = 20_000
_WORD = re.compile(r"[^\W_][\w'’-]*\w")
_OWNING = re.compile(r"['’]s?$")
_TICKER = re.compile(r"(?<![\w.])([A-Z0-9]{1,6}[a-z]?\.[A-Z]{1,3})(?![\w.])")
# The end of a ticker, which is looked for in less time.
_EXCHANGE = re.compile(r"\.[A-Z]{1,3}(?![\w.])")
# The last part of an address: words joined by hyphens, without an ending and without the number of the story.
_ENDING = re.compile(r"\.\w{2,5}$")
_NUMBER = re.compile(r"[-_](?=[^-_]*\d)[^-_]*$")
# What a headline says of itself before a colon (`Instant view:`, `FACTBOX:`), and who says so behind one at its end
# (`: report`, ` - sources`), in up to three words.
_LABEL = re.compile(r"^(?:[^\s:]+ ){0,2}[^\s:]+: ")
# A label of more words is that of a column (`The week ahead:`).
_COLUMN = re.compile(r"^[^\s:]+ (?:[^\s:]+ ){0,3}[^\s:]+: ")
# Stands behind a paper's name that only reports a story.
_REPORTS = re.compile(r"(?: newspaper| magazine)? (?:reported|said in its|newspaper said)\b")
_SAYING = re.compile(r"(?::| [-–—])(?: [^\s:]+){1,3}$")


def find_marks(
    headline: str,
    text: str,
    names: Iterable[Mapping[str, Any]],
    *,
    url: str = "",
    version: str = "",
    left_out: Iterable[str] = (),
) -> list[int]:
    """Return the marks of a story, each once, in order.

    `text` is its words, a line for each paragraph, at least its beginning; `names` are those that it names, each with
    `name`, `kind` and `key`; `left_out` are names of who wrote and published it. `url` is its publisher's address, and
    `version` names the near-duplicates that it is one of.
    """
    names = list(names)
    marks = set(_mark_names(headline, text, names, set(left_out)))
    beginning = text[: 4 * LEDE]
    tickers = set(_TICKER.findall(beginning)) if _EXCHANGE.search(beginning) else ()
    if len(tickers) <= MOST_TICKERS:
        marks.update(make_mark(TICKER, ticker) for ticker in tickers)
    # a label of several words (`Week ahead:`) is that of a column, whose stories have one slug and many subjects
    if (slug := url_to_slug(url)) and not _is_column(headline, names):
        marks.add(make_mark(SLUG, slug))
    if version:
        marks.add(make_mark(VERSION, version))
    return sorted(marks)


def _mark_names(headline: str, text: str, names: Iterable[Mapping[str, Any]], left_out: set[str]) -> Iterator[int]:
    """Yield the marks of the names of a headline and a lede, and of the other words of the headline."""
    lede = text[:LEDE]
    if (end := lede.find("\n", SHORTEST_LEDE)) >= 0:
        lede = lede[:end]
    headline = _SAYING.sub("", headline)
    words = set(_list_words(headline))
    written = set(_WORD.findall(headline))
    of_names: set[str] = set()
    names = list(names)
    same = _find_same(names)
    for name in names:
        if name["name"] in left_out:
            continue
        at = lede.find(name["name"])
        is_in_lede = at >= 0
        own = _list_words(name["name"])
        if not own or not (is_in_lede or own[0] in words or own[-1] in words):
            continue  # most names
        if is_in_lede and _REPORTS.match(lede, at + len(name["name"])):
            continue  # who reports a story is not what it is about
        first = _WORD.match(name["name"])
        if first is None:
            continue
        is_place = name["kind"] == "place"
        # `Kraft` in a headline is a name, be it `Kraft Foods` in one text and `Kraft Foods Global` in another
        head = own[-1] if name["kind"] == "person" and own[-1] in words else own[0]
        is_in_headline = head in words if head != own[0] else first.group() in written
        key = name["key"].casefold()
        if is_in_headline and not is_place and key not in same:
            yield make_mark(HEADWORD, head)
        if is_in_headline or is_in_lede:
            of_names.update(own)
        if is_in_lede or words.issuperset(own) or (name["kind"] == "person" and own[-1] in words):
            yield make_mark(PLACE, key) if is_place else make_mark(NAME, same.get(key, key))
    everyday = _everyday()
    for word in set(_list_words(_LABEL.sub("", headline))) - everyday:
        # `Citi` in a headline is the Citigroup of the text
        is_of_name = any(part.startswith(word) for part in of_names)
        if len(word) >= SHORTEST_WORD and not word.isdecimal() and not is_of_name:
            yield make_mark(WORD, word)


def _is_column(headline: str, names: Iterable[Mapping[str, Any]]) -> bool:
    """Return whether a headline begins with a label of several words that name nobody."""
    match = _COLUMN.match(headline)
    return match is not None and not any(name["name"].split()[0] in match.group() for name in names)


def _find_same(names: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the keys that stand for others of a text: where it names `Halvor Ferries`, that key stands for `HF` and
    for `Halvor Ferries Group`, too. They are one evidence, not two.
    """
    keys = {name["key"].casefold() for name in names if name["kind"] != "place"}
    several = sorted(key for key in keys if " " in key)
    same: dict[str, str] = {}
    for key in several:
        words = key.split()
        beginnings = (" ".join(words[:length]) for length in range(1, len(words)))
        for shorter in keys.intersection(beginnings):
            same[key] = min(shorter, same.get(key, shorter), key=len)
    for key in several:
        initials = "".join([word[0] for word in key.split()])
        if len(initials) > 1 and initials in keys:
            same[initials] = same.get(key, key)
    return same


@cache
def _everyday() -> frozenset[str]:
    """Return the words of headlines that say how a story goes, in all languages that have such a list."""
    return frozenset(word[:STEM] for language in languages() for word in read_words(language).everyday)


@lru_cache(_KEPT)
def _list_words(text: str) -> tuple[str, ...]:
    return tuple([_OWNING.sub("", word)[:STEM] for word in _WORD.findall(text.casefold())])


def url_to_slug(url: str) -> str:
    """Return the slug by which a publisher names a story in its address; "" where the address has no words.

    >>> url_to_slug("https://news.example/2024/05/02/hal-ferry-strike-idHAL4D05F2024")
    'hal-ferry-strike'
    >>> url_to_slug("https://news.example/story.php?id=17"), url_to_slug("https://news.example/a/123456")
    ('', '')
    """
    try:
        part = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        return ""
    slug = _NUMBER.sub("", _ENDING.sub("", part)).casefold()
    return slug if "-" in slug.strip("-") else ""


@lru_cache(_KEPT)
def make_mark(kind: int, key: str) -> int:
    """Return the mark of a key.

    >>> mark_to_kind(make_mark(TICKER, "HAL.N")) == TICKER
    True
    """
    digest = blake2b(f"{kind} {key}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _HASH_BITS) << _KIND_BITS | kind


def mark_to_kind(mark: int) -> int:
    """Return the kind of a mark."""
    return mark & (1 << _KIND_BITS) - 1
