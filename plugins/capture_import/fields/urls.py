"""URLs: parsed, cleaned, compared. One cleaner and one list of tracking parameters for every form of input."""

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin

from newsrecord.web_urls import drop_parameters, normalize_url, split_url

_DATA = Path(__file__).parent / "data" / "url_parameters.toml"
_MAILTO = re.compile(r"mailto:[\w.+%-]+@[\w.-]+\Z", re.IGNORECASE)
# Labels before a host that name another form of the same site.
_SITE_FORM = re.compile(r"^(?:www\d?|m|mobile|amp|touch|print)\.(?=.*\.)")
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z", re.IGNORECASE)
_AMP_SEGMENT = re.compile(r"/amp(?=/|\Z)", re.IGNORECASE)
_AMP_SUFFIX = re.compile(r"\.amp(?=\.html?\Z|\Z)", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")
# Country domains with second-level domains that anybody may register below: `co.uk`, `com.ua`.
_SECOND_LEVEL = re.compile(r"\.(?:com?|net|org|ac|gov|edu|or|ne|go|gob)\.[a-z]{2}\Z")


@lru_cache(maxsize=4096)
def clean_url(url: str) -> str:
    """Return a web URL without user name, password, tracking and fragment; an empty string for what is no web URL.

    >>> clean_url("https://me:secret@News.Example:443/a b/?id=7&utm_source=x#top")
    'https://news.example/a%20b/?id=7'
    """
    return normalize_url(url, _is_tracking)


def resolve_url(href: str, base_url: str) -> str:
    """Return a link's absolute URL as it stands there; an empty string where it can't be told."""
    try:
        return urljoin(base_url, href.strip())
    except ValueError:
        return ""


def link_url(href: str, base_url: str, clean: Callable[[str], str] = clean_url) -> str:
    """Return where a link leads, fit for Markdown; empty if unsafe, relative to nothing or on the page itself."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    if href.lower().startswith("mailto:"):
        return href if _MAILTO.match(href) else ""
    url = resolve_url(href, base_url)
    cleaned, fragment = clean(url), url.partition("#")[2]
    return f"{cleaned}#{quote(fragment, safe='%=&/:!-._~')}" if cleaned and fragment else cleaned


@lru_cache(maxsize=4096)
def page_key(url: str) -> str:
    """Return what the URLs of one page have in common: no scheme, `www.`, tracking, closing slash.

    >>> page_key("http://www.example.org/a/?utm_source=x&id=1")
    'example.org/a?id=1'
    """
    parts = split_url(clean_url(url))
    return (
        parts.netloc.removeprefix("www.") + unquote(parts.path).rstrip("/") + (f"?{parts.query}" if parts.query else "")
    )


@lru_cache(maxsize=4096)
def story_key(url: str) -> str:
    """Return what the URLs of one story have in common: its page's, its AMP, mobile and print form's, in any case.

    Different stories may have the same key (`/Ab` and `/ab`): who uses it compares headlines, too.

    >>> story_key("https://m.example.org/amp/News/a.amp.html?print=1") == story_key("http://www.example.org/news/a.html")
    True
    """
    parts = split_url(clean_url(url))
    host = _SITE_FORM.sub("", parts.netloc)
    path = _INDEX.sub("", _AMP_SUFFIX.sub("", _AMP_SEGMENT.sub("", unquote(parts.path)))).rstrip("/")
    path = path.removesuffix(".html").removesuffix(".htm")
    query = "&".join(sorted(drop_parameters(parts.query, _is_view).split("&")))
    return (host + path + (f"?{query}" if query else "")).casefold()


def url_to_words(url: str) -> list[str]:
    """Return the words that the last part of a URL's path is made of, a leading day left out.

    >>> url_to_words("https://news.example/cluster/2023-10-19-lamp-is-lit.html")
    ['lamp', 'is', 'lit']
    """
    last = split_url(url).path.rstrip("/").rpartition("/")[2]
    last = re.sub(r"^(?:19|20)\d\d-\d\d-\d\d-", "", re.sub(r"\.\w{2,5}$", "", last))
    return [word for word in last.split("-") if word]


def host_of(url: str) -> str:
    """Return a URL's host without `www.` and the like, in lower case; an empty string where there is none.

    >>> host_of("https://www.News.example/a"), host_of("http://[x")
    ('news.example', '')
    """
    return _SITE_FORM.sub("", (split_url(url).hostname or "").lower())


def is_same_site(one: str, other: str) -> bool:
    """Return whether two URLs are of one registered domain, as far as their form tells.

    >>> is_same_site("https://m.news.co.uk/a", "https://www.news.co.uk/"), is_same_site("https://a.co.uk", "https://b.co.uk")
    (True, False)
    """
    return _registered_domain(host_of(one)) == _registered_domain(host_of(other))


def _registered_domain(host: str) -> str:
    return ".".join(host.split(".")[-3 if _SECOND_LEVEL.search(host) else -2 :])


def _is_tracking(name: str, value: str) -> bool:
    return bool(_lists().tracking.match(name))


def _is_view(name: str, value: str) -> bool:
    lists = _lists()
    return (
        not name
        or (bool(lists.view.match(name)) and value.lower() in lists.view_values)
        or (bool(lists.referrer.match(name)) and not _HAS_DIGIT.search(value))
    )


class _Parameters(NamedTuple):
    """The names of query parameters that are no part of a page's identity; of those that choose a view, the values."""

    tracking: re.Pattern[str]
    view: re.Pattern[str]
    view_values: frozenset[str]
    referrer: re.Pattern[str]


@cache
def _lists() -> _Parameters:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return _Parameters(
        _names_to_pattern(data["tracking"]),
        _names_to_pattern(data["view"]),
        frozenset(data["view_values"]),
        _names_to_pattern(data["referrer"]),
    )


def _names_to_pattern(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(name).replace(r"\*", ".*") + r"\Z" for name in names), re.DOTALL)
