"""Addresses: made fit to be stored, compared, and read for what they say."""

import re
from datetime import date
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

_SPACE = re.compile(r"\s")
_HOST = re.compile(r"[\w.:%-]+\Z")
_CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|ref_src|cmpid)\Z", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


_NO_ADDRESS = SplitResult("", "", "", "", "")


def split_address(url: str) -> SplitResult:
    """Return a URL's parts, all of them empty where it can't be parsed: `urlsplit` raises for `http://[x`.

    >>> split_address("http://[x/2023/03/03/lamp").path
    ''
    """
    try:
        parts = urlsplit(url)
        # a port is parsed only when it is asked for
        return parts if parts.port is None or parts.port >= 0 else _NO_ADDRESS
    except ValueError:
        return _NO_ADDRESS


@lru_cache(maxsize=1024)
def clean_address(url: str) -> str:
    """Give a web address without credentials and fragment; nothing for what is none.

    >>> clean_address("https://me:secret@example.org/a#b")
    'https://example.org/a'
    """
    parts = split_address(url.strip())
    host, port = parts.hostname or "", parts.port
    if parts.scheme.lower() not in ("http", "https") or not _HOST.match(host) or _SPACE.search(url.strip()):
        return ""
    if ":" in host:
        host = f"[{host}]"
    netloc = f"{host}:{port}" if port and port != {"http": 80, "https": 443}[parts.scheme.lower()] else host
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", parts.query, ""))


@lru_cache(maxsize=1024)
def address_key(url: str) -> str:
    """Give what two addresses of one page have in common: no scheme, no `www.`, no campaign marks, no closing slash.

    >>> address_key("http://www.example.org/a/?utm_source=x&id=1")
    'example.org/a?id=1'
    """
    parts = split_address(clean_address(url))
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _CAMPAIGN.match(key)]
    )
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + (f"?{query}" if query else "")


def address_to_day(url: str) -> date | None:
    """Give the day that an address names (`/2025/02/17/`, `/2023-10-19-words`, `20250217`); None where it names none."""
    path = split_address(url).path
    for pattern in (_DAY_IN_PATH, _COMPACT_DAY):
        match = pattern.search(path)
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def name_to_day(source: str) -> date | None:
    """Give the day that the name of a capture's file, or of the folder it lies in, is; None where neither names one.

    >>> str(name_to_day("inbox/lamp-2023-03-03.txt"))
    '2023-03-03'
    """
    folder, _, name = source.replace("\\", "/").rpartition("/")
    return address_to_day(f"/{name}") or address_to_day(f"/{folder.rpartition('/')[2]}")


def address_to_words(url: str) -> list[str]:
    """Give the words that the last part of an address's path is made of, a leading day left out."""
    last = split_address(url).path.rstrip("/").rpartition("/")[2]
    last = re.sub(r"^(?:19|20)\d\d-\d\d-\d\d-", "", re.sub(r"\.\w{2,5}$", "", last))
    return [word for word in last.split("-") if word]
