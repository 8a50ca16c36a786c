"""Whether a file may be a table in CSV, by a look at its first line that costs every page little."""

_SIGNS = (b",", b";", b"\t", b"|", b"sep=")
_OTHER_STARTS = (b"<", b"{", b"[", b"%", b"@", b"-", b"#", b"=")
_MARKS = b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\0"
_LONGEST_LINE = 20_000


def may_be_table(head: bytes) -> bool:
    """Return whether a file's first line has at least two cells, and is not another format's."""
    start = head.lstrip(_MARKS)
    first = start[:_LONGEST_LINE].replace(b"\r", b"\n").split(b"\n", 1)[0]
    return any(sign in first for sign in _SIGNS) and not start.startswith(_OTHER_STARTS)
