"""Parses whole numbers in captures, front matter and JSON.

`int` would raise ValueError for a text that is no number, and for more digits than Python converts (4,300).
"""

MOST_DIGITS = 300  # the largest float has 309: converted to a float, no number here overflows


def text_to_number(text: str, most_digits: int = MOST_DIGITS) -> int | None:
    """Return the number that decimal digits mean, with or without a sign before them.

    Return None for any other text, and for more than `most_digits` digits. Also fits `json.loads(..., parse_int=...)`.

    >>> text_to_number(" 12 "), text_to_number("-7"), text_to_number("many"), text_to_number("9" * 5000)
    (12, -7, None, None)
    """
    text = text.strip()
    digits = text[1:] if text[:1] in ("+", "-") else text
    return int(text) if len(digits) <= most_digits and digits.isdecimal() else None
