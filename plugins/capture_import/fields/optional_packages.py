"""The packages that an import works without, and what they would add: `pip install 'newsarchive[NAME]'` brings one."""

from importlib.util import find_spec
from typing import NamedTuple


class Extra(NamedTuple):
    """An extra of this project's package: its name, the modules that it brings, what they add to an import, and the
    megabytes to fetch.
    """

    name: str
    modules: tuple[str, ...]
    adds: str
    fetched: int


EXTRAS = (
    Extra("fundus", ("fundus",), "parsers of their own for the pages of 180 news sites", 13),
    Extra("words", ("wordfreq",), "repairs of words that saving broke, and surer guesses of old encodings", 58),
    Extra("documents", ("pdfminer", "striprtf"), "PDF and RTF", 12),
)


def list_missing_extras() -> list[Extra]:
    """Return the extras of which a module is not installed."""
    return [extra for extra in EXTRAS if any(find_spec(module) is None for module in extra.modules)]
