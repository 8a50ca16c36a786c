"""Articles into the archive: placed, written, recognised when they come again. The part of the import that is not parallel."""

import os
from collections.abc import Iterator
from dataclasses import replace

from newsrecord.frontmatter import article_to_markdown, split_front_matter
from newsrecord.record import Article

from capture_import.addresses import address_key
from capture_import.content_store import ContentStore, text_hash
from capture_import.ledger import ArticleRow, Ledger
from capture_import.placement import article_folder, article_path, with_slug
from capture_import.reader import Reading
from capture_import.report import Outcome


class Archive:
    """One content folder with its ledger."""

    def __init__(self, store: ContentStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger
        self._moved: dict[str, str] | None = None
        if ledger.is_new:
            ledger.fill(self._rows_from_front_matter())

    def find(self, source: str, sha256: str) -> Outcome | None:
        """Give the outcome for a capture whose very bytes are in the archive already, None for one that is new."""
        known = self._ledger.capture(sha256)
        if not known:
            return None
        first_source, path = known
        key = os.path.abspath(source)
        if not self._store.exists(path):
            path = self._follow(path, sha256)
            if not path:
                return None
        if not first_source or not os.path.exists(first_source.partition("#")[0]):
            self._ledger.remember_capture(sha256, key, path)
            first_source = key
        if first_source == key:
            return Outcome(source, "unchanged", self.full_path(path))
        return Outcome(source, "duplicate", self.full_path(path), f"the same bytes as {os.path.relpath(first_source)}")

    def add(self, reading: Reading) -> Outcome:
        """Bring what was read into the archive, and say what became of it."""
        if reading.article is None:
            return Outcome(reading.source, "rejected", reason=reading.reason)
        known = self.find(reading.source, reading.sha256)
        if known:
            return known
        return self._add_new(reading.source, reading.article)

    def full_path(self, path: str) -> str:
        """Give the path of an article's file from the file system's root, as the report names it."""
        return os.path.abspath(self._store.root / path)

    def _add_new(self, source: str, article: Article) -> Outcome:
        article, is_there = self._place(article)
        path, text = article_path(article), article_to_markdown(article)
        if not is_there:
            self._store.write(path, text)
        self._ledger.remember_article(ArticleRow(path, article.capture_sha256, address_key(article.source_url), text_hash(text)))
        self._ledger.remember_capture(article.capture_sha256, os.path.abspath(source), path)
        return Outcome(source, "imported", self.full_path(path), article.extra.get("Date_note", ""))

    def _place(self, article: Article) -> tuple[Article, bool]:
        """Give the article with its slug, and whether its file is there already, written by an import that was broken off."""
        folder = article_folder(article)
        taken: set[str] = set()
        while True:
            article = with_slug(replace(article, slug=""), taken)
            if not self._store.has_name(folder, f"{article.slug}.md"):
                return article, False
            values, _ = split_front_matter(self._store.read(article_path(article)) or "")
            if values.get("Capture_sha256") == article.capture_sha256 and not self._ledger.article(article_path(article)):
                return article, True
            taken.add(article.slug)

    def _follow(self, path: str, sha256: str) -> str:
        """Give the path to which a person has moved an article; empty, and the article forgotten, where it is gone."""
        if self._moved is None:
            self._moved = {row.sha256: row.path for row, _ in self._rows_from_front_matter() if row.sha256}
        new = self._moved.get(sha256, "")
        if new and self._store.exists(new):
            self._ledger.move(path, new)
            return new
        self._ledger.forget_article(path)
        return ""

    def _rows_from_front_matter(self) -> Iterator[tuple[ArticleRow, list[str]]]:
        for path in self._store.article_paths():
            values, _ = split_front_matter(self._store.read(path) or "")
            sha256 = values.get("Capture_sha256", "")
            if sha256:
                yield ArticleRow(path, sha256, address_key(values.get("Source_url", "")), ""), [sha256]
