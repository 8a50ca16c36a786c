"""Where articles' pages are saved: each in a place of its own, on every file system; the first by path has its own."""

from typing import Any

from archive_engine.own_places import fold_place
from archive_engine.problems import InvalidArticle, Repaired
from archive_engine.validation import with_slug


class Places:
    """The places that are taken, and by which source, while sources come in order; `wanted` holds all asked for."""

    def __init__(self) -> None:
        self.taken: dict[str, str] = {}
        self.wanted: set[str] = set()
        self._numbers: dict[str, int] = {}  # by place, the highest number that was tried for it

    def take(self, save_as: str, path: str) -> None:
        """Assign a place to a source, whoever asks for it later."""
        self.taken[fold_place(save_as)] = path

    def settle(self, path: str, content: Any) -> Repaired:
        """Return the content as it can be saved, and what was changed, in words.

        Raises InvalidArticle where nothing helps.
        """
        if not content.save_as:
            return Repaired(content, [])
        place = fold_place(content.save_as)
        self.wanted.add(place)
        holder = self.taken.setdefault(place, path)
        if holder == path:
            return Repaired(content, [])
        own, number = content.slug, self._numbers.get(place, 1)
        while True:
            number += 1
            other = with_slug(content, f"{own}-{number}")
            moved = fold_place(other.save_as)
            if moved == place:
                raise InvalidArticle(f"its place {content.save_as} is taken by {holder}: give it another Save_as")
            self._numbers[place] = number
            if self.taken.setdefault(moved, path) == path:
                return Repaired(other, [f"{holder} has its place: its slug is {own}-{number}"])
