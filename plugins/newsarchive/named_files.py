"""Files and pages that an archive's settings name, and that its built site does not have: dead links on every page."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

FILES = ("ARCHIVE_PAGES_LOGO", "ARCHIVE_PAGES_ICON", "ARCHIVE_PAGES_CSS")
MENU = "ARCHIVE_PAGES_MENU"


def list_missing_files(settings: Mapping[str, Any], output: Path) -> Iterator[str]:
    """Yield a line about each file or page that a setting names and that is not in the built site."""
    for name in FILES:
        path = settings.get(name, "")
        if path and not (output / path).is_file():
            yield f"{name} is {path!r}, but there is no such file: put it into content/extra/{path}"
    for label, url in settings.get(MENU, ()):
        parts = urlsplit(url)
        if not parts.scheme and not _is_page(output, unquote(parts.path)):
            yield f"{MENU} has {label!r}, but there is no page {parts.path}"


def _is_page(output: Path, path: str) -> bool:
    # a host shows the index of a folder
    return (output / path).is_file() or (output / path / "index.html").is_file()
