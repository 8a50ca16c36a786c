"""Front matter: YAML between `---`, as far as such headers are written in it, or TOML between `+++`."""

import re
import tomllib
from collections.abc import Sequence

from capture_import.header_fields import FIELDS, LONGEST_LINE, TextHeader, fold_name
from capture_import.whole_numbers import drop_long_numbers

_MARK = {"---": "yaml", "+++": "toml"}
# What stands between the commas of a list in brackets; one in quotation marks divides nothing.
_YAML_PART = re.compile(r'(?:[^",]++|"[^"]*+"|")++')
_YAML_MAP = re.compile(r"[ \t]{1,8}(?P<key>\w{1,40}):\s++(?P<value>\S.*)\Z")
_YAML_INLINE_MAP = re.compile(r"\{[^{}]{1,500}\}")
_YAML_NAME = re.compile(r"\s{0,9}[\"']?name[\"']?:\s++(?P<value>\S.*)\Z")
# Fields whose values can be maps.
_NAMED = ("authors", "publisher", "source")
_YAML_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)\Z")


def read_front_matter(lines: Sequence[str], start: int) -> TextHeader | None:
    """Read the front matter that begins at a line; None where none does, or none that ends."""
    if lines[start].strip() not in _MARK:
        return None
    mark = lines[start].strip()
    end = next(
        (at for at in range(start + 1, len(lines)) if lines[at].strip() in (mark, "..." if mark == "---" else mark)),
        None,
    )
    if end is None:
        return None
    header = TextHeader("front matter", rest=tuple(lines[end + 1 :]))
    if _MARK[mark] == "toml":
        try:
            values = tomllib.loads(drop_long_numbers("\n".join(lines[start + 1 : end])))
        except (ValueError, RecursionError):
            return None
        for name, value in values.items():
            if isinstance(value, dict):  # Hugo keeps tags in a table of taxonomies
                for inner, texts in value.items():
                    header.take(inner, texts)
            else:
                header.take(name, value)
    else:
        _read_yaml(header, lines[start + 1 : end])
    return header if header.values or header.lists else None


def _read_yaml(header: TextHeader, lines: Sequence[str]) -> None:
    """Read the YAML that front matter is written in: names with a value, a quoted one, a list in brackets or below."""
    name, items = "", []
    for line in [*lines, "end:"]:
        item = _YAML_ITEM.match(line)
        if item and name:
            items.append(_value_of(item["value"]))
            continue
        if len(line) > LONGEST_LINE:
            continue
        if (inner := _YAML_MAP.match(line)) and name and FIELDS.get(fold_name(name)) in _NAMED and not items:
            # of a map only the name counts: `author:`, `  name: Ann Lee`, `  url: /ann`
            if fold_name(inner["key"]) == "name":
                header.take(name, _unquote(inner["value"]))
            continue
        if line[:1] in (" ", "\t", "#") or not line.strip():
            if name and line.strip() and not items and not line.lstrip().startswith("#"):
                header.values[FIELDS.get(fold_name(name), "")] = (
                    f"{header.values.get(FIELDS.get(fold_name(name), ''), '')} {_unquote(line)}".strip()
                )
            continue
        if items:
            header.take(name, items)
        name, _, value = line.partition(":")
        value, items = value.strip(), []
        if value.startswith("[") and value.endswith("]"):
            header.take(name, _list_of(value[1:-1]))
        elif value.startswith("{") and value.endswith("}"):
            header.take(name, _value_of(value))
        elif value and value not in (">", "|", ">-", "|-", "null", "~"):
            header.take(name, _unquote(value))


def _list_of(text: str) -> list[str]:
    """Return the members of a list in brackets: texts, or the names of maps."""
    if maps := _YAML_INLINE_MAP.findall(text):
        return [name for found in maps if (name := _value_of(found))]
    return [_unquote(part) for part in _YAML_PART.findall(text)]


def _value_of(text: str) -> str:
    """Return a member's text; of a map its name."""
    if match := _YAML_NAME.match(text.strip()):
        return _unquote(match["value"].strip())
    if text.strip().startswith("{"):
        return next(
            (_unquote(match["value"]) for match in map(_YAML_NAME.match, text.strip(" {}").split(",")) if match), ""
        )
    return _unquote(text)


def _unquote(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"(?<!\s)\s++#\s.*\Z", "", text)
