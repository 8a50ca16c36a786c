"""The time of every rule grows linearly with its text. Rules are found, so that a new one needs no new test."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from capture_import.fields.rejection import Rejected
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article

from .captures import PLACES
from .exports import EXPORTS, ask_export
from .exports import UNITS as UNITS_OF_EXPORTS
from .found import Expression, Rule, find_expressions, find_rules, load_modules
from .growth import find_growth
from .patterns import UNITS, expression_units

pytestmark = pytest.mark.slow

_PAGE_FLOOR = 0.2
# The last character, which prevents a match at the end of the text.
_END = "~a"
# The standard library's reader of TOML is quadratic in the parts of one dotted key. The file is the owner's own.
_TOMLLIB = frozenset(["newsrecord.names_file.parse_names", "newsrecord.names_file.parse_document"])


def expression_growth(expression: Expression) -> list[str]:
    """Return the text that makes an expression slow, called as the plugins call it."""
    pattern = expression.pattern
    is_text = isinstance(pattern.pattern, str)
    own = expression_units(pattern)
    if not own:
        return []  # without unbounded repetition the number of steps at each position has a limit
    units = sorted({("", unit) for unit in UNITS.values()} | own)
    found = []
    for method in expression.methods:
        for begin, unit in units:
            if is_text or (begin + unit).isascii():
                grown = find_growth(
                    _asking(getattr(pattern, method), method, is_text),
                    _repeating(begin, unit, "str" if is_text else "bytes"),
                )
                if grown:
                    found.append(f"{expression.name} by {method}: {begin!r} and {unit!r} repeated: {grown}")
                    break
    return found


def rule_growth(rule: Rule) -> list[str]:
    """Return the first pattern that makes a function slow."""
    for unit in UNITS.values():
        if grown := find_growth(_calling(rule.function), _repeating("", unit, rule.takes)):
            return [f"{rule.name}: {unit!r} repeated: {grown}"]
    return []


def _asking(method: Callable[..., Any], name: str, is_text: bool) -> Callable[[Any], object]:
    if name in ("sub", "subn"):
        return lambda text: method("" if is_text else b"", text)
    return _calling(method)


def _calling(function: Callable[..., Any]) -> Callable[[Any], object]:
    def call(text: Any) -> None:
        try:
            result = function(text)
            if isinstance(result, Iterator):
                deque(result, maxlen=0)
        except Exception:  # noqa: BLE001 - what it says of such a text is other tests' matter
            pass

    return call


def _repeating(begin: str, unit: str, form: str) -> Callable[[int], Any]:
    def make(size: int) -> Any:
        text = (begin + unit * (size // len(unit) + 1))[:size] + _END
        return text.encode() if form == "bytes" else text.split("\n") if form == "lines" else text

    return make


def test_expressions_are_linear():
    slow = [line for expression in find_expressions(load_modules()) for line in expression_growth(expression)]
    assert not slow, "\n".join(slow)


def test_functions_of_one_text_are_linear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    modules = load_modules()  # the default settings are read beside content/
    monkeypatch.chdir(tmp_path)
    rules = (rule for rule in find_rules(modules) if rule.name not in _TOMLLIB)
    slow = [line for rule in rules for line in rule_growth(rule)]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("place", PLACES)
def test_readings_are_linear(place: str):
    def read(text: str) -> None:
        with suppress(Rejected):
            # the text is in several places of each capture
            capture_to_article(PLACES[place](text[: len(text) // 4] + _END), Options(known_publishers=False))

    read("warm")
    slow = [
        f"{place}: {unit!r} repeated: {grown}"
        for unit in UNITS.values()
        if (grown := find_growth(read, _repeating("", unit, "str"), _PAGE_FLOOR))
    ]
    assert not slow, "\n".join(slow)


@pytest.mark.parametrize("name", EXPORTS)
def test_readings_of_exports_are_linear(name: str):
    read = ask_export(name)
    read("warm")
    slow = [
        f"{name}: {unit!r} repeated: {grown}"
        for unit in (*UNITS.values(), *UNITS_OF_EXPORTS)
        if (grown := find_growth(read, _repeating("", unit, "str"), _PAGE_FLOOR))
    ]
    assert not slow, "\n".join(slow)
