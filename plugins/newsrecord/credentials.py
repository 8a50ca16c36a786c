"""Names and passwords in addresses (RFC 3986, section 3.2.1): found in any text, and removed; none is published."""

import re
from collections.abc import Iterator

# Signs as they are, and as the character references of HTML, which Markdown hands on.
_COLON, _SLASH, _AT = (
    rf"(?:{sign}|&(?:#0{{0,5}}{ord(sign)}|#x0{{0,5}}{ord(sign):x}|{name});)"
    for sign, name in ((":", "colon"), ("/", "sol"), ("@", "commat"))
)
_NAME = r"(?:[^\s/?#<>\"'()\[\]|@&:]|&(?:\#x?[0-9a-f]{1,8};|(?!\#|colon;|commat;|sol;)))"
# Of the web's schemes a name alone is a secret, too (a token); elsewhere (`ssh://git@host`) only what has a password.
_CREDENTIALS = re.compile(
    rf"(?<![a-z0-9+.-])(?P<scheme>(?:(?P<web>https?|ftps?|wss?)|[a-z][a-z0-9+.-]{{0,19}}){_COLON}{_SLASH}{_SLASH})"
    rf"(?P<user>{_NAME}{{0,200}}(?P<password>{_COLON}(?:{_NAME}|{_COLON}){{0,300}})?{_AT}(?:(?:{_NAME}|{_COLON}){{0,300}}{_AT})*)",
    re.IGNORECASE,
)

# What each that is found holds, told quickly: both patterns begin with a fixed text. A colon by itself is common.
_PLAIN = re.compile(r"://[^\s/?<>\"'()\[\]|]*@")
_REFERENCE = re.compile(
    r"&(?:(?:#0{0,5}58|#x0{0,5}3a|colon);[/&]|(?:#0{0,5}(?:47|64)|#x0{0,5}(?:2f|40)|sol|commat);)", re.IGNORECASE
)

_USER = re.compile(r"\A(https?:[/\\]*)[^/?#\\]*@", re.IGNORECASE)


def remove_credentials(text: str) -> str:
    """Return text whose addresses have no credentials.

    >>> remove_credentials("see https://me:secret@example.org/a and <https://token@example.org>")
    'see https://example.org/a and <https://example.org>'
    """
    if not _may_hold(text):
        return text
    return _CREDENTIALS.sub(lambda found: found["scheme"] if _is_secret(found) else found[0], text)


def strip_user(address: str) -> str:
    """Return one URL without all that a browser takes for credentials (WHATWG's URL standard, "authority state").

    >>> strip_user("https://a (b):c@example.org/d")
    'https://example.org/d'
    """
    return _USER.sub(r"\1", address, count=1) if "@" in address else address


def find_credentials(text: str) -> Iterator[int]:
    """Yield the lines (1 is the first) on which addresses have credentials."""
    if _may_hold(text):
        for found in _CREDENTIALS.finditer(text):
            if _is_secret(found):
                yield text.count("\n", 0, found.start()) + 1


def _may_hold(text: str) -> bool:
    """Return whether a search is worth its time: most texts with addresses and references hold neither."""
    return bool(_PLAIN.search(text) or _REFERENCE.search(text))


def _is_secret(found: re.Match[str]) -> bool:
    return bool(found["web"] or found["password"])
