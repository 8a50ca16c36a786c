"""Addresses: made fit to be stored, compared, and read for what they say."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SPACE = re.compile(r"\s")
_CAMPAIGN = re.compile(r"(?:utm_\w+|fbclid|gclid|yclid|mc_[ce]id|igshid|ref_src|cmpid)\Z", re.IGNORECASE)


@lru_cache(maxsize=1024)
def clean_address(url: str) -> str:
    """Give a web address without credentials and fragment; nothing for what is none.

    >>> clean_address("https://me:secret@example.org/a#b")
    'https://example.org/a'
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or _SPACE.search(url.strip()):
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
    parts = urlsplit(clean_address(url))
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _CAMPAIGN.match(key)]
    )
    return parts.netloc.removeprefix("www.") + parts.path.rstrip("/") + (f"?{query}" if query else "")


def address_to_words(url: str) -> list[str]:
    """Give the words that the last part of an address's path is made of, a leading day left out."""
    last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    last = re.sub(r"^(?:19|20)\d\d-\d\d-\d\d-", "", re.sub(r"\.\w{2,5}$", "", last))
    return [word for word in last.split("-") if word]
