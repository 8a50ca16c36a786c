"""URLs of archived copies: the page that was copied, and when. Archives of the web, caches, AMP caches."""

import re
import tomllib
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

from capture_import.fields.urls import clean_url
from newsrecord.web_urls import split_url

_DATA = Path(__file__).parent / "data" / "web_archives.toml"
# A replay's path: a time of 4 to 14 digits (or `2021.03.07-100000`), perhaps with how it is shown (`id_`, `im_`),
# then the whole URL.
_REPLAY = re.compile(
    r"\A[^?#]{0,300}?/(?P<time>\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6})(?:[a-z]{2}_|\*)?/(?P<url>https?:/{1,2}[^/\s].*)\Z",
    re.DOTALL | re.IGNORECASE,
)
# What a path must have to be one of these or of the next.
_MAY_HOLD_URL = re.compile(r"https?:/|\A/(?:web|wayback)/\d", re.IGNORECASE)
# The same without a scheme, for a host: only behind `web` or `wayback` and a whole time.
_REPLAY_OF_HOST = re.compile(
    r"\A/(?:web|wayback)/(?P<time>\d{14})(?:[a-z]{2}_)?/(?P<url>[\w-]+(?:\.[\w-]+)+(?:/.*)?)\Z", re.DOTALL
)
# How archive.today rewrites a link in a page that it keeps.
_KEPT_LINK = re.compile(r"\A/o/\w{3,10}/(?P<url>https?://.+)\Z", re.DOTALL)
# An AMP cache's path: what it is (`c` a page, `i` a picture ...), `s` for https, then host and path.
_CACHED_HOST = re.compile(
    r"\A/(?:[a-z]{1,3}/)?(?:(?P<secure>s)/)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?P<rest>/.*)?\Z", re.DOTALL
)
_VIEWER = re.compile(r"\A/amp/(?P<secure>s/)?(?P<url>[\w-]+(?:\.[\w-]+)+/.*)\Z", re.DOTALL)
_VIEWER_HOST = re.compile(r"(?:www\.)?google\.[a-z.]{2,6}\Z")
_CACHE_QUERY = re.compile(r"\Acache:(?:[\w-]{6,20}:)?(?P<url>\S+)")
_DEEPEST = 4


class Original(NamedTuple):
    """The URL of the page itself, clean, and when an archive copied it; None where its URL says no time."""

    url: str
    archived_at: datetime | None


@lru_cache(maxsize=4096)
def find_original(url: str) -> Original:
    """Return the page that a URL means: the original of an archived copy, any other page itself.

    >>> copied = find_original("https://web.archive.org/web/20210306120000id_/https://news.example/a")
    >>> copied.url, str(copied.archived_at)
    ('https://news.example/a', '2021-03-06 12:00:00+00:00')
    >>> find_original("https://news-example.cdn.ampproject.org/c/s/news.example/a.amp?x=1").url
    'https://news.example/a.amp?x=1'
    """
    archived_at = None
    url = clean_url(url)
    for _ in range(_DEEPEST):
        inner, time = _unwrap(url)
        inner = clean_url(inner)
        if not inner:
            break
        url, archived_at = inner, time or archived_at
    return Original(url, archived_at)


def original_url(url: str) -> str:
    """Return the clean URL of the page that a URL means; an empty string for what is no web URL."""
    return find_original(url).url


@lru_cache(maxsize=4096)
def unwrap_url(url: str) -> str:
    """Return the clean URL that an archive has rewritten in a page that it shows.

    One archive's alone: an article may itself link to what another keeps.
    """
    url = clean_url(url)
    return clean_url(_unwrap(url)[0]) or url


def is_archive(url: str) -> bool:
    """Return whether a URL is of a service that keeps copies of other sites' pages, and publishes nothing itself."""
    host = split_url(url).hostname or ""
    return any(host == listed or host.endswith(f".{listed}") for listed in _data()["hosts"])


def is_archive_name(name: str) -> bool:
    """Return whether a site's name is such a service's.

    >>> is_archive_name("archive.ph"), is_archive_name("Wayback Machine"), is_archive_name("Halverin Gazette")
    (True, True, False)
    """
    return name.casefold() in _data()["names"] or is_archive(f"https://{name.casefold()}")


def is_toolbar_id(name: str) -> bool:
    """Return whether an element's id is one that such a service gives to what it adds to a page."""
    return name in _data()["toolbars"] or name.endswith(tuple(_data()["toolbar_endings"]))


def _unwrap(url: str) -> tuple[str, datetime | None]:
    """Return the URL within a URL, empty where there is none, and the time that stands before it."""
    parts = split_url(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    if _MAY_HOLD_URL.search(path):
        if replay := _REPLAY.match(path) or _REPLAY_OF_HOST.match(path):
            time = _digits_to_time(replay["time"])
            # any path may hold a number before a URL; only a time makes it a copy
            if time or is_archive(url):
                return _repair_scheme(replay["url"]), time
        if (kept := _KEPT_LINK.match(path)) and is_archive(url):
            return kept["url"], None
    if not _may_be_cache(parts.netloc):
        return "", None
    host = parts.hostname or ""
    if _is_cache(host) and (cached := _CACHED_HOST.match(path)):
        return f"http{'s' if cached['secure'] else ''}://{cached['host']}{cached['rest'] or '/'}", None
    if _VIEWER_HOST.match(host) and (viewed := _VIEWER.match(path)):
        return f"http{'s' if viewed['secure'] else ''}://{viewed['url']}", None
    if host in _data()["query_caches"]:
        for _, value in parse_qsl(parts.query):
            if asked := _CACHE_QUERY.match(value):
                found = asked["url"]
                return found if "://" in found else f"http://{found}", None
    return "", None


@lru_cache(maxsize=1024)
def _may_be_cache(netloc: str) -> bool:
    """Return whether a URL's authority is a host whose own rules may tell the URL within the URL."""
    host = split_url(f"//{netloc}").hostname or ""
    return _is_cache(host) or bool(_VIEWER_HOST.match(host)) or host in _data()["query_caches"]


def _is_cache(host: str) -> bool:
    return any(host == cache or host.endswith(f".{cache}") for cache in _data()["caches"])


def _repair_scheme(url: str) -> str:
    """Return a URL whose `//` a server has made one slash of, or that has no scheme, as it was meant."""
    if not re.match(r"https?:", url, re.IGNORECASE):
        return f"http://{url}"
    return re.sub(r"\A(https?):/{1,2}", r"\1://", url, flags=re.IGNORECASE)


def _digits_to_time(text: str) -> datetime | None:
    """Return the time that up to 14 digits say, in UTC, what is missing as its first; None if it is before the web.

    >>> [str(_digits_to_time(text)) for text in ("20210306", "2021.03.07-100000", "12345678")]
    ['2021-03-06 00:00:00+00:00', '2021-03-07 10:00:00+00:00', 'None']
    """
    digits = re.sub(r"\D", "", text)
    if len(digits) % 2 or len(digits) < 8 or not "1990" <= digits[:4] <= "2100":
        return None
    try:
        return datetime.strptime(digits.ljust(14, "0"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


@cache
def _data() -> dict[str, tuple[str, ...]]:
    return {key: tuple(value) for key, value in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}
