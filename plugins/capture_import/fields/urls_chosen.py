"""Which URL is an article's: where its page was, or what the page calls its own."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl

from capture_import.fields.evidence import Evidence, Field, Place
from capture_import.fields.plain_text import quote
from capture_import.fields.urls import clean_url, is_same_site
from capture_import.fields.urls_archived import Original, find_original, is_archive, original_url
from newsrecord.credentials import strip_user
from newsrecord.web_urls import split_url
from newsrecord.whole_numbers import text_to_number

# How software numbers the second and further parts of one text: `/2`, `/page/2`, `-2.html`, `?page=2`.
_PART = re.compile(
    r"(?:/(?:page|seite|pagina|part|teil|p)?[/-]?|[-_,])(?P<number>\d{1,2})(?=/?\Z|\.\w{2,5}\Z)", re.IGNORECASE
)
_PART_NAMES = frozenset("page p pg paged pageno part seite teil pagina".split())
_SUFFIX = re.compile(r"(?:\.\w{2,5})?/?\Z")


PREVIOUS = "rel=prev"
"""The key of a candidate that is the URL of the part before this one."""


class ChosenUrl(NamedTuple):
    """A capture's own URL; `note` quotes what was said to be one and can't be parsed."""

    url: str
    note: str = ""


def choose(evidence: Evidence) -> ChosenUrl:
    """Return a capture's own URL."""
    candidates = [candidate for candidate in evidence.find_all(Field.URL) if candidate.text]
    given = next((url for one in candidates if one.place is Place.URL and (url := original_url(one.text))), "")
    declared = [candidate for candidate in candidates if candidate.place is Place.DECLARED]
    broken = [one for one in candidates if "://" in one.text and not original_url(one.text)]
    note = "; ".join(dict.fromkeys(f"{one.key} says {quote(strip_user(one.text))}" for one in broken)) if broken else ""
    if not declared:
        return ChosenUrl(given, note)
    previous = [candidate.text for candidate in declared if candidate.key == PREVIOUS]
    others = [candidate.text for candidate in declared if candidate.key != PREVIOUS]
    return ChosenUrl(choose_url(given, others, previous), note)


def choose_url(given: str, declared: Sequence[str], previous: Iterable[str] = ()) -> str:
    """Return an article's own URL: what its page declares where that is of the same site, else where the page was.

    `declared` are absolute URLs, the most trusted first; `previous` are those of the part before this one. The second
    part of a text that declares the first to be canonical keeps its own URL, so that it never takes the first's place.

    >>> choose_url("https://m.news.example/a", ["https://news.example/a"])
    'https://news.example/a'
    >>> choose_url("https://news.example/a/2", ["https://news.example/a"])
    'https://news.example/a/2'
    """
    given = original_url(given)
    clean = [url for text in declared if (url := original_url(text)) and not is_archive(url)]
    chosen = next((url for url in clean if _is_of_article(url, given)), "")
    if not chosen or (given and is_part(given, chosen)):
        return given
    if not given and any(_name(chosen) in (_name(url), _stem(url)) for url in map(original_url, previous)):
        return next((url for url in clean if is_part(url, chosen)), "")
    return chosen


def find_place(given: str, declared: Iterable[str]) -> Original:
    """Return where a page was before anybody copied it, and when it was copied, by its URL, else by what it declares.

    >>> find_place("https://archive.ph/AbCdE", ["https://archive.ph/2021.03.07-100000/https://news.example/a"]).url
    'https://news.example/a'
    """
    place = find_original(given)
    if place.archived_at or (place.url and not is_archive(place.url)):
        return place
    for text in declared:
        original = find_original(text)
        if original.url != clean_url(text) and (original.archived_at or is_archive(text)):
            return original
    return place if not is_archive(place.url) else Original("", None)


def is_part(url: str, first: str) -> bool:
    """Return whether a URL is that of the second or a further part of a text whose first part is at another.

    >>> is_part("https://news.example/a.html?page=2", "https://news.example/a.html")
    True
    >>> is_part("https://news.example/2021/03", "https://news.example/2021")
    False
    >>> is_part("https://news.example/raspberry-pi-5", "https://news.example/raspberry-pi-5/")
    False
    """
    numbers = [value for name, value in _query(url) if name in _PART_NAMES and (name, value) not in _query(first)]
    if numbers and _without_parts(url) == _without_parts(first):
        return (text_to_number(numbers[-1]) or 0) > 1
    parts = split_url(url)
    match = _PART.search(parts.path)
    if not match or not int(match["number"]) > 1 or re.search(r"/(?:19|20)\d\d\Z", parts.path[: match.start()]):
        return False
    return _stem(url) == _name(first)


def _name(url: str) -> str:
    """Return host and path without the file's suffix."""
    parts = split_url(url)
    return parts.netloc + _SUFFIX.sub("", parts.path)


def _stem(url: str) -> str:
    """Return host and path without what numbers a part, and without the file's suffix."""
    parts = split_url(url)
    return parts.netloc + _SUFFIX.sub("", _PART.sub("", parts.path))


def _without_parts(url: str) -> tuple[str, list[tuple[str, str]]]:
    parts = split_url(url)
    query = [(name, value) for name, value in _query(url) if name not in _PART_NAMES]
    return parts.netloc + parts.path.rstrip("/"), query


def _query(url: str) -> list[tuple[str, str]]:
    return [(name.lower(), value) for name, value in parse_qsl(split_url(url).query, keep_blank_values=True)]


def _is_of_article(declared: str, given: str) -> bool:
    """Return whether a declared URL can be the article's: of the same site, and not the bare front page of it."""
    if not given:
        return True
    parts = split_url(declared)
    is_front_page = parts.path in ("", "/") and not parts.query
    return is_same_site(declared, given) and not is_front_page
