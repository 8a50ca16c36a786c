"""Which letters are capitals, and what a word that begins with one looks like."""

import re
import sys
from collections.abc import Iterator
from functools import cache


def _ranges(points: list[int]) -> Iterator[str]:
    start = previous = points[0]
    for point in [*points[1:], sys.maxunicode + 2]:
        if point != previous + 1:
            yield chr(start) if start == previous else f"{chr(start)}-{chr(previous)}"
            start = point
        previous = point


CAPITALS = "".join(_ranges([point for point in range(0x2C00) if chr(point).isupper() or chr(point).istitle()]))
"""All capital letters of the scripts that have them, as the inside of a character class of `re`."""

_CAPITAL = f"[{CAPITALS}]"
# The first letter is consumed before it is asked what stands before it: `re` then skips to capitals quickly. One small
# letter or digit may stand before it (`eBay`, `3M`), which `name_start` adds.
_FIRST = rf"{_CAPITAL}(?:(?<![\w@#/].)|(?<=\b[a-z\d].)(?=[a-z]|\b))"
_INITIALS = rf"\.(?:{_CAPITAL}\.)?(?={_CAPITAL}[^\W\d_A-Z])"
_DOTTED = rf"(?:\.-?{_CAPITAL})+\.?(?!\w)"
_SHORT_FORMS = "Jr Sr Co St Mr Ms Dr Ltd Inc Mrs Gen Col Sen Rep Gov Lt Sgt Corp".split()
_SHORTENED = rf"(?:{'|'.join(f'(?<={form[0]}){form[1:]}' for form in _SHORT_FORMS)})?\.(?!\w)"
_REST = (
    rf"(?:\w|['’ʼ](?={_CAPITAL})|['’ʼ](?!s\b)(?=\w\w)|-(?=[{CAPITALS}\d])|(?<=[а-яёіїєґ])-(?=[а-яёіїєґ])"
    rf"|-(?:sur|le|de|en|upon|on|under|al|el|на|сюр|ан|эль|аль)-(?={_CAPITAL})|&(?={_CAPITAL}))*"
)
_DOMAIN = r"(?:\.(?:com|net|org|info|tv|ua|UA|ru|RU|de|fr|uk|eu)\b)?"


@cache
def capitalised() -> re.Pattern[str]:
    """Return the pattern of a word of a name: `Merkel`, `O'Brien`, `Jean-Claude`, `AT&T`, `U.S.`, `J.`, `Inc.`,
    `Newsru.com`; of `EU-based` the part in capitals, of `Obama's` the part before the apostrophe. Of `eBay` and `3M` it
    begins with the capital.
    """
    # compiled for the first text, which takes longer than all else of this package to load
    return re.compile(rf"{_FIRST}(?:{_INITIALS}|{_DOTTED}|{_SHORTENED}|{_REST}{_DOMAIN})")


def name_start(text: str, start: int) -> int:
    """Return where a word begins whose first capital is at `start`.

    >>> name_start("on eBay", 4)
    3
    """
    return start - 1 if start and text[start - 1].isalnum() else start
