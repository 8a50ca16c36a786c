"""A file of stories to its parts, one a story; how many the file announces, and which of them are missing."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from capture_import.publishers.database_labels import list_words

_LONGEST_LINE = 80


class Count(NamedTuple):
    """Which story of how many a line says that the next one is."""

    number: int
    total: int


@dataclass(slots=True)
class Part:
    """The lines of one story; the line that numbers it, and the one that ends it, where it has them.

    `follows_end` where an earlier story of the file has such an end.
    """

    lines: list[str] = field(default_factory=list)
    count: Count | None = None
    end: str = ""
    follows_end: bool = False
    is_too_large: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it but its number."""
        return not self.is_too_large and not any(line.strip() for line in self.lines)


def read_count(line: str) -> Count | None:
    """Return what a line says, if it says nothing else than which of how many documents follows.

    >>> read_count("     1 of 3 DOCUMENTS"), read_count("Dokument 2 von 3")
    (Count(number=1, total=3), Count(number=2, total=3))
    >>> read_count("He read 1 of 3 documents")
    """
    if len(line) > _LONGEST_LINE or not (match := _count_line().fullmatch(line.strip())):
        return None
    count = Count(int(match["number"] or match["behind"]), int(match["total"] or match["all"]))
    return count if 0 < count.number <= count.total else None


def read_listed(line: str) -> int:
    """Return how many documents a line above a list of results says that there are; 0 for another line.

    >>> read_listed("Documents (3)"), read_listed("Documents of 2015 (3)")
    (3, 0)
    """
    match = _listed_line().fullmatch(line.strip()) if len(line) <= _LONGEST_LINE else None
    return int(match[1]) if match else 0


@cache
def _listed_line() -> re.Pattern[str]:
    return re.compile(rf"(?i:{'|'.join(list_words('listed', 'count'))}) ?\((\d{{1,6}})\)")


@cache
def _count_line() -> re.Pattern[str]:
    nouns, of = ("|".join(map(re.escape, list_words(kind, "count"))) for kind in ("nouns", "of"))
    # a number before its noun stands there in capitals, as no sentence has it
    return re.compile(
        rf"(?P<number>\d{{1,7}}) (?i:{of}) (?P<total>\d{{1,7}}) (?:{nouns.upper()})"
        rf"|(?i:{nouns}) (?P<behind>\d{{1,7}}) (?i:{of}) (?P<all>\d{{1,7}})"
    )


def split_parts(
    lines: Iterable[str], is_end: Callable[[str], bool], is_start: Callable[[str], bool], limit: int
) -> Iterator[Part]:
    """Yield the parts of a file: a new one begins at a line that counts the stories or begins one, and behind one that
    ends a story. They are asked of each line that is not empty, in order.

    No more than `limit` characters of a part are held.
    """
    part, size, was_empty, has_ends = Part(), 0, True, False
    for line in lines:
        is_filled = bool(line.strip())
        if is_filled and was_empty and (count := read_count(line)):
            yield part
            part, size = Part(count=count, follows_end=has_ends), 0
        elif is_filled and is_end(line):
            part.end, has_ends = line.strip(), True
            yield part
            part, size = Part(follows_end=True), 0
        else:
            if is_filled and is_start(line):
                yield part
                part, size = Part(follows_end=has_ends), 0
            size += len(line) + 1
            if size > limit:
                part.is_too_large = True
                part.lines = []
            else:
                part.lines.append(line)
        was_empty = not is_filled or set(line.strip()) <= {"_"}
    yield part


class Announced:
    """Which stories a file announces, run by run, and which of them came."""

    def __init__(self) -> None:
        self._last = Count(0, 0)
        self._faults: list[str] = []

    def add(self, count: Count) -> None:
        """Note that a story came. A lower number, or another total, begins a new run."""
        if count.total != self._last.total or count.number < self._last.number:
            self._close()
            self._last = Count(0, count.total)
        self._note(self._last.number + 1, count.number - 1, count.total)
        self._last = count

    def list_faults(self) -> list[str]:
        """Return what is missing, a reason for each gap."""
        self._close()
        self._last = Count(0, 0)
        return self._faults

    def _close(self) -> None:
        self._note(self._last.number + 1, self._last.total, self._last.total)

    def _note(self, first: int, last: int, total: int) -> None:
        if first > last:
            return
        which = f"story {first} of {total} is" if first == last else f"stories {first} to {last} of {total} are"
        self._faults.append(f"{which} announced and not in this file: export what is missing, and import that, too")
