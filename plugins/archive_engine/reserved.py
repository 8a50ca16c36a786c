"""Places of the output that are reserved for the archive's own files: no article or page of the content may have one.

They follow from the settings, the planner and the indexes, never from the articles, so that a valid name of an article
does not depend on other articles.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from archive_engine.own_places import fold_place

_PRIVATE = r"\.archive-engine.*"


def _widen(pattern: str) -> str:
    """Return the pattern of a file's place with its folders, and all that would lie below it, as places."""
    *folders, file = pattern.split("/")
    widened = f"{file}(?:/.*)?"
    for folder in reversed(folders):
        widened = f"{folder}(?:/{widened})?"
    return widened


class ReservedPlaces:
    """Places by patterns: regular expressions of folded paths, joined part by part with `/`.

    If they `yield_to_own`, an article that names such a place in its `Save_as` gets it, as under stock Pelican.
    """

    def __init__(self, patterns: Iterable[str], *, yield_to_own: bool = False) -> None:
        self.yield_to_own = yield_to_own
        self._pattern = re.compile("|".join(map(_widen, patterns)), re.DOTALL)

    def holds(self, save_as: str) -> bool:
        r"""Return whether a file can't be there: it is reserved, or a folder of a reserved place, or lies below one.

        >>> reserved = ReservedPlaces([r"index\.html", r"tag/.+"])
        >>> [reserved.holds(path) for path in ("INDEX.html", "tag", "tag/a/b.html", "index.html/a.html", "tags.html")]
        [True, True, True, True, False]
        """
        return bool(self._pattern.fullmatch(fold_place(save_as)))


ENGINE_PLACES = ReservedPlaces([_PRIVATE])


def reserve_places(settings: Mapping[str, Any], parts: Iterable[Any], *, yield_to_own: bool = False) -> ReservedPlaces:
    """Return what a build with a planner and indexes (`parts`) reserves.

    Feeds are not reserved: an article is read once for the site with feeds and for the site without.
    """
    places = (place for part in parts for place in getattr(part, "places", ()))
    return ReservedPlaces([*_list_own(settings), *places], yield_to_own=yield_to_own)


def _list_own(settings: Mapping[str, Any]) -> Iterator[str]:
    yield _PRIVATE
    yield from settings.get("ARCHIVE_ENGINE_RESERVED", ())
    if (theme := settings["THEME_STATIC_DIR"].strip("/")) not in ("", "."):
        yield f"{re.escape(fold_place(theme))}/.+"
    direct = (settings.get(f"{name.upper()}_SAVE_AS", f"{name}.html") for name in settings["DIRECT_TEMPLATES"])
    for save_as in (*direct, *settings["TEMPLATE_PAGES"].values()):
        if save_as:
            yield re.escape(fold_place(save_as))
