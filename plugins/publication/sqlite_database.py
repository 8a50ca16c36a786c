"""All articles as an SQLite database: articles, authors, tags, sections, pictures, revisions, and a full-text index.

Names and foreign keys are such that Datasette and sqlite-utils find their way: a table that joins two has their ids,
the index is one of FTS5 that takes its texts from `articles`. The same articles give the same database.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

from newsrecord.slugs import text_to_slug
from publication.handed_on import HandedOn, list_pictures, time_to_text

_SCHEMA = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    date TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    body TEXT NOT NULL,
    lang TEXT,
    dateline TEXT,
    publisher TEXT,
    source_url TEXT,
    url TEXT,
    modified TEXT,
    captured TEXT,
    capture_sha256 TEXT,
    date_basis TEXT,
    views INTEGER,
    words INTEGER NOT NULL,
    slug TEXT NOT NULL,
    page TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE
);
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, slug TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, slug TEXT NOT NULL);
CREATE TABLE sections (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, slug TEXT NOT NULL);
CREATE TABLE articles_authors (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    author_id INTEGER NOT NULL REFERENCES authors(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (article_id, author_id)
);
CREATE TABLE articles_tags (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    tag_id INTEGER NOT NULL REFERENCES tags(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag_id)
);
CREATE TABLE articles_sections (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    section_id INTEGER NOT NULL REFERENCES sections(id),
    position INTEGER NOT NULL,
    PRIMARY KEY (article_id, section_id)
);
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    position INTEGER NOT NULL,
    file TEXT,
    url TEXT,
    alt TEXT,
    caption TEXT,
    credit TEXT,
    width INTEGER,
    height INTEGER,
    is_lead INTEGER NOT NULL
);
CREATE TABLE revisions (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    capture_sha256 TEXT,
    captured TEXT,
    title TEXT NOT NULL,
    summary TEXT,
    body TEXT NOT NULL
);
"""
# Made when the rows are there: sorting once is faster than keeping sorted.
_INDEXES = """
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE INDEX articles_authors_by_author ON articles_authors (author_id);
CREATE INDEX articles_tags_by_tag ON articles_tags (tag_id);
CREATE INDEX articles_sections_by_section ON articles_sections (section_id);
CREATE INDEX pictures_by_article ON pictures (article_id);
CREATE INDEX revisions_by_article ON revisions (article_id);
CREATE VIRTUAL TABLE articles_fts USING FTS5 (
    title, summary, body, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO articles_fts (articles_fts) VALUES ('rebuild');
"""
_ROWS_AT_A_TIME = 1000


class _Labels:
    """One of the tables of names, with the table that joins it to the articles."""

    def __init__(self, database: sqlite3.Connection, table: str) -> None:
        self._database, self._table = database, table
        # as many as the archive has names, not as it has articles
        self._ids: dict[str, int] = {}

    def join(self, article: int, labels: Iterable[tuple[str, str]]) -> None:
        """Add the names and slugs of an article, in their order."""
        for position, (name, slug) in enumerate(labels, 1):
            number = self._ids.get(name)
            if number is None:
                number = self._ids[name] = len(self._ids) + 1
                self._database.execute(f"INSERT INTO {self._table} VALUES (?, ?, ?)", (number, name, slug))
            self._database.execute(f"INSERT INTO articles_{self._table} VALUES (?, ?, ?)", (article, number, position))


def write_sqlite(articles: Iterable[HandedOn], path: str) -> None:
    """Write the database into a new or empty file. Raises sqlite3.Error where it can't be written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        # a file that is not finished is thrown away: nothing has to survive a crash
        database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        authors, tags, sections = (_Labels(database, name) for name in ("authors", "tags", "sections"))
        for number, handed in enumerate(articles, 1):
            article = handed.article
            database.execute(f"INSERT INTO articles VALUES (?{', ?' * 18})", (number, *_article_to_row(handed)))
            authors.join(number, ((name, text_to_slug(name)) for name in article.authors))
            tags.join(number, ((tag.name, tag.page_slug) for tag in article.tags))
            sections.join(number, ((name, text_to_slug(name)) for name in article.sections))
            database.executemany(f"INSERT INTO pictures VALUES (NULL{', ?' * 10})", _list_pictures(number, handed))
            database.executemany(
                "INSERT INTO revisions VALUES (NULL, ?, ?, ?, ?, ?, ?)",
                (
                    (number, sha256 or None, captured or None, shown.title, shown.summary or None, shown.body)
                    for sha256, captured, shown in handed.revisions
                ),
            )
            if number % _ROWS_AT_A_TIME == 0:
                database.execute("COMMIT")
                database.execute("BEGIN")
        database.execute("COMMIT")
        database.executescript(_INDEXES)
        database.execute("ANALYZE")


def _article_to_row(handed: HandedOn) -> tuple[object, ...]:
    article = handed.article
    return (
        time_to_text(article.date),
        article.title,
        article.summary or None,
        article.body,
        article.lang or None,
        article.dateline or None,
        article.publisher or None,
        article.source_url or None,
        handed.url or None,
        time_to_text(article.modified) or None,
        time_to_text(article.captured) or None,
        article.capture_sha256 or None,
        article.date_basis or None,
        _fit(article.views),
        len(article.body.split()),
        article.slug,
        handed.page,
        handed.path,
    )


def _list_pictures(article: int, handed: HandedOn) -> Iterator[tuple[object, ...]]:
    for position, picture in enumerate(list_pictures(handed.article), 1):
        *texts, width, height, is_lead = picture
        yield (article, position, *(text or None for text in texts), width, height, int(is_lead))


def _fit(number: int | None) -> int | None:
    """Return a number that SQLite can hold (64 bits); None for a larger one."""
    return number if number is not None and abs(number) < 1 << 63 else None
