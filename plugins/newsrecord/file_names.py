"""Names of files that are no UTF-8, as archives have them that were packed with another encoding.

Python keeps such bytes as lone surrogates (PEP 383), which no text, no database and no address can hold.
"""


def is_utf8(name: str) -> bool:
    r"""Return whether a file's name, or its path, is text.

    >>> is_utf8("гавань.md"), is_utf8("caf\udce9.md")
    (True, False)
    """
    return name.isascii() or show_name(name) == name


def show_name(name: str) -> str:
    r"""Return a name as it can be printed: with an escape in the place of each byte that is no text.

    >>> show_name("гавань.md"), show_name("caf\udce9.md")
    ('гавань.md', 'caf\\udce9.md')
    """
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()
