"""Exports of newspaper databases: `expected/` has the stories, or the reasons for none, of each file of `inputs/`.

The files are written for these tests, in the layouts that the reports of `test_reported_captures.py` show and that the
readers' modules describe: three or more of each layout, in two languages or more, one of them broken. `make golden`
rewrites what is expected; adding a file adds no code.
"""

import json
from pathlib import Path
from typing import Any

from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.folder import file_to_captures, find_files
from capture_import.fields.rejection import Rejected
from capture_import.forms.documents import EntryDocuments
from capture_import.pipeline.config import Options
from capture_import.pipeline.reader import capture_to_article
from newsrecord.record import Article

HERE = Path(__file__).parent
INPUTS = HERE / "inputs"
_FIELDS = ("title", "authors", "sections", "lang", "publisher", "dateline", "summary")


def export_names() -> list[str]:
    """Return the names of all input files."""
    return sorted(path.name for path in INPUTS.iterdir())


def read_stories(path: Path) -> list[tuple[str, Article | str]]:
    """Return for each capture of a file the number in its source, and the article or the reason for its rejection."""
    options = Options(repairs=False)
    stories: list[tuple[str, Article | str]] = []
    for file in find_files([str(path)]):
        for found in file_to_captures(file, options.limits, EntryDocuments()):
            source = found.source.rpartition("/")[2]
            if isinstance(found, Unreadable):
                stories.append((source, found.reason))
                continue
            assert isinstance(found, Capture), found
            try:
                stories.append((source, capture_to_article(found, options)))
            except Rejected as rejected:
                stories.append((source, rejected.reason))
    return stories


def export_to_text(name: str) -> str:
    """Return what the import makes of a file, in the format of `expected/`."""
    rows = []
    for source, story in read_stories(INPUTS / name):
        rows.append({"source": source, **(_article_to_row(story) if isinstance(story, Article) else {"reason": story})})
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _article_to_row(article: Article) -> dict[str, Any]:
    told = {name: value for name in _FIELDS if (value := getattr(article, name))}
    tags = {"tags": [tag.name for tag in article.tags]} if article.tags else {}
    return {"date": article.date.isoformat(), **told, **tags, "body": article.body.split("\n\n")}


def expected_path(name: str) -> Path:
    """Return the path of the file's expected result."""
    return HERE / "expected" / f"{name}.json"


def rewrite_export(name: str) -> None:
    """Replace the expected result of a file by what the import makes of it now."""
    expected_path(name).write_text(export_to_text(name), encoding="utf-8")
