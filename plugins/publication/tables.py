"""Tables of the archive's stories for who counts and compares: one for each year, CSV (RFC 4180), compressed."""

import csv
import gzip
import io
from collections.abc import Sequence

from archive_engine.interface import FilePlan, Summary
from publication.config import PublicationConfig
from publication.csv_cells import guard_cell
from publication.entries import story_url
from publication.places import table_place

COLUMNS = ("url", "date", "headline", "authors", "tags", "hash")
# The same in the front matter of articles.
_SEPARATOR = "; "


def plan_table(year: str, members: Sequence[Summary], config: PublicationConfig) -> FilePlan:
    """Return one year's table: the same bytes for the same stories, as gzip's header has no time and no name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        (
            story_url(story, config),
            f"{story['date']}{story.get('offset', '') if 'T' in story['date'] else ''}",
            guard_cell(story["title"]),
            guard_cell(_join(story["authors"])),
            guard_cell(_join(story["tags"])),
            story.get("sha256", ""),
        )
        for story in members
    )
    return FilePlan(table_place(year), gzip.compress(text.getvalue().encode("utf-8", "ignore"), 6, mtime=0))


def _join(labels: Sequence[Summary]) -> str:
    return _SEPARATOR.join(label["name"] for label in labels)
