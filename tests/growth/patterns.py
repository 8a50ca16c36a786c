"""Texts that make a careless rule slow: thirty patterns to repeat, and patterns derived from the expression itself."""

import re
from collections.abc import Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

# Units to repeat. A rule takes longest for text that begins like a match and never ends as one.
UNITS = {
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "spaces": " ",
    "line ends": "\n",
    "lines": "ab\n",
    "empty lines": "\n \n",
    "words": "ab ",
    "names": "Ann Lee ",
    "names and commas": "Ann Lee, ",
    "numbers": "1 ",
    "times": "10:00 ",
    "days": "3 March 2023 ",
    "numeric days": "2023-03-",
    "at signs": "a@",
    "dots": ".",
    "dotted words": "a.",
    "dashes": "-",
    "dashed words": "a-",
    "colons": "a: ",
    "opening brackets": "[",
    "opening parentheses": "(",
    "links": "[a](",
    "opening tags": "<a ",
    "closed tags": "<a>",
    "comments": "<!--",
    "entities": "&",
    "quotes": '"a',
    "backslashes": "\\",
    "bars": " | ",
    "slashes": "a/",
    "addresses": "http://a.",
    "Cyrillic": "я",
    "Cyrillic words": "Марія Шевченко ",
    "Chinese": "中",
    "mojibake": "Ã©â€™",
    "marks of emphasis": "*_",
    "short codes": "[caption]",
    "quotation": "> ",
    "openings of objects": '{"a":',
}
_UNBOUNDED = 200  # a repetition that may be longer than this counts as unbounded
_CANDIDATES = "aA1 -я.<\n"


def expression_units(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """Return texts that make the unbounded repetitions of an expression long, each as a beginning and a unit to repeat.

    For each repetition: the text before it repeated, so that a match begins everywhere; the repetition's own character
    repeated after that text; and both repeated.
    """
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags | re.ASCII
    found = set()
    for before, run in _list_runs(_parser.parse(source, flags), ""):
        found |= {("", before), (before, run), ("", before + run), ("", run)}
    return {(begin, unit) for begin, unit in found if unit}


def _list_runs(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield for each unbounded repetition of a parsed expression a text that leads to it, and one round of it."""
    for op, argument in parsed:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            _, most, inner = argument
            if most is ops.MAXREPEAT or most > _UNBOUNDED:
                yield before, _sample(inner)
            yield from _list_runs(inner, before)
        elif op is ops.SUBPATTERN:
            yield from _list_runs(argument[3], before)
        elif op is ops.ATOMIC_GROUP:
            yield from _list_runs(argument, before)
        elif op is ops.BRANCH:
            for branch in argument[1]:
                yield from _list_runs(branch, before)
        elif op in (ops.ASSERT, ops.ASSERT_NOT):
            yield from _list_runs(argument[1], before)
        before += _sample([(op, argument)])


def _sample(parsed: Any) -> str:
    """Return a short text that a parsed expression matches, at least nearly."""
    text = ""
    for op, argument in parsed:
        if op is ops.LITERAL:
            text += chr(argument)
        elif op is ops.NOT_LITERAL:
            text += next(char for char in _CANDIDATES if ord(char) != argument)
        elif op is ops.ANY:
            text += "a"
        elif op is ops.IN:
            text += _sample_of_set(argument)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            text += _sample(argument[2]) * argument[0]
        elif op is ops.SUBPATTERN:
            text += _sample(argument[3])
        elif op is ops.ATOMIC_GROUP:
            text += _sample(argument)
        elif op is ops.BRANCH:
            text += _sample(argument[1][0])
    return text


def _sample_of_set(members: Any) -> str:
    """Return a character of a set; preferably a letter, or a character that is in many sets."""
    negated = members[0][0] is ops.NEGATE
    named = [
        chr(argument if op is ops.LITERAL else argument[0])
        for op, argument in members
        if op in (ops.LITERAL, ops.RANGE)
    ]
    for char in [*_CANDIDATES, *("" if negated else named)]:
        if any(_is_member(char, op, argument) for op, argument in members if op is not ops.NEGATE) != negated:
            return char
    return ""


def _is_member(char: str, op: Any, argument: Any) -> bool:
    if op is ops.LITERAL:
        return ord(char) == argument
    if op is ops.RANGE:
        return argument[0] <= ord(char) <= argument[1]
    return bool(re.match(_CATEGORIES.get(argument, r"(?!)"), char))


_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\d",
    ops.CATEGORY_NOT_DIGIT: r"\D",
    ops.CATEGORY_SPACE: r"\s",
    ops.CATEGORY_NOT_SPACE: r"\S",
    ops.CATEGORY_WORD: r"\w",
    ops.CATEGORY_NOT_WORD: r"\W",
}
