"""User names and passwords in URLs (RFC 3986, section 3.2.1): found in any text, and removed before it is published."""

import re
from collections.abc import Iterator

# Each character as it is, and as a character reference of HTML, which Markdown leaves as it is.
_COLON, _SLASH, _AT = (
    rf"(?:{character}|&(?:#0{{0,5}}{ord(character)}|#x0{{0,5}}{ord(character):x}|{name});)"
    for character, name in ((":", "colon"), ("/", "sol"), ("@", "commat"))
)
_NAME = r"(?:[^\s/?#<>\"'()\[\]|@&:]|&(?:\#x?[0-9a-f]{1,8};|(?!\#|colon;|commat;|sol;)))"
# In a URL of the web a user name alone counts as a secret, since it may be a token; in others (`ssh://git@host`) only
# one with a password.
_CREDENTIALS = re.compile(
    rf"(?<![a-z0-9+.-])(?P<scheme>(?:(?P<web>https?|ftps?|wss?)|[a-z][a-z0-9+.-]{{0,19}}){_COLON}{_SLASH}{_SLASH})"
    rf"(?P<user>{_NAME}{{0,200}}(?P<password>{_COLON}(?:{_NAME}|{_COLON}){{0,300}})?{_AT}(?:(?:{_NAME}|{_COLON}){{0,300}}{_AT})*)",
    re.IGNORECASE,
)

# A quick first test: every match of _CREDENTIALS has one of these two. Both begin with a fixed text.
_PLAIN = re.compile(r"://[^\s/?<>\"'()\[\]|]*@")
_REFERENCE = re.compile(
    r"&(?:(?:#0{0,5}58|#x0{0,5}3a|colon);[/&]|(?:#0{0,5}(?:47|64)|#x0{0,5}(?:2f|40)|sol|commat);)", re.IGNORECASE
)

_USER = re.compile(r"\A(https?:[/\\]*)[^/?#\\]*@", re.IGNORECASE)


def remove_credentials(text: str) -> str:
    """Return text without the credentials in its URLs.

    >>> remove_credentials("see https://me:secret@example.org/a and <https://token@example.org>")
    'see https://example.org/a and <https://example.org>'
    """
    if not _may_hold(text):
        return text
    return _CREDENTIALS.sub(lambda found: found["scheme"] if _is_secret(found) else found[0], text)


def strip_user(url: str) -> str:
    """Return a URL without what browsers take for credentials (WHATWG URL standard, "authority state").

    >>> strip_user("https://a (b):c@example.org/d")
    'https://example.org/d'
    """
    return _USER.sub(r"\1", url, count=1) if "@" in url else url


def find_credentials(text: str) -> Iterator[int]:
    """Yield the number of the line, from 1 on, of each URL with credentials."""
    if _may_hold(text):
        for found in _CREDENTIALS.finditer(text):
            if _is_secret(found):
                yield text.count("\n", 0, found.start()) + 1


def _may_hold(text: str) -> bool:
    """Return whether a text may have credentials: False, for most texts, saves the slower search."""
    # most texts have neither sign, which is found out faster than by the expressions
    return bool(("@" in text and _PLAIN.search(text)) or ("&" in text and _REFERENCE.search(text)))


def _is_secret(found: re.Match[str]) -> bool:
    return bool(found["web"] or found["password"])
