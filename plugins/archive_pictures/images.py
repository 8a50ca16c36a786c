"""The line `Images` of an article's front matter: what is known of its pictures beside their place in the text."""

from typing import Any, NamedTuple

from newsrecord.pictures import read_image_list


class KnownImage(NamedTuple):
    """What is known of one picture; "" where nothing is."""

    src: str = ""
    file: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    is_lead: bool = False


def parse_images(text: str) -> list[KnownImage]:
    """Return the pictures of the line, which is a JSON list in the order of the text; [] where it is no such list."""
    return [_read_row(row) for row in read_image_list(text) if isinstance(row, dict)]


def _read_row(row: dict[Any, Any]) -> KnownImage:
    src, file, alt, caption, credit = (_read_line(row, key) for key in ("src", "file", "alt", "caption", "credit"))
    return KnownImage(src, file, alt, caption, credit, row.get("lead") is True)


def _read_line(row: dict[Any, Any], key: str) -> str:
    value = row.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
