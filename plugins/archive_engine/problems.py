"""What is wrong with a file of the content, in words, and the line (1 is the first) where it lies."""

from typing import NamedTuple, Self

from archive_engine.dates import find_bad_date
from archive_engine.interface import PelicanArticle


class InvalidArticle(Exception):
    """An article that can't be built: the reason in words, and the line (1 is the first) where it lies."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


class Problem(NamedTuple):
    """What is wrong with a file, as `line: reason`, and whether the file is rejected for it."""

    text: str
    is_rejected: bool


class TooSlow(Exception):
    """Converting an article took longer than the time limit."""


class Repair(str):
    """One repair of an article, in words, and the line (1 is the first) that made it necessary."""

    __slots__ = ("line",)
    line: int

    def __new__(cls, text: str, line: int = 1) -> Self:
        repair = super().__new__(cls, text)
        repair.line = line
        return repair


class Repaired(NamedTuple):
    """An article (or a page) that can be built, and the repairs that it needed."""

    article: PelicanArticle
    repairs: list[str]


def describe_repairs(repairs: list[str]) -> str:
    """Return `line: what was changed`, with the line of the first repair."""
    return f"{getattr(repairs[0], 'line', 1)}: {'; '.join(repairs)}"


def find_key_line(text: str, key: str) -> int:
    """Return the line of a key in the front matter; 1 if the key is missing."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.partition(":")[0].strip().lower() == key:
            return number
    return 1


def describe_problem(error: Exception, data: bytes, seconds: float) -> str:
    """Return `line: what is wrong` for an error that reading a file raised."""
    if isinstance(error, InvalidArticle):
        return f"{error.line}: {error.reason}"
    if isinstance(error, UnicodeDecodeError):
        line = data.count(b"\n", 0, error.start) + 1
        return f"{line}: its text is not UTF-8"
    if isinstance(error, FileNotFoundError):
        return "1: it vanished while the site was built"
    if isinstance(error, OSError):
        return f"1: it can't be read: {error.strerror}"
    if isinstance(error, TooSlow):
        return f"1: converting it took longer than {seconds:g} s"
    if isinstance(error, RecursionError):
        return "1: its lists or quotations are nested too deep"
    bad_date = find_bad_date(data)
    if bad_date:
        return bad_date
    return f"1: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
