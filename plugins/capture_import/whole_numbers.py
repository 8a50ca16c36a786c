"""Whole numbers in JSON and TOML: Python refuses to read very long ones, and their whole document with them."""

import re

_MOST_DIGITS = 300  # a float holds no larger number, so that whatever is computed with one can't overflow
_LONG_NUMBER = re.compile(rf"(?<![\w.\"'])[+-]?\d[\d_]{{{_MOST_DIGITS},}}+(?![\w.\"'])")


def digits_to_number(digits: str) -> int | None:
    """Return the number that a JSON document writes so; None, which is JSON's null, for one too long to mean anything.

    For `json.loads(..., parse_int=digits_to_number)`.
    """
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def drop_long_numbers(toml: str) -> str:
    """Return TOML with an empty string in place of every number of more digits than mean anything.

    >>> drop_long_numbers("views = " + "9" * 4400)
    'views = ""'
    """
    return _LONG_NUMBER.sub('""', toml)
