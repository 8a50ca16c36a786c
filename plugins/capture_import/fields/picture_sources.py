"""Which of a picture's addresses is the largest, and which are not of an article's picture: trackers, icons, logos."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from newsrecord.web_urls import split_url
from newsrecord.whole_numbers import text_to_number

_DATA = Path(__file__).parent / "data" / "pictures.toml"
_MOST_SOURCES = 12
# HTML, "Srcset attributes": an address ends at white space or at a comma before white space.
_SRCSET_ITEM = re.compile(
    r"[\s,]*(\S+?)(?:\s+(\d{1,6})w|\s+(\d{1,2}(?:\.\d{1,3})?)x)?(?:\s+\d+h)?\s*(?:,(?=\s|$)|,(?=https?:)|$)", re.A
)
_SMALLEST_SIDE = 50
_WIDTH_OF_DENSITY_1 = 300
# What software adds to the file's name of a picture in another size: `-1200x630`, `_1024`, `-scaled`, `@2x`.
_SIZE_IN_NAME = re.compile(
    r"(?:[-_.](?:\d{2,4}x\d{2,4}|[wh]?\d{3,4}[wh]?|scaled|large|medium|small|thumb(?:nail)?|original)|@\dx)+\Z", re.I
)
_FEWEST_CHARACTERS_OF_NAME = 6
_LONGEST_TYPE = 40


class Source(NamedTuple):
    """One address of a picture, with its width in pixels; 0 if the page does not say it."""

    address: str
    width: int = 0


def parse_srcset(text: str) -> list[Source]:
    """Return the addresses of a `srcset` attribute.

    >>> parse_srcset("lamp-480.jpg 480w, lamp-960.jpg 960w")
    [Source(address='lamp-480.jpg', width=480), Source(address='lamp-960.jpg', width=960)]
    """
    sources: list[Source] = []
    at = 0
    while at < len(text) and len(sources) < 2 * _MOST_SOURCES:
        match = _SRCSET_ITEM.match(text, at)
        if not match or match.end() == at:
            break
        width = text_to_number(match[2] or "") or round(float(match[3] or 0) * _WIDTH_OF_DENSITY_1)
        sources.append(Source(match[1].rstrip(","), width))
        at = match.end()
    return [source for source in sources if source.address]


def order_sources(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return each address once, the widest picture first; those without a width keep their order."""
    ordered = sorted((source for source in sources if source.address), key=lambda source: -source.width)
    return tuple(dict.fromkeys(source.address for source in ordered))[:_MOST_SOURCES]


def is_decoration(words: Iterable[str]) -> bool:
    """Return whether the words of a picture's names (class, file) say that it is a logo, an icon, a placeholder ..."""
    return not _load()["decorations"].isdisjoint(words)


def is_blank(address: str) -> bool:
    """Return whether an address leads to a placeholder or to a tracking pixel."""
    name = split_url(address).path.rpartition("/")[2].lower()
    return any(word in name for word in _load()["blanks"])


def is_too_small(width: str, height: str) -> bool:
    """Return whether a picture has, by the page's markup, the size of an icon or of a tracking pixel."""
    sides = [
        number for side in (width, height) if (number := text_to_number(side.strip().removesuffix("px"))) is not None
    ]
    return any(side < _SMALLEST_SIDE for side in sides)


def is_saved_copy(address: str) -> bool:
    """Return whether an address leads to the copy that a browser made when it saved the page.

    >>> is_saved_copy("./The%20lamp_files/lamp.jpg"), is_saved_copy("/lamp_files/lamp.jpg")
    (True, False)
    """
    folder, slash, name = address.removeprefix("./").partition("/")
    return bool(slash and name) and "/" not in name and ":" not in folder and folder.endswith(tuple(_load()["folders"]))


def is_data_picture(address: str) -> bool:
    """Return whether a `data:` URL (RFC 2397) is a picture of a kind that browsers show."""
    return address[:_LONGEST_TYPE].partition(";")[0].lower().removeprefix("data:image/") in _load()["types"]


def is_same_picture(one: str, other: str) -> bool:
    """Return whether two addresses lead to one picture, perhaps in two sizes, by the names of their files.

    >>> is_same_picture("https://a.example/2021/lamp-at-dusk-1200x630.jpg", "https://cdn.example/x/lamp-at-dusk.webp")
    True
    """
    names = [_fold_name(address) for address in (one, other)]
    is_one_host = split_url(one).netloc == split_url(other).netloc
    # a short name (`1.jpg`) on two hosts proves nothing
    return one == other or (names[0] == names[1] and (is_one_host or len(names[0]) >= _FEWEST_CHARACTERS_OF_NAME))


def _fold_name(address: str) -> str:
    name = split_url(address).path.rstrip("/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return _SIZE_IN_NAME.sub("", stem).lower()


@cache
def _load() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}
