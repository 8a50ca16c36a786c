"""The file of an article's revisions, `slug.revisions.jsonl` beside `slug.md`: one other capture of its URL a line."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

SUFFIX = ".revisions.jsonl"
HASH_SHOWN = 12
"""So many digits of a capture's hash stand in the front matter's `Revisions`."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A capture of an article's URL: its hash, its time (ISO 8601 or empty), and its article as Markdown."""

    capture_sha256: str
    captured: str
    markdown: str


def revisions_to_text(revisions: Iterable[Revision]) -> str:
    """Return the text of a file of revisions: one JSON object a line, in the order given."""
    return "".join(json.dumps(asdict(revision), ensure_ascii=False) + "\n" for revision in revisions)


def text_to_revisions(text: str) -> list[Revision]:
    """Return the revisions of a file. Raises ValueError or TypeError where a line is none."""
    return [Revision(**json.loads(line)) for line in text.splitlines() if line.strip()]
