"""All articles as one table: CSV (RFC 4180) for a spreadsheet, a row an article, without their texts.

The file begins with a byte order mark: without it Excel reads UTF-8 as the code page of its machine. Texts are left
out, since a spreadsheet's cell holds 32,767 characters; `json_lines` and `sqlite_database` have them.
"""

import csv
from collections.abc import Iterable
from typing import TextIO

from publication.csv_cells import guard_cell
from publication.handed_on import HandedOn, time_to_text

ENCODING = "utf-8-sig"
COLUMNS = (
    "date",
    "title",
    "authors",
    "publisher",
    "sections",
    "tags",
    "lang",
    "summary",
    "dateline",
    "source_url",
    "url",
    "modified",
    "captured",
    "date_basis",
    "views",
    "words",
    "capture_sha256",
    "path",
)
# The same in the front matter of articles; no item has one.
_SEPARATOR = "; "


def write_csv(articles: Iterable[HandedOn], file: TextIO) -> None:
    """Write the table; `file` must not translate line ends."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for handed in articles:
        article = handed.article
        row = (
            time_to_text(article.date),
            article.title,
            _SEPARATOR.join(article.authors),
            article.publisher,
            _SEPARATOR.join(article.sections),
            _SEPARATOR.join(tag.name for tag in article.tags),
            article.lang,
            article.summary,
            article.dateline,
            article.source_url,
            handed.url,
            time_to_text(article.modified),
            time_to_text(article.captured),
            article.date_basis,
            "" if article.views is None else str(article.views),
            str(len(article.body.split())),
            article.capture_sha256,
            handed.path,
        )
        writer.writerow(map(guard_cell, row))
