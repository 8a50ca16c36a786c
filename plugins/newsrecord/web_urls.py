"""Web URLs: parsed, normalized, without credentials. Which parameters track readers is not known here."""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit, urlunsplit

_NO_URL = SplitResult("", "", "", "", "")
_PORTS = {"http": 80, "https": 443}
# Characters that the URL standard removes (WHATWG URL, section 4.4): line ends and tabs anywhere, controls and spaces
# at the ends.
_REMOVED = re.compile(r"[\t\n\r]+")
_AROUND = "".join(map(chr, range(0x21)))
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_HOST = re.compile(r"[\w.:%-]+\Z")
# A URL that is normalized already, as most are.
_NORMAL = re.compile(r"https?://[a-z0-9-]++(?:\.[a-z0-9-]++)*+/[\w/.~-]*+\Z", re.ASCII)
_PATH_CHARACTERS = "/%:@!$&'()*+,;=~"
_QUERY_CHARACTERS = "/?%:@!$&'()*+,;=~[]"


def split_url(url: str) -> SplitResult:
    """Return a URL's parts, all of them empty where it can't be parsed: `urlsplit` raises for `http://[x`.

    >>> split_url("http://[x/2023/03/03/lamp").path
    ''
    """
    try:
        parts = urlsplit(url)
        # a port is parsed only when it is asked for, and raises where it is none
        return parts if ":" not in parts.netloc or parts.port is None or parts.port >= 0 else _NO_URL
    except ValueError:
        return _NO_URL


def normalize_url(url: str, is_dropped: Callable[[str, str], bool] | None = None) -> str:
    """Return a web URL normalized, without user name, password and fragment; "" for what is no web URL.

    `is_dropped(name, value)` says whether a parameter of the query is left out; the name is in lower case.

    >>> normalize_url("https://me:secret@News.Example:443/a b/?id=7#top")
    'https://news.example/a%20b/?id=7'
    """
    if _NORMAL.match(url):
        return url
    url = _CONTROL.sub("", _REMOVED.sub("", url).strip(_AROUND))
    parts = split_url(url)
    scheme, host = parts.scheme.lower(), _host_to_ascii(parts.hostname or "")
    if scheme not in _PORTS or not _HOST.match(host):
        return ""
    if ":" in host:
        host = f"[{host}]"
    port = "" if parts.port in (None, _PORTS[scheme]) else f":{parts.port}"
    query = drop_parameters(parts.query, is_dropped) if is_dropped else parts.query
    path = quote(parts.path or "/", safe=_PATH_CHARACTERS, errors="replace")
    return urlunsplit((scheme, host + port, path, quote(query, safe=_QUERY_CHARACTERS, errors="replace"), ""))


def drop_parameters(query: str, is_dropped: Callable[[str, str], bool]) -> str:
    """Return a query without the parameters that `is_dropped(name, value)` names; the others stay as they are."""
    if not query:
        return ""
    kept = []
    for parameter in query.split("&"):
        name, _, value = parameter.partition("=")
        if parameter and not is_dropped(unquote_plus(name).lower(), value):
            kept.append(parameter)
    return "&".join(kept)


def _host_to_ascii(host: str) -> str:
    """Return a host name in ASCII (IDNA); empty where it can't be encoded."""
    if host.isascii():
        return host.rstrip(".")
    try:
        return host.encode("idna").decode("ascii").rstrip(".")
    except UnicodeError:
        return ""
