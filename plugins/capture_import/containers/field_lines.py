"""Header fields as lines `Name: value`, in WARC records (ISO 28500, section 4) and HTTP responses (RFC 9112, section
5).
"""

from collections.abc import Iterable


def lines_to_fields(lines: Iterable[str]) -> dict[str, str]:
    """Return the value of each field; names are in lower case, and of several fields of one name the first is kept.

    A line that begins with white space continues the field before it; a line without a colon is left out.

    >>> lines_to_fields(["Content-Type: text/html;", "  charset=utf-8", "content-type: text/plain"])
    {'content-type': 'text/html; charset=utf-8'}
    """
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        if line[:1] in (" ", "\t") and name:
            fields[name] += " " + line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            fields.setdefault(name, value.strip())
    return fields
