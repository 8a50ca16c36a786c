"""Edits of the names file's text: the owner's comments, order and form of lines stay.

An edit is one of text, and what it makes is read again before anybody writes it.
"""

import json
import re
from typing import NamedTuple

from newsrecord.clean_text import clean_line
from newsrecord.names_file import FILE, BadNamesFile, NamesFile, decode_names, parse_names
from newsrecord.names_lines import TableLines, find_tables
from newsrecord.slugs import text_to_slug

_BOM = b"\xef\xbb\xbf"
_VALUE = re.compile(r"^[^=]*=[ \t]*")
# A whole value of TOML that stands on one line, and a comment behind it.
_STRING = r""""(?:[^"\\\n]|\\.)*"|'[^'\n]*'"""
_ONE_LINE = re.compile(
    rf"^(?P<key>[^=]*=[ \t]*)(?P<value>{_STRING}|\[(?:[^\]\"'#\n]|{_STRING})*\])(?P<rest>[ \t]*(?:#[^\n]*)?\r?)$"
)


class Renamed(NamedTuple):
    """The names file after a rename, and the line at which its entity begins; `is_changed` is False where it said so
    already.
    """

    data: bytes
    line: int
    is_changed: bool


class RenameConflict(ValueError):
    """A rename that the file does not allow: why, with the line, and the remedy."""


def rename(data: bytes, kind: str, old: str, new: str) -> Renamed:
    """Return the bytes of the names file with a name renamed: `old` becomes a spelling of the entity `new`.

    An entity that has `old` gets the name `new`, and `old` is then one of its spellings; an entity that has `new` gets
    the spelling `old`; without either, a table is added at the end. Raises BadNamesFile where the file is broken, and
    RenameConflict where both names have entities, or a line is not of a form that can be edited.
    """
    text = decode_names(data)
    names = parse_names(data)
    old, new = clean_line(old), clean_line(new)
    tables = find_tables(text)
    has_old, has_new = (_find(names, kind, name) for name in (old, new))
    if has_old is not None and has_new is not None and has_old != has_new:
        first, second = (tables[at].line for at in (has_old, has_new))
        raise RenameConflict(
            f'{FILE}, line {first}: "{old}" belongs to "{names.entities[has_old].name}", and "{new}" to '
            f'"{names.entities[has_new].name}" (line {second}): put both into one table by hand'
        )
    at = has_old if has_old is not None else has_new
    if at is None:
        added, line = _add_table(text, kind, old, new)
    else:
        entity = names.entities[at]
        spellings = [name for name in (entity.name, *entity.spellings) if name != new]
        if old not in spellings:
            spellings.append(old)
        elsewhere = {name for _, name in entity.languages}
        added = text
        if entity.name != new:
            added = _set_value(added, tables[at], "name", _quote(new))
        listed = [name for name in spellings if name not in elsewhere]
        if listed != [name for name in entity.spellings if name not in elsewhere]:
            added = _set_value(added, find_tables(added)[at], "spellings", f"[{', '.join(map(_quote, listed))}]")
        line = tables[at].line
    result = (_BOM if data.startswith(_BOM) else b"") + added.encode("utf-8")
    changed = parse_names(result)
    found = _find(changed, kind, old)
    if found is None or changed.entities[found].name != new:
        raise BadNamesFile(f"{FILE}, line {line}: the table could not be edited: change it by hand")
    return Renamed(result, line, result != data)


def _find(names: NamesFile, kind: str, name: str) -> int | None:
    """Return the number of the entity that a name belongs to."""
    entity = names.by_slug.get((kind, text_to_slug(name)))
    return None if entity is None else names.entities.index(entity)


def _quote(text: str) -> str:
    r"""Return a TOML basic string. JSON's strings are such strings, but for DEL (TOML 1.0, "String").

    >>> _quote('The "Post"')
    '"The \\"Post\\""'
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _add_table(text: str, kind: str, old: str, new: str) -> tuple[str, int]:
    """Return the text with another table at its end, and the table's line."""
    end = "\r\n" if "\r\n" in text else "\n"
    kept = text.rstrip()
    kept = f"{kept}{end}{end}" if kept else ""
    lines = ["[[entity]]", f"name = {_quote(new)}", f"kind = {_quote(kind)}", f"spellings = [{_quote(old)}]", ""]
    return kept + end.join(lines), kept.count("\n") + 1


def _set_value(text: str, table: TableLines, key: str, value: str) -> str:
    """Return the text with another value for a key of a table; a key that is missing is added behind `kind`.

    Raises RenameConflict where the value is not on one line.
    """
    lines = text.split("\n")
    if key not in table.keys:
        at = max(table.keys.get("name", 0), table.keys.get("kind", 0), table.line)
        lines.insert(at, f"{key} = {value}" + ("\r" if lines[at - 1].endswith("\r") else ""))
        return "\n".join(lines)
    number = table.keys[key]
    found = _ONE_LINE.match(lines[number - 1])
    if found is None and key == "spellings":
        return _set_long_list(lines, number, value)
    if found is None:
        raise RenameConflict(f"{FILE}, line {number}: the value of {key} is not on one line: change it by hand")
    lines[number - 1] = f"{found['key']}{value}{found['rest']}"
    return "\n".join(lines)


def _set_long_list(lines: list[str], number: int, value: str) -> str:
    """Return the text with a list of several lines replaced. Raises RenameConflict where comments stand in it."""
    for end in range(number, len(lines)):
        whole = " ".join(line.strip() for line in lines[number - 1 : end + 1])
        if "#" in whole:
            break
        found = _ONE_LINE.match(whole)
        if found is not None:
            start = _VALUE.match(lines[number - 1])
            assert start is not None
            last = "\r" if lines[end].endswith("\r") else ""
            return "\n".join([*lines[: number - 1], f"{start[0]}{value}{last}", *lines[end + 1 :]])
    raise RenameConflict(f"{FILE}, line {number}: the list has comments in it: change it by hand")
