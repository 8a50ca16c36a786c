"""Whether a text is an export of site software, by how it begins."""

import re

_LINE = r"[A-Z][A-Z ]{2,30}:(?:[ \t][^\n]*)?\r?\n"
_START = re.compile(rf"\s*(?:{_LINE}){{2,40}}-----\r?\n(?:{_LINE}|COMMENT:|PING:)".encode())
_OWN = re.compile(rb"^(?:AUTHOR|TITLE|DATE|STATUS|BASENAME|ALLOW COMMENTS|CONVERT BREAKS):", re.M)
_FEWEST_OWN = 2


def is_movable_type(head: bytes) -> bool:
    r"""Return whether bytes begin as such a file does.

    >>> is_movable_type(b"AUTHOR: Ann\nTITLE: Lamp\nDATE: 03/05/2012 10:30:00 AM\n-----\nBODY:\nIt burns.\n")
    True
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = _START.match(head)
    return bool(start) and len(_OWN.findall(head[: start.end()] if start else b"")) >= _FEWEST_OWN
