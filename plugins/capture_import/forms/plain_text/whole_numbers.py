"""Whole numbers in TOML: Python refuses to read very long ones, and their whole document with them."""

import re

from newsrecord.whole_numbers import MOST_DIGITS

_LONG_NUMBER = re.compile(rf"(?<![\w.\"'])[+-]?\d[\d_]{{{MOST_DIGITS},}}+(?![\w.\"'])")


def drop_long_numbers(toml: str) -> str:
    """Return TOML with an empty string in place of every number of more digits than mean anything.

    >>> drop_long_numbers("views = " + "9" * 4400)
    'views = ""'
    """
    return _LONG_NUMBER.sub('""', toml)
