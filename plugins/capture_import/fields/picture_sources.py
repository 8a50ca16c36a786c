"""The URLs of a picture: which is the largest, and which are not pictures of an article: trackers, icons, logos."""

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
# HTML, "Srcset attributes": a URL ends at white space or at a comma before white space.
_SRCSET_ITEM = re.compile(
    r"[\s,]*(\S+?)(?:\s+(\d{1,6})w|\s+(\d{1,2}(?:\.\d{1,3})?)x)?(?:\s+\d+h)?\s*(?:,(?=\s|$)|,(?=https?:)|$)", re.A
)
_SMALLEST_SIDE = 50
_WIDTH_OF_DENSITY_1 = 300
# The part of a file name that differs between two sizes of one picture: `-1200x630`, `_1024`, `-scaled`, `@2x`.
_SIZE_IN_NAME = re.compile(
    r"(?:[-_.](?:\d{2,4}x\d{2,4}|[wh]?\d{3,4}[wh]?|scaled|large|medium|small|thumb(?:nail)?|original)|@\dx)\Z", re.I
)
_MOST_SIZES_IN_NAME = 3
_FEWEST_CHARACTERS_OF_NAME = 6
_LONGEST_TYPE = 40
_NAME_WORD = re.compile(r"[a-z]+")


class PictureSource(NamedTuple):
    """One address of a picture (a URL, or a reference into the capture), and its width in pixels; 0 if not known."""

    address: str
    width: int = 0


def parse_srcset(text: str) -> list[PictureSource]:
    """Return the URLs of a `srcset` attribute.

    >>> parse_srcset("lamp-480.jpg 480w, lamp-960.jpg 960w")
    [PictureSource(address='lamp-480.jpg', width=480), PictureSource(address='lamp-960.jpg', width=960)]
    """
    sources: list[PictureSource] = []
    at = 0
    while at < len(text) and len(sources) < 2 * _MOST_SOURCES:
        match = _SRCSET_ITEM.match(text, at)
        if not match or match.end() == at:
            break
        width = text_to_number(match[2] or "") or round(float(match[3] or 0) * _WIDTH_OF_DENSITY_1)
        sources.append(PictureSource(match[1].rstrip(","), width))
        at = match.end()
    return [source for source in sources if source.address]


def order_sources(sources: Iterable[PictureSource]) -> tuple[str, ...]:
    """Return each URL once, the widest picture first; those without a width come last, in their order."""
    ordered = sorted((source for source in sources if source.address), key=lambda source: -source.width)
    return tuple(dict.fromkeys(source.address for source in ordered))[:_MOST_SOURCES]


def is_decoration(words: Iterable[str]) -> bool:
    """Return whether the words of a picture's names (class, file) say that it is a logo, an icon, a placeholder ..."""
    return not _load()["decorations"].isdisjoint(words)


def is_blank(url: str) -> bool:
    """Return whether a URL is that of a placeholder or of a tracking pixel.

    >>> [is_blank(f"https://a.example/{name}") for name in ("pixel.gif", "blank-1x1.png", "new-pixel-phone.jpg")]
    [True, True, False]
    """
    name = split_url(url).path.rpartition("/")[2].lower()
    lists = _load()
    if any(word in name for word in lists["placeholders"]):
        return True
    # a photograph's name has other words, too
    return any(word in name for word in lists["blanks"]) and (
        name.endswith((".gif", ".svg")) or lists["blank_words"].issuperset(_NAME_WORD.findall(name))
    )


def is_site_picture(url: str) -> bool:
    """Return whether a picture that a page declares is its site's own, as of all its pages without a picture.

    >>> [is_site_picture(f"https://a.example/{name}") for name in ("og-default.png", "logo.png", "default-risk.jpg")]
    [True, True, False]
    """
    name = split_url(url).path.rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    words = set(_NAME_WORD.findall((stem or name).lower()))
    lists = _load()
    return (
        is_blank(url)
        or ending.lower() == "svg"
        or not words.isdisjoint(lists["logos"])
        or (words <= lists["site_words"] | lists["default_words"] and not words.isdisjoint(lists["default_words"]))
    )


def is_too_small(width: str, height: str) -> bool:
    """Return whether the size that a page gives a picture is that of an icon or of a tracking pixel."""
    sides = [
        number for side in (width, height) if (number := text_to_number(side.strip().removesuffix("px"))) is not None
    ]
    return any(side < _SMALLEST_SIDE for side in sides)


def is_data_picture(url: str) -> bool:
    """Return whether a `data:` URL (RFC 2397) is a picture of a kind that browsers show."""
    return url[:_LONGEST_TYPE].partition(";")[0].lower().removeprefix("data:image/") in _load()["types"]


def is_same_picture(one: str, other: str) -> bool:
    """Return whether two URLs are of one picture, maybe in two sizes: their file names are the same.

    >>> is_same_picture("https://a.example/2021/lamp-at-dusk-1200x630.jpg", "https://cdn.example/x/lamp-at-dusk.webp")
    True
    """
    names = [_fold_name(url) for url in (one, other)]
    hosts = {split_url(one).netloc, split_url(other).netloc}
    # a browser's copy of a picture, which has no host, keeps its name
    is_one_host = len(hosts) == 1 or "" in hosts
    # on two hosts, an equal short name (`1.jpg`) proves nothing
    return one == other or (names[0] == names[1] and (is_one_host or len(names[0]) >= _FEWEST_CHARACTERS_OF_NAME))


def _fold_name(url: str) -> str:
    name = split_url(url).path.rstrip("/").rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    for _ in range(_MOST_SIZES_IN_NAME):
        stem = _SIZE_IN_NAME.sub("", stem)
    return stem.lower()


@cache
def _load() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in tomllib.loads(_DATA.read_text(encoding="utf-8")).items()}
