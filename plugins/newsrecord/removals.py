"""`removed.tsv` in the content folder: what the owner removed for good, so that no later import brings it back.

One line an article, its columns separated by tabs: the SHA-256 of its captures (spaces between them), its URL, the
reason, and the path of its page where a page is to say that it was removed. A person may edit it.
"""

import re
from pathlib import Path
from typing import NamedTuple

from newsrecord.clean_text import clean_line

FILE = "removed.tsv"
HEADER = "captures\turl\treason\tpage"
_HASH = re.compile(r"[0-9a-f]{64}")
_HASHES = re.compile(rf"{_HASH.pattern}(?: {_HASH.pattern})*")


class Removal(NamedTuple):
    """One article that the owner removed; `page` is its path below the output without `.html`, empty for none."""

    captures: tuple[str, ...]
    url: str
    reason: str
    page: str = ""


class BadRemovals(OSError):
    """`removed.tsv` has a line that can't be understood: the file, the line and the remedy in words."""


def read_removals(root: Path) -> list[Removal]:
    """Return what was removed from a content folder, in the order of the file.

    Raises BadRemovals for a line that is none of its lines, and OSError where the file can't be read.
    """
    path = root / FILE
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    removals = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line == HEADER:
            continue
        # a name that no capture and no URL has can't come back: its line has the page alone
        columns = [column.strip() for column in line.split("\t")]
        known = columns[0] or columns[1] or (len(columns) == 4 and columns[3])
        if len(columns) not in (3, 4) or not known or not _HASHES.fullmatch(columns[0] or "0" * 64):
            raise BadRemovals(
                f"{path}, line {number}: not a line of hashes, URL, reason and page with tabs between them: "
                "correct it, or take it out"
            )
        if len(columns) == 4 and columns[3] and not is_page(columns[3]):
            raise BadRemovals(
                f"{path}, line {number}: {columns[3]!r} is no page of the site, such as 2024/05/02/lamp: "
                "correct it, or take it out"
            )
        removals.append(Removal(tuple(columns[0].split()), *columns[1:]))
    return removals


def is_capture_hash(text: str) -> bool:
    """Return whether a text is the SHA-256 of a capture as the file has it."""
    return _HASH.fullmatch(text) is not None


def is_page(path: str) -> bool:
    """Return whether a path is one of a page in the output, and leads nowhere else."""
    return all(part not in ("", ".", "..") for part in path.split("/"))


def removal_to_line(removal: Removal) -> str:
    """Return the line of the file that says that an article was removed."""
    columns = (" ".join(removal.captures), removal.url, removal.reason, removal.page)
    return "\t".join(clean_line(column) for column in columns) + "\n"
