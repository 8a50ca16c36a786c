"""The plugin's settings, read once."""

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from archive_names.kinds import ORGANISATION, PERSON, PLACE

KINDS = (PERSON, ORGANISATION, PLACE)

Finder = Callable[[str, str], Iterable[tuple[int, int, str]]]
"""What finds names in the place of `finding`: it is given a text and its language (ISO 639-1), and returns each name's
beginning, end and kind (one of `KINDS`; others are left out), in order.
"""


@dataclass(frozen=True, slots=True)
class NamesConfig:
    """The kinds of names that are told, the language of articles that name none, and a finder of the owner's."""

    kinds: tuple[str, ...] = KINDS
    language: str = "en"
    finder: Finder | None = None


def read_config(settings: Mapping[str, Any]) -> NamesConfig:
    """Return the configuration. Raises ValueError for a wrong value."""
    least = settings.get("ARCHIVE_NAMES_MIN_ARTICLES", 1)  # archive_pages has its default
    if not isinstance(least, int) or isinstance(least, bool) or least < 1:
        raise ValueError(f"ARCHIVE_NAMES_MIN_ARTICLES is a number from 1 on, not {least!r}")
    kinds = settings.get("ARCHIVE_NAMES_KINDS", KINDS)
    if isinstance(kinds, str) or not set(kinds) <= set(KINDS):
        raise ValueError(f"ARCHIVE_NAMES_KINDS is a list of {', '.join(KINDS)}, not {kinds!r}")
    finder = settings.get("ARCHIVE_NAMES_FINDER")
    if isinstance(finder, str):
        finder = _load_finder(finder)
    if finder is not None and not callable(finder):
        raise ValueError(f"ARCHIVE_NAMES_FINDER is a function or its dotted name, not {finder!r}")
    language = str(settings["DEFAULT_LANG"])
    return NamesConfig(tuple(kind for kind in KINDS if kind in kinds), language, finder)


def _load_finder(name: str) -> Any:
    try:
        return pkgutil.resolve_name(name)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"ARCHIVE_NAMES_FINDER: {name} can't be loaded: {error}") from None
