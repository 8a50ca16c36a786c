"""The day that a URL or a file's name says."""

import re
from datetime import date

from capture_import.fields.urls import split_url

_DAY_IN_PATH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def address_to_day(url: str) -> date | None:
    """Give the day that an address names (`/2025/02/17/`, `/2023-10-19-words`, `20250217`); None where it names none."""
    path = split_url(url).path
    for pattern in (_DAY_IN_PATH, _COMPACT_DAY):
        match = pattern.search(path)
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


def name_to_day(source: str) -> date | None:
    """Give the day that the name of a capture's file, or of the folder it lies in, is; None where neither names one.

    >>> str(name_to_day("inbox/lamp-2023-03-03.txt"))
    '2023-03-03'
    """
    folder, _, name = source.replace("\\", "/").rpartition("/")
    return address_to_day(f"/{name}") or address_to_day(f"/{folder.rpartition('/')[2]}")
