"""What the pictures can be told in Pelican's settings, with what holds where nothing is said."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL

WIDTHS = (480, 960, 1600)
# Of the longer side: a tall chart stays legible, and no file is larger than a page needs.
LONGEST_EDGE = 2400
QUALITY = 75
KEEP = ("all", "lead", "none")
# Changes whenever the same picture and settings would give other files.
ENCODING = "1"


@dataclass(frozen=True, slots=True)
class PictureConfig:
    """The settings of pictures.

    `widths` (ARCHIVE_PICTURES_WIDTHS) are those of the files in pixels, ascending, `longest_edge`
    (ARCHIVE_PICTURES_LONGEST_EDGE) bounds both sides, `quality` (ARCHIVE_PICTURES_QUALITY) is that of WebP and JPEG,
    `keep` (ARCHIVE_PICTURES_KEEP) says which pictures are published. `content` is the folder of the articles, `memory`
    one in CACHE_PATH.
    """

    widths: tuple[int, ...] = WIDTHS
    longest_edge: int = LONGEST_EDGE
    quality: int = QUALITY
    keep: str = "all"
    lang: str = "en"
    content: Path = Path("content")
    memory: Path = Path(".cache/archive_pictures")

    @property
    def recipe(self) -> str:
        """What files are made by, as a short hash: files of another recipe are not these."""
        parts = (ENCODING, PIL.__version__, self.widths, self.longest_edge, self.quality)
        return hashlib.blake2b(repr(parts).encode(), digest_size=6).hexdigest()


def read_config(settings: Mapping[str, Any]) -> PictureConfig:
    """Return the settings of pictures out of Pelican's. Raises ValueError for a value that means nothing."""
    given = settings.get("ARCHIVE_PICTURES_WIDTHS", WIDTHS)
    widths = tuple(sorted({given} if isinstance(given, int) else set(given)))
    if not widths or not all(isinstance(width, int) and 16 <= width <= 8000 for width in widths):
        raise ValueError(f"ARCHIVE_PICTURES_WIDTHS: widths are numbers from 16 to 8000, not {given!r}")
    longest = settings.get("ARCHIVE_PICTURES_LONGEST_EDGE", LONGEST_EDGE)
    if not isinstance(longest, int) or not 16 <= longest <= 8000:
        raise ValueError(f"ARCHIVE_PICTURES_LONGEST_EDGE: a number from 16 to 8000, not {longest!r}")
    quality = settings.get("ARCHIVE_PICTURES_QUALITY", QUALITY)
    if not isinstance(quality, int) or not 1 <= quality <= 95:
        raise ValueError(f"ARCHIVE_PICTURES_QUALITY: a number from 1 to 95, not {quality!r}")
    keep = settings.get("ARCHIVE_PICTURES_KEEP", "all")
    if keep not in KEEP:
        raise ValueError(f"ARCHIVE_PICTURES_KEEP: one of {', '.join(KEEP)}, not {keep!r}")
    memory = Path(settings["CACHE_PATH"]) / "archive_pictures"
    return PictureConfig(widths, longest, quality, keep, settings["DEFAULT_LANG"], Path(settings["PATH"]), memory)
