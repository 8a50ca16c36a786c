"""Which column of a table is which field of an article: by the call (`--map`), else by its name, which a data table
knows.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from capture_import.containers.link_lists import link_list_reason
from newsrecord.clean_text import clean_line

_DATA = Path(__file__).parents[2] / "fields" / "data" / "table_columns.toml"
FIELDS = (
    "title",
    "text",
    "date",
    "modified",
    "authors",
    "url",
    "tags",
    "sections",
    "summary",
    "publisher",
    "language",
    "dateline",
    "picture",
    "captured",
)
"""The fields that a column can be said to give."""
IGNORED = "ignore"
"""... and the word for a column that is to give none."""
# Letters that Unicode does not take for others with a mark.
_WITHOUT_STROKE = {0x141: "L", 0x142: "l", 0xD8: "O", 0xF8: "o", 0x110: "D", 0x111: "d", 0x131: "i"}
_BEHIND_ALL = 1000
_MOST_NAMES, _LONGEST_NAME = 30, 40
_NO_NAMES: Mapping[str, str] = MappingProxyType({})


class Layout(NamedTuple):
    """Where a table has each field: the places of its columns in the order of trust, those of one rank together."""

    names: tuple[str, ...]
    places: Mapping[str, tuple[tuple[int, ...], ...]]

    def has(self, *fields: str) -> bool:
        """Return whether the table has a column of every one of these fields."""
        return all(field in self.places for field in fields)

    @property
    def known(self) -> int:
        """How many of the table's columns are known."""
        return len({place for groups in self.places.values() for group in groups for place in group})

    def list_places(self, field: str) -> list[int]:
        """Return the places of a field's columns, the most trusted first."""
        return [place for group in self.places.get(field, ()) for place in group]

    @property
    def fault(self) -> str:
        """Why no article can be made of the table's rows; empty where one can."""
        missing = [name for name in ("title", "text") if not self.has(name)]
        if not missing:
            return ""
        if missing == ["text"] and self.has("url"):
            reason = link_list_reason(f"a table without texts ({self.shown_names})")
            return f"{reason}; where one of its columns is the text's, say which, as in `--map COLUMN=text`"
        what = " and none ".join(f"is the {name}'s" for name in missing)
        return f"of its columns none {what}: {self.shown_names}; say which one is, as in `--map COLUMN={missing[0]}`"

    @property
    def shown_names(self) -> str:
        """The columns' names, as a reason quotes them."""
        shown = [f"`{clean_line(name)[:_LONGEST_NAME]}`" for name in self.names[:_MOST_NAMES] if name.strip()]
        more = len(self.names) - _MOST_NAMES
        return "there are " + ", ".join(shown or ["none"]) + (f" and {more} more" if more > 0 else "")


class Columns:
    """The columns that the call names, and which of them were met."""

    def __init__(self, named: Mapping[str, str] = _NO_NAMES) -> None:
        self._named = {_fold(name): (name, field) for name, field in named.items()}
        self._met: set[str] = set()
        self._lay_out = lru_cache(maxsize=256)(self._make_layout)

    def lay_out(self, names: Sequence[str]) -> Layout:
        """Return where a table with these columns has each field."""
        return self._lay_out(tuple(names))

    def knows(self, name: str) -> bool:
        """Return whether a name is that of a column, by the call or by the data table."""
        return (folded := _fold(name)) in self._named or _find_meaning(folded) is not None

    def list_unmet(self) -> list[str]:
        """Return the names of the call that no table had."""
        return [name for folded, (name, _) in self._named.items() if folded not in self._met]

    def _make_layout(self, names: tuple[str, ...]) -> Layout:
        places: dict[str, dict[tuple[int, int], list[int]]] = {}
        said: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            folded = _fold(name)
            if folded in self._named:
                self._met.add(folded)
                said.setdefault(self._named[folded][1], []).append(place)
            elif meaning := _find_meaning(folded):
                field, *rank = meaning
                places.setdefault(field, {}).setdefault((rank[0], rank[1]), []).append(place)
        found = {field: _group(ranked) for field, ranked in places.items()}
        # what the call says stands alone
        found |= {field: tuple((place,) for place in those) for field, those in said.items()}
        return Layout(names, {field: groups for field, groups in found.items() if field not in (IGNORED, "other")})


def _group(ranked: Mapping[tuple[int, int], list[int]]) -> tuple[tuple[int, ...], ...]:
    groups: dict[int, list[int]] = {}
    for (group, _), places in sorted(ranked.items()):
        groups.setdefault(group, []).extend(places)
    return tuple(tuple(groups[group]) for group in sorted(groups))


def is_wrapper(name: str) -> bool:
    """Return whether an object of this name holds an article's own fields: `{"_source": {"title": ...}}`."""
    return _fold(name) in _wrappers()


def read_columns(pairs: Iterable[tuple[str, str]]) -> Columns:
    """Return the columns that a call names, as pairs of a column and its field."""
    return Columns(dict(pairs))


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    """Return a name as the data table has it: letters and digits alone, in small letters, without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    plain = plain.translate(_WITHOUT_STROKE)
    return re.sub(r"[\W_]", "", plain).casefold()


@cache
def _wrappers() -> frozenset[str]:
    return frozenset(_fold(name) for names in _data()["wrappers"] for name in names)


def _find_meaning(folded: str) -> tuple[str, int, int] | None:
    """Return a name's field with its rank; one with `article` or its like before it comes behind all others."""
    if meaning := _meanings().get(folded):
        return meaning
    for prefix in _prefixes():
        if folded.startswith(prefix) and (meaning := _meanings().get(folded.removeprefix(prefix))):
            field, group, place = meaning
            return field, group, place + _BEHIND_ALL
    return None


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(_data()["prefixes"][0])


@cache
def _meanings() -> dict[str, tuple[str, int, int]]:
    """Return each known name's field, with its rank: the number of its list, and its place there."""
    meanings: dict[str, tuple[str, int, int]] = {}
    for field, groups in _data().items():
        if field not in ("wrappers", "prefixes"):
            for group, names in enumerate(groups):
                for place, name in enumerate(names):
                    meanings.setdefault(_fold(name), (field, group, place))
    return meanings


@cache
def _data() -> dict[str, list[list[str]]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
