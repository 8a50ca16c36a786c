"""Front matter: YAML between `---`, TOML between `+++`, or a JSON object, read by the libraries for them."""

import json
import tomllib
from collections.abc import Sequence

from capture_import.forms.plain_text.header_fields import LONGEST_LINE, TextHeader
from capture_import.forms.plain_text.whole_numbers import drop_long_numbers
from newsrecord.whole_numbers import text_to_number

_LONGEST_JSON = 100_000
_MARK = {"---": "yaml", "+++": "toml"}


def read_front_matter(lines: Sequence[str], start: int) -> TextHeader | None:
    """Read the front matter that begins at a line; None where none does, or none that ends."""
    if lines[start].lstrip().startswith("{"):
        return _read_json(lines, start)
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
        # imports PyYAML, which a text without front matter does not need
        from capture_import.forms.plain_text.yaml_entries import read_yaml_entries  # noqa: PLC0415 - see above

        entries = list(read_yaml_entries([line for line in lines[start + 1 : end] if len(line) <= LONGEST_LINE]))
        is_of_jekyll = any(name == "layout" for name, _ in entries)
        for name, value in entries:
            header.take(name, _split_words(name, value) if is_of_jekyll else value)
    return header if header.values or header.lists else None


def _split_words(name: str, value: str | list[str]) -> str | list[str]:
    """Return a value as Jekyll reads it: a string of tags or categories is split at its spaces ("Front Matter")."""
    is_split = isinstance(value, str) and name in ("tags", "categories") and "," not in value
    return value.split() if is_split and isinstance(value, str) else value


def _read_json(lines: Sequence[str], start: int) -> TextHeader | None:
    """Read an object at the beginning of a text, with an end of its own in a line."""
    text = "\n".join(lines[start:])
    try:
        values, end = json.JSONDecoder(parse_int=text_to_number).raw_decode(text[: _LONGEST_JSON + 1])
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or text[end : end + 1] not in ("\n", "") or not text[end:].strip():
        return None
    header = TextHeader("front matter", rest=tuple(text[end + 1 :].split("\n")))
    for name, value in values.items():
        header.take(name, value)
    return header if {"title", "date"} & header.values.keys() else None
