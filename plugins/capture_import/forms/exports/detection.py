"""Whether a text is an export of site software, by how it begins."""

import re

_LINE = r"[A-Z][A-Z ]{2,30}:(?:[ \t][^\n]*)?\r?\n"
_START = re.compile(
    rf"\s{{0,99}}+(?:{_LINE}(?:[ \t]{{0,9}}\r?\n){{0,3}}){{2,40}}-----\r?\n(?:{_LINE}|COMMENT:|PING:)".encode()
)
_OWN = re.compile(rb"^(?:AUTHOR|TITLE|DATE|STATUS|BASENAME|ALLOW COMMENTS|CONVERT BREAKS):", re.M)
_FEWEST_OWN = 2

# The first lines of Substack's tables: of posts; of who was sent them, and of who subscribes.
_SUBSTACK = re.compile(rb"(?:\xef\xbb\xbf)?\"?post_id\"?,\"?post_date\"?,\"?is_published\"?,")
_SUBSTACK_LIST = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\"?post_id\"?,\"?timestamp\"?,\"?email\"?|\"?email\"?,\"?active_subscription\"?[,\r\n])"
)
_SUBSTACK_PAGE = re.compile(r"(?:\A|/)posts/\d+\.[^/]+\.html\Z")


def is_substack_table(head: bytes) -> bool:
    """Return whether bytes begin as Substack's table of posts does."""
    return bool(_SUBSTACK.match(head))


def is_substack_page(path: str) -> bool:
    """Return whether a path is one that Substack gives a post's page: `posts/12345.the-lamp.html`."""
    return bool(_SUBSTACK_PAGE.search(path))


def is_substack_list(head: bytes) -> bool:
    """Return whether bytes begin as a table of Substack's readers does."""
    return bool(_SUBSTACK_LIST.match(head))


def is_movable_type(head: bytes) -> bool:
    r"""Return whether bytes begin as such a file does.

    >>> is_movable_type(b"AUTHOR: Ann\nTITLE: Lamp\nDATE: 03/05/2012 10:30:00 AM\n-----\nBODY:\nIt burns.\n")
    True
    """
    head = head.removeprefix(b"\xef\xbb\xbf")
    start = _START.match(head)
    return bool(start) and len(_OWN.findall(head[: start.end()] if start else b"")) >= _FEWEST_OWN
