"""The day that an address or the name of a file says."""

import re
from datetime import date

from newsrecord.web_urls import split_url

# `/2024/05/17/`, `/2024/5/17/`, `2024-05-17`, `2024.05.17`, `20240517`.
_IN_DIGITS = re.compile(
    r"(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)(?P<between>[/_.-]?)(?P<month>0[1-9]|1[0-2]|(?<=[/_.-])[1-9](?=[/_.-]))(?P=between)(?P<day>0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9](?=[/_.-]|$))(?!\d)"
)
_BY_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:1[6-9]|20)\d\d)(?P<between>[/_.-])(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?P=between)(?P<day>\d{1,2})(?=[/_.-]|$)",
    re.IGNORECASE,
)
_MONTH_FOLDER = re.compile(r"/((?:1[6-9]|20)\d\d)/(0?[1-9]|1[0-2])/")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMPACT_FROM = 1900


def url_to_day(url: str) -> date | None:
    """Return the day that an address's path names; None where it names none.

    >>> url_to_day("https://news.example/2024/05/17/a-story"), url_to_day("https://news.example/world/2021/mar/03/a-story")
    (datetime.date(2024, 5, 17), datetime.date(2021, 3, 3))
    """
    return path_to_day(split_url(url).path)


def path_to_day(path: str) -> date | None:
    """Return the day that a path names."""
    for match in _IN_DIGITS.finditer(path):
        if not match["between"] and int(match["year"]) < _COMPACT_FROM:
            continue
        if day := _to_day(int(match["year"]), int(match["month"]), int(match["day"])):
            return day
    for match in _BY_NAME.finditer(path):
        month = _MONTHS.index(match["month"].lower()) + 1
        if day := _to_day(int(match["year"]), month, int(match["day"])):
            return day
    return None


def url_to_month(url: str) -> tuple[int, int] | None:
    """Return the year and month that an address's folders name (`/2025/12/story`), where they name no day."""
    match = _MONTH_FOLDER.search(split_url(url).path)
    return (int(match[1]), int(match[2])) if match else None


def name_to_day(source: str) -> date | None:
    """Return the day that the name of a capture's file, or of the folder it lies in, is; None where neither names one.

    >>> str(name_to_day("inbox/lamp-2023-03-03.txt"))
    '2023-03-03'
    """
    folder, _, name = source.replace("\\", "/").rpartition("/")
    return path_to_day(f"/{name}") or path_to_day(f"/{folder.rpartition('/')[2]}")


def url_to_country(url: str) -> str:
    """Return the country of an address's top-level domain in lower case, empty where it has none (`com`)."""
    host = split_url(url).hostname or ""
    last = host.rpartition(".")[2]
    return last if len(last) == 2 and last not in ("io", "tv", "me", "ai", "co", "fm", "cc", "ly", "to") else ""


def _to_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
