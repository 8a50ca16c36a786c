"""Numbers of dates in Chinese and Japanese characters, and the years of eras, to digits."""

import re

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}
_CHINESE_NUMBER = re.compile(r"(?<![〇零○元一二三四五六七八九十])[〇零○元一二三四五六七八九十]++(?=\s?[年月日號号])")
_ERAS = (
    (re.compile(r"令和\s?(\d{1,2})(?=\s?年)"), 2018),
    (re.compile(r"平成\s?(\d{1,2})(?=\s?年)"), 1988),
    (re.compile(r"昭和\s?(\d{1,2})(?=\s?年)"), 1925),
    (re.compile(r"大正\s?(\d{1,2})(?=\s?年)"), 1911),
    (re.compile(r"明治\s?(\d{1,2})(?=\s?年)"), 1867),
    (re.compile(r"(?:中華|中华)?民[國国]\s?(\d{1,3})(?=\s?年)"), 1911),
)


def write_in_digits(text: str) -> str:
    """Return a text with the numbers before its year, month and day in digits, and the years of eras as those of the
    common era.

    >>> write_in_digits("令和三年五月十四日"), write_in_digits("二〇二一年")
    ('2021年5月14日', '2021年')
    """

    def to_digits(match: re.Match[str]) -> str:
        digits = match[0]
        if "十" not in digits:
            return "".join(str(_CHINESE_DIGITS[digit]) for digit in digits)
        tens, _, ones = digits.partition("十")
        if len(tens) > 1 or len(ones) > 1:
            return digits
        return str((_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0))

    text = _CHINESE_NUMBER.sub(to_digits, text)
    for era, before in _ERAS:
        text = era.sub(lambda match, before=before: str(int(match[1]) + before), text)  # type: ignore[misc]
    return text
