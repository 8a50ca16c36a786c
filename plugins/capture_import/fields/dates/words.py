"""The words of dates in every language, from the two tables beside this file; read at first need, in a few hundredths
of a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent
# A word of so few letters means a month or a weekday in some language or other: without a language only the well-known
# ones count.
_TOO_SHORT = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word means in a date: a month (1 to 12) of a calendar, a weekday (0 is Monday, -1 one on which languages
    disagree); `is_several` where languages disagree on the month.
    """

    month: int = 0
    weekday: int | None = None
    calendar: str = ""
    is_several: bool = False


class DateWord(NamedTuple):
    """A word of one language for a month or a weekday. `kind` is `month`, `weekday` or the calendar of a month; a word
    with `is_first` counts before those of other languages.
    """

    kind: str
    number: int
    language: str
    is_first: bool


@dataclass(slots=True)
class DateWords:
    """The tables: `entries` has the months and weekdays, by word."""

    entries: dict[str, list[DateWord]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    halves: dict[str, int] = field(default_factory=dict)
    ago: list[tuple[str, int]] = field(default_factory=list)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    orders: dict[str, str] = field(default_factory=dict)
    dropped: set[tuple[str, str]] = field(default_factory=set)

    def kind(self, name: str) -> set[str]:
        """Return the words of a kind: `joint`, `clock`, `ordinal`, `publish`, `update`, `other`, `relative0` ..."""
        return self.kinds.get(name, set())

    def names(self, kind: str, languages: frozenset[str]) -> list[str]:
        """Return the months or weekdays of languages in all their forms, the longest first."""
        found = {
            word
            for word, entries in self.entries.items()
            for entry in entries
            if entry.kind == kind and entry.language in languages
        }
        return sorted(found, key=lambda word: (-len(word), word))

    def share_language(self, words: list[str], languages: frozenset[str]) -> bool:
        """Return whether one language (of `languages`, if any are given) has all of these words. A first word that is
        English counts with any other.
        """
        sets = [{entry.language for entry in self.entries.get(word.replace(" ", "").rstrip("."), ())} for word in words]
        if sets and "en" in sets[0]:
            return True
        # Chinese, Japanese and Korean weekdays are found by their own characters alone
        shared = set.intersection(*sets) if all(sets) else {"zh"}
        return bool(shared & languages) if languages else bool(shared)

    def mean(self, word: str, languages: frozenset[str] = frozenset()) -> Meaning | None:
        """Return what a folded word means, in the named languages first; None if it is neither month nor weekday."""
        entries = self.entries.get(word)
        if entries is None:
            return None
        calendar = next((entry.kind for entry in entries if entry.kind not in ("month", "weekday")), "")
        if calendar:
            return Meaning(next(entry.number for entry in entries if entry.kind == calendar), None, calendar)
        months = self._choose([entry for entry in entries if entry.kind == "month"], word, languages)
        weekdays = self._choose([entry for entry in entries if entry.kind == "weekday"], word, languages)
        if not months and not weekdays:
            return None
        return Meaning(
            months.pop() if len(months) == 1 else 0,
            weekdays.pop() if len(weekdays) == 1 else -1 if weekdays else None,
            is_several=len(months) > 1,
        )

    def _choose(self, entries: list[DateWord], word: str, languages: frozenset[str]) -> set[int]:
        entries = [entry for entry in entries if (entry.language, word) not in self.dropped]
        return (
            {entry.number for entry in entries if entry.language in languages}
            # the language of RFC 5322
            or {entry.number for entry in entries if entry.language == "en"}
            or {entry.number for entry in entries if entry.is_first}
            or {entry.number for entry in entries if len(word) > _TOO_SHORT}
        )


@cache
def load_words() -> DateWords:
    """Return both tables."""
    words = DateWords()
    for language, kind, *cells in (*_rows("months_and_weekdays.tsv"), *_rows("date_words.tsv")):
        is_first = language.endswith("+")
        base = language.rstrip("+").partition("-")[0]
        lists = [cell.split("|") if cell else [] for cell in cells]
        if kind in ("month", "weekday", "jalali", "hijri"):
            for number, names in enumerate(lists, start=kind != "weekday"):
                for name in names:
                    words.entries.setdefault(name, []).append(DateWord(kind, number, base, is_first))
                    if " " in name:
                        first, *others = name.split(" ")
                        words.phrases.setdefault(first, []).append(tuple(others))
        elif kind == "half":
            for half, names in enumerate(lists):
                words.halves.update((name, half) for name in names if is_first and len(name) > 1)
        elif kind == "ago":
            words.ago += [(text, unit) for unit, texts in enumerate(lists) for text in texts]
        elif kind == "order":
            words.orders.update(dict.fromkeys(cells[1].split(), cells[0]))
        elif kind == "drop":
            words.dropped |= {(base, name) for name in lists[0]}
        else:
            words.kinds.setdefault(kind, set()).update(lists[0])
    taken = words.kind("joint") | words.kind("clock") | words.entries.keys()
    words.halves = {name: half for name, half in words.halves.items() if name not in taken or name in ("am", "pm")}
    for phrases in words.phrases.values():
        phrases.sort(key=len, reverse=True)
    return words


@cache
def load_zones() -> dict[str, int]:
    """Return how many minutes each named zone is ahead of universal time."""
    return {name: int(minutes) for name, minutes in _rows("zones.tsv")}


@cache
def load_home_zones() -> dict[str, str]:
    """Return the zone of a country, by its domain, and of a language, by `lang:` and its code, where it has one."""
    return dict(_rows("home_zones.tsv"))


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            yield line.split("\t")
