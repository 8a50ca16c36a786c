"""The words of the layouts in which newspaper databases export stories, loaded once from `data/databases.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "databases.toml"


def list_words(kind: str, group: str = "words") -> tuple[str, ...]:
    """Return the words of a kind (`edition`, `copyright`), longest first, as expressions take them."""
    return tuple(sorted(_data()[group][kind], key=len, reverse=True))


@cache
def load_labels(database: str) -> dict[str, str]:
    """Return what each label of a database's layout is of, by the label in lower case.

    >>> load_labels("nexis")["länge"], load_labels("proquest")["texte intégral"]
    ('length', 'body')
    """
    return {label: name for name, labels in _data()[database].items() for label in labels}


def name_to_language(name: str) -> str:
    """Return the code of a language that a layout names, the first where it names it twice; empty for no such name.

    >>> name_to_language("GERMAN; DEUTSCH"), name_to_language("Français"), name_to_language("Main Edition")
    ('de', 'fr', '')
    """
    return _languages().get(name.replace(",", ";").partition(";")[0].strip().lower(), "")


def label_to_language(declared: str) -> str:
    """Return the code of the language that a label declares; the declaration itself, where it is no known name."""
    return name_to_language(declared) or declared


@cache
def _languages() -> dict[str, str]:
    return {name: code for code, names in _data()["languages"].items() for name in names}


@cache
def _data() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
