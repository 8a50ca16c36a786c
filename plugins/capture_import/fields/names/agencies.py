"""News agencies that sign a text beside people: told from them by name, and kept apart, under `Agencies`."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data" / "agencies.toml"
# dpa's regional and special services: `dpa/lni`, `dpa-AFX`
_SERVICE = re.compile(r"(dpa)[-/]\w+\Z")


def is_agency(name: str) -> bool:
    """Return whether a name is that of a news agency.

    >>> is_agency("dpa/lni"), is_agency("The Associated Press"), is_agency("Ann Lee")
    (True, True, False)
    """
    folded = " ".join(name.casefold().split()).removeprefix("the ")
    return _SERVICE.sub(r"\1", folded) in _list_agencies()


def list_agencies(names: Iterable[str], authors: Iterable[str]) -> str:
    """Return the value of `Agencies`: the agencies among some names, where people sign too; those that sign alone are
    the authors.
    """
    if all(map(is_agency, authors)):
        return ""
    agencies: dict[str, str] = {}
    for name in names:
        if is_agency(name):
            agencies.setdefault(name.casefold(), " ".join(name.split()))
    return "; ".join(agencies.values())


@cache
def _list_agencies() -> frozenset[str]:
    return frozenset(name.casefold() for name in tomllib.loads(_DATA.read_text(encoding="utf-8"))["names"])
