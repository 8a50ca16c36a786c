"""`newsarchive stats`: an archive in numbers."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newsarchive.calls import (
    INCOMPLETE,
    OK,
    Commands,
    add_content_option,
    add_quiet_option,
    describe_error,
    end_output,
    fail,
    require_content,
)
from newsarchive.choosing import add_filters, is_chosen
from newsarchive.content_articles import ContentFile, Unreadable, read_content
from publication.handed_on import list_pictures

_SHOWN = 10
# What is counted by name: the key of the JSON object, and what a person reads.
_TABLES = {
    "statuses": "status",
    "years": "year",
    "languages": "language",
    "publishers": "publisher",
    "sections": "section",
    "authors": "author",
    "tags": "tag",
    "date_bases": "basis of the date",
}
_BY_TIME = frozenset(["years"])
_UNKNOWN = ""


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "stats",
        help="count articles, words, names",
        description="Count the articles of the archive: by year, language, publisher, section, author, tag, status. "
        "Exit status: 0; 1 when a file can't be read (the others are counted), 2 for a wrong call.",
    )
    add_content_option(command, "where the articles are")
    add_filters(command)
    command.add_argument("--json", action="store_true", help="print one JSON object, with all names")
    add_quiet_option(command)
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the numbers; return the exit status."""
    require_content(call.content)
    counted = Counted()
    try:
        for file in read_content(call.content):
            if isinstance(file, Unreadable):
                counted.unreadable += 1
            elif is_chosen(file, call):
                counted.add(file)
    except OSError as error:
        return fail(describe_error(error))
    lines = [json.dumps(counted.to_object(), ensure_ascii=False)] if call.json else counted.to_lines()
    for line in [] if call.quiet else lines:
        print(line)  # noqa: T201 - the command's result
    return end_output(INCOMPLETE if counted.unreadable else OK)


class Counted:
    """The numbers of the articles that were added."""

    def __init__(self) -> None:
        self.unreadable = self.articles = self.words = self.pictures = self.captured = self.revised = 0
        self.first = self.last = ""
        self.tables: dict[str, Counter[str]] = {name: Counter() for name in _TABLES}

    def add(self, file: ContentFile) -> None:
        """Count an article."""
        article = file.article
        day = article.day.isoformat()
        self.articles += 1
        self.words += len(article.body.split())
        self.pictures += sum(1 for _ in list_pictures(article))
        self.captured += bool(article.capture_sha256)
        self.revised += "Revisions" in article.extra
        self.first, self.last = min(self.first or day, day), max(self.last, day)
        names = (
            [file.status],
            [day[:4]],
            [article.lang],
            [article.publisher],
            article.sections or [_UNKNOWN],
            article.authors or [_UNKNOWN],
            [tag.name for tag in article.tags],
            [article.date_basis],
        )
        for table, found in zip(self.tables.values(), names, strict=True):
            table.update(found)

    def to_object(self) -> dict[str, Any]:
        """Return the numbers as JSON data; what is not known counts under the name ""."""
        return {
            "articles": self.articles,
            "first": self.first or None,
            "last": self.last or None,
            "words": self.words,
            "pictures": self.pictures,
            "with_capture": self.captured,
            "saved_more_than_once": self.revised,
            "unreadable": self.unreadable,
            **{name: dict(_sort(name, table)) for name, table in self.tables.items()},
        }

    def to_lines(self) -> Iterator[str]:
        """Yield the lines that a person reads, with the most frequent names."""
        period = f", {self.first} to {self.last}" if self.articles else ""
        yield f"{self.articles:,} articles{period}; {self.words:,} words, {self.pictures:,} pictures"
        yield f"{self.captured:,} from captures, {self.revised:,} of them saved more than once"
        if self.unreadable:
            yield f"{self.unreadable:,} files that can't be read: `newsarchive check` names them"
        for name, meaning in _TABLES.items():
            rows = _sort(name, self.tables[name])
            if not rows:
                continue
            yield f"\nby {meaning}" + (f" ({len(rows):,} in all)" if len(rows) > _SHOWN else "")
            shown = rows if name in _BY_TIME else rows[:_SHOWN]
            width = max(len(f"{number:,}") for _, number in shown)
            yield from (f"  {number:>{width},}  {label or 'not known'}" for label, number in shown)


def _sort(name: str, table: Counter[str]) -> list[tuple[str, int]]:
    return sorted(table.items(), key=(lambda row: row[0]) if name in _BY_TIME else (lambda row: (-row[1], row[0])))
