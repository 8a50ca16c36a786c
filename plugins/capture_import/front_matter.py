"""Front matter: YAML between `---`, as far as such headers are written in it, or TOML between `+++`."""

import re
import tomllib
from collections.abc import Sequence

from capture_import.header_fields import FIELDS, LONGEST_LINE, TextHeader, fold_name
from capture_import.whole_numbers import drop_long_numbers

_MARK = {"---": "yaml", "+++": "toml"}
# What stands between the commas of a list in brackets; one in quotation marks divides nothing.
_YAML_PART = re.compile(r'(?:[^",]++|"[^"]*+"|")++')
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
            items.append(_unquote(item["value"]))
            continue
        if len(line) > LONGEST_LINE:
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
            header.take(name, [_unquote(part) for part in _YAML_PART.findall(value[1:-1])])
        elif value and value not in (">", "|", ">-", "|-", "null", "~"):
            header.take(name, _unquote(value))


def _unquote(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].replace('\\"', '"').replace("''", "'")
    return re.sub(r"(?<!\s)\s++#\s.*\Z", "", text)
