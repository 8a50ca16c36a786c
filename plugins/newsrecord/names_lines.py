"""The lines of the names file: where its tables and keys stand, and a fast way to read lines of the usual form.

What the file means is known to `names_file`. No law of TOML is decided here: a text with any unusual line is left to
`tomllib`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

# TOML 1.0: a basic string on one line without escapes, a comment, a bare key.
_STRING = r'"[^"\\\x00-\x08\x0a-\x1f\x7f]*+"'
_TEXT = re.compile(_STRING)
_COMMENT = r"[ \t]*+(?:#[^\x00-\x08\x0a-\x1f\x7f]*+)?"
_KEY = r"[A-Za-z0-9_-]++"
_PAIR = rf"{_KEY}[ \t]*+=[ \t]*+{_STRING}"
_PAIRS = re.compile(rf"(?<![A-Za-z0-9_-])({_KEY})[ \t]*+=[ \t]*+({_STRING})")
_SIMPLE = re.compile(
    rf"[ \t]*+(?:(?P<key>{_KEY})[ \t]*+=[ \t]*+(?:(?P<text>{_STRING})"
    rf"|\[[ \t]*+(?P<list>(?:{_STRING}[ \t]*+(?:,[ \t]*+|(?=\])))*+)\]"
    rf"|\{{[ \t]*+(?P<table>{_PAIR}[ \t]*+(?:,[ \t]*+{_PAIR}[ \t]*+)*+)\}})"
    rf"|(?P<header>\[\[[ \t]*+{_KEY}[ \t]*+\]\]))?{_COMMENT}\r?"
)
# What a line begins with: a key or the name of a table.
_BEGINNING = re.compile(r"""[ \t]*+\[*+[ \t]*+["']?([A-Za-z0-9_-]++)""")
# Strings and comments, in which nothing is a key or a header, and what begins a line.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'.*?\'\'\'|"(?:[^"\\\n]|\\.)*"(?![ \t]*=)|\'[^\'\n]*\'(?![ \t]*=)|#[^\n]*'
    r"|^[ \t]*(?P<header>\[\[?[^\[\]\n]*\]\]?)[ \t]*(?=\r?$|#)"
    r"""|^[ \t]*(?P<key>[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*(?:\.[^=\n]*)?=""",
    re.DOTALL | re.MULTILINE,
)


@dataclass(slots=True)
class TableLines:
    """Where a table stands: its header's line, the lines of its keys, and the last line with something of it."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)
    last: int = 0


def read_simple_lines(text: str, table_name: str) -> dict[str, Any] | None:
    r"""Return what `tomllib.loads` returns for tables `[[table_name]]` of simple lines: `key = "text"`,
    `key = ["text"]`, `key = { key = "text" }`. Return None where another line is among them.

    >>> read_simple_lines('[[entity]]\nname = "Halverin"  # a town', "entity")
    {'entity': [{'name': 'Halverin'}]}
    """
    header = f"[[{table_name}]]"
    tables: list[dict[str, Any]] = []
    for line in text.split("\n"):
        found = _SIMPLE.fullmatch(line)
        if found is None:
            return None
        key, value, texts, pairs, opening = found.groups()
        if opening is not None:
            if opening != header:
                return None
            tables.append({})
        elif key is not None:
            if not tables or key in tables[-1]:
                return None
            if value is not None:
                tables[-1][key] = value[1:-1]
            elif texts is not None:
                tables[-1][key] = [one[1:-1] for one in _TEXT.findall(texts)]
            else:
                members = _PAIRS.findall(pairs)
                tables[-1][key] = inner = {name: one[1:-1] for name, one in members}
                if len(inner) < len(members):
                    return None
    if text.endswith("\r"):  # the end of a line has to follow it
        return None
    return {table_name: tables} if tables else {}


def find_tables(text: str, table_name: str = "entity") -> list[TableLines]:
    r"""Return where the tables `[[table_name]]` of a TOML text stand, in their order. Lines are counted from 1.

    >>> find_tables('[[entity]]\nname = "Halverin"\n\n[[entity]]')
    [TableLines(line=1, keys={'name': 2}, last=2), TableLines(line=4, keys={}, last=4)]
    """
    tables: list[TableLines] = []
    is_inside = False  # whether keys belong to the table itself, not to a table in it
    line, passed = 1, 0
    for token in _TOKEN.finditer(text):
        begin = token.start("header") if token["header"] else token.start("key") if token["key"] else token.start()
        line += text.count("\n", passed, begin)
        passed = begin
        if token["header"]:
            name = "".join(token["header"].split()).replace('"', "").replace("'", "")
            if name == f"[[{table_name}]]":
                tables.append(TableLines(line))
                is_inside = True
            else:
                is_inside = False
                if tables and name.startswith(f"[{table_name}."):
                    tables[-1].keys.setdefault(name.strip("[]").split(".")[1], line)
        elif token["key"] and tables and is_inside:
            tables[-1].keys.setdefault(token["key"].strip("\"'"), line)
    _find_last_lines(text, tables)
    return tables


def _find_last_lines(text: str, tables: list[TableLines]) -> None:
    """Set the last lines: a comment or an empty line before the next table is not of the one above."""
    lines = text.split("\n")
    ends = [*(table.line - 1 for table in tables[1:]), len(lines)]
    for table, end in zip(tables, ends, strict=False):
        while end > table.line and lines[end - 1].strip()[:1] in ("", "#"):
            end -= 1
        table.last = end


def find_line(text: str, key: str) -> int:
    """Return the line at which a key or a table of that name stands first; 1 where it stands nowhere."""
    for number, line in enumerate(text.split("\n"), 1):
        found = _BEGINNING.match(line)
        if found and found[1] == key:
            return number
    return 1
