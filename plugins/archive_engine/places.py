"""Where articles' pages are saved: each in a place of its own, on every file system. The first by path has the place it wants."""

import unicodedata
from typing import Any


def fold_place(save_as: str) -> str:
    """Give what is the same for two places that are one on some file system: case and composed letters aside.

    >>> fold_place("2025/NATO.html") == fold_place("2025/nato.html")
    True
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", save_as).casefold())


class Places:
    """The places that are taken, and by which source, while sources come in order."""

    def __init__(self) -> None:
        self.taken: dict[str, str] = {}

    def settle(self, path: str, content: Any) -> tuple[Any, list[str]]:
        """Give the content as it can be saved, and what had to be changed in words. Raises Unfit where nothing helps."""
        from archive_engine.reading import Unfit, with_slug

        if not content.save_as:
            return content, []
        place = fold_place(content.save_as)
        holder = self.taken.setdefault(place, path)
        if holder == path:
            return content, []
        own, count = content.slug, 1
        while True:
            count += 1
            other = with_slug(content, f"{own}-{count}")
            moved = fold_place(other.save_as)
            if moved == place:
                raise Unfit(f"its place {content.save_as} is taken by {holder}")
            if self.taken.setdefault(moved, path) == path:
                return other, [f"{holder} has its place: its slug is {own}-{count}"]
