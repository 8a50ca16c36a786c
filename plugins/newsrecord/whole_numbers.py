"""Whole numbers as a text writes them: the one reader for captures, front matter and JSON.

`int` raises ValueError for a text that is no number, and for more digits than Python is ready to convert (4,300).
"""

MOST_DIGITS = 300  # a float holds no larger number, so that whatever is computed with one can't overflow


def text_to_number(text: str, most_digits: int = MOST_DIGITS) -> int | None:
    """Return the number that decimal digits, a sign before them perhaps, write.

    None for any other text, and for more than `most_digits` digits. For `json.loads(..., parse_int=text_to_number)`,
    too, where None is JSON's null.

    >>> text_to_number(" 12 "), text_to_number("-7"), text_to_number("many"), text_to_number("9" * 5000)
    (12, -7, None, None)
    """
    text = text.strip()
    digits = text[1:] if text[:1] in ("+", "-") else text
    return int(text) if len(digits) <= most_digits and digits.isdecimal() else None
