"""Adds articles to the archive: places and writes them, and recognizes captures that it has. One process does this.

Before a file that exists is written again, the ledger stores the hash of its new text. So if the import is killed
before the ledger knows that the file was written, the next import does not take the new text for a person's edit.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from capture_import.archive import near_duplicates, revisions
from capture_import.archive.content_store import ContentStore, text_hash
from capture_import.archive.found_articles import find_articles, remember_found, text_to_article
from capture_import.archive.identity import article_address, is_same_page, page_key, story_key
from capture_import.archive.ledger import ArticleRow, Ledger
from capture_import.archive.outcome import Outcome
from capture_import.archive.picture_ledger import Origin
from capture_import.archive.pictures import Pictures
from capture_import.archive.placement import SUFFIX, article_folder, article_path, with_slug
from capture_import.archive.read_result import ReadResult
from capture_import.archive.removals import Removals
from capture_import.containers.capture import Resource
from newsrecord import revisions as revisions_file
from newsrecord.frontmatter import article_to_markdown, join_list, markdown_to_article, split_front_matter, split_list
from newsrecord.record import Article
from newsrecord.removals import read_removals

# The prefix of a page's own key, for a page whose story key another article has.
_PAGE_KEY = "="


class Archive:
    """One content folder with its ledger."""

    def __init__(self, store: ContentStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger
        self._moved: dict[str, str] | None = None
        self._pictures = Pictures(store, ledger.pictures)
        self._removals = Removals(read_removals(store.root))
        if ledger.is_new:
            self._rebuild_ledger()

    def find(self, source: str, sha256: str) -> Outcome | None:
        """Return the outcome of a capture whose bytes are in the archive already; None for a new one."""
        if removed := self._removals.find(sha256):
            return Outcome(source, "rejected", reason=removed)
        known = self._ledger.capture(sha256)
        if not known:
            return None
        first_source, path = known
        full_source = os.path.abspath(source)
        if not self._store.exists(path):
            path = self._follow(path, sha256)
            if not path:
                return None
        if not first_source or not os.path.exists(first_source.partition("#")[0]):
            self._ledger.remember_capture(sha256, full_source, path)
            first_source = full_source
        if first_source == full_source:
            return Outcome(source, "unchanged", self._full_path(path))
        return Outcome(source, "duplicate", self._full_path(path), f"the same bytes as {os.path.relpath(first_source)}")

    def add(self, reading: ReadResult) -> Outcome:
        """Add what was read of a capture to the archive; return the outcome."""
        # also before a rejection: the original may have been added while a worker read this copy
        known = self.find(reading.source, reading.sha256)
        if known:
            return known
        if reading.article is None:
            return Outcome(reading.source, "rejected", reason=reading.reason)
        if removed := self._removals.find("", reading.article.source_url):
            return Outcome(reading.source, "rejected", reason=removed)
        row = self._article_of(reading.article)
        return self._add_again(reading, reading.article, row) if row else self._add_new(reading, reading.article)

    def _add_new(self, reading: ReadResult, article: Article) -> Outcome:
        article, is_there = self._place(article)
        path, day = article_path(article), article.day.toordinal()
        bands = near_duplicates.signature_to_bands(reading.signature)
        others = self._find_versions(path, day, reading.signature, bands)
        if others:
            article = _with_versions(article, others)
        text = article_to_markdown(article)
        if not is_there:
            self._store.write(path, text)
        for other in others:
            self._link_back(other, path)
        # only now: if the import is killed before this, the next one has to do this capture again
        self._ledger.remember_article(
            ArticleRow(path, reading.sha256, self._free_key(article_address(article)), text_hash(text))
        )
        self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), path)
        if reading.signature:
            self._ledger.remember_signature(path, day, reading.signature, bands)
        notes = (article.extra.get("Date_note", ""), body_note := article.extra.get("Body_note", ""))
        reason = "; ".join(note for note in notes if note)
        return Outcome(reading.source, "imported", self._full_path(path), reason, body_note)

    def _place(self, article: Article) -> tuple[Article, bool]:
        """Return the article with its slug, and whether an interrupted import has written its file already."""
        folder = article_folder(article)
        taken: set[str] = set()
        while True:
            article = with_slug(article, taken)
            if not self._store.has_name(folder, f"{article.slug}{SUFFIX}"):
                return article, False
            values, _ = split_front_matter(self._store.read(article_path(article)) or "")
            # also where the ledger has the article: the row of its capture may be lost by damage that no check finds
            if values.get("Capture_sha256") == article.capture_sha256:
                return article, True
            taken.add(article.slug)

    # The same URL or identifier again

    def _article_of(self, article: Article) -> ArticleRow | None:
        """Return the article that a capture shows: one of the same page, or one of the same headline whose URL is
        another form of this one (AMP, mobile, print).
        """
        address = article_address(article)
        page, story = page_key(address), story_key(address)
        if row := self._article_by_url_key(_PAGE_KEY + page):
            return row
        row = self._article_by_url_key(story)
        if row is None:
            return None
        values, _ = split_front_matter(self._store.read(row.path) or "")
        is_same = is_same_page(values, article) or values.get("Title", "").casefold() == article.title.casefold()
        return row if is_same else None

    def _free_key(self, url: str) -> str:
        """Return the key for an article's address in the ledger: its story key, or its page's own where another article
        has that.
        """
        story = story_key(url)
        return _PAGE_KEY + page_key(url) if story and self._ledger.article_by_url_key(story) else story

    def _article_by_url_key(self, url_key: str) -> ArticleRow | None:
        row = self._ledger.article_by_url_key(url_key)
        if row and not self._store.exists(row.path):
            path = self._follow(row.path, row.sha256)
            row = self._ledger.article(path) if path else None
        return row

    def _add_again(self, reading: ReadResult, article: Article, row: ArticleRow) -> Outcome:
        """Add a capture of an article that is in the archive: its page shows the newest text, a file beside it keeps
        the others.
        """
        text = self._store.read(row.path) or ""
        is_ours = _is_ours(row, text)
        kept_path = row.path.removesuffix(SUFFIX) + revisions_file.SUFFIX
        kept = revisions_file.text_to_revisions(self._store.read(kept_path) or "")
        shown = markdown_to_article(text) if is_ours else text_to_article(text)
        path = self._full_path(row.path)
        if shown and shown.capture_sha256 == reading.sha256:
            self._remember_rewritten(row, text, reading.sha256)
            self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
            return Outcome(reading.source, "revision", path, "a newer capture of the same URL")
        former = [shown] if shown else []
        if not is_ours:
            former += [markdown_to_article(revision.markdown) for revision in kept]
        if any(revisions.is_same_text(article, other) for other in former):
            self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
            return Outcome(reading.source, "duplicate", path, "the same text, captured again at the same URL")
        is_newer = is_ours and shown is not None and revisions.is_newer(article, shown)
        newest = revisions.succeed(article, shown) if is_newer and shown else shown
        older = shown if is_newer and shown else article
        kept = revisions.order_revisions([*kept, revisions.article_to_revision(older)])
        if newest and is_ours:
            listed = revisions.list_revisions(newest, kept)
            versions = shown.extra.get("Versions", "") if shown else ""
            newest = replace(newest, extra={**newest.extra, "Revisions": listed, "Versions": versions})
            new_text = article_to_markdown(newest)
            self._ledger.remember_article(replace(row, intended=text_hash(new_text)))
            self._ledger.commit()
            self._store.write(kept_path, revisions_file.revisions_to_text(kept))
            self._store.write(row.path, new_text)
            self._remember_rewritten(row, new_text, newest.capture_sha256)
        else:
            self._store.write(kept_path, revisions_file.revisions_to_text(kept))
        self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
        change = revisions.describe_change(shown, article) if shown else "the article's file can't be read"
        notes = [f"{'a newer' if is_newer else 'an older'} capture of the same URL: {change}"]
        if not is_ours:
            notes = [
                f"another capture of the same URL: {change}",
                "kept beside the article, which a person has edited",
            ]
        return Outcome(reading.source, "revision", path, "; ".join(notes))

    def _remember_rewritten(self, row: ArticleRow, text: str, sha256: str) -> None:
        self._ledger.remember_article(replace(row, sha256=sha256, written=text_hash(text), intended=""))

    # The same story at other URLs

    def _find_versions(self, path: str, day: int, signature: bytes, bands: list[int]) -> list[str]:
        """Return the paths of other articles of the same days with nearly the same text, sorted."""
        candidates = self._ledger.find_signatures(day, near_duplicates.DAYS, bands)
        like = sorted(
            (-similarity, other)
            for other, its_signature in candidates.items()
            if other != path
            and (similarity := near_duplicates.similarity(signature, its_signature)) >= near_duplicates.MIN_SIMILARITY
            and self._store.exists(other)
        )
        return sorted(other for _, other in like[: near_duplicates.MAX_VERSIONS])

    def _link_back(self, path: str, other: str) -> None:
        """Add `other` to the versions of the article at `path`, unless a person has edited that."""
        self.rewrite(path, lambda text: article_to_markdown(_with_versions(markdown_to_article(text), [other])))

    def rewrite(self, path: str, change: Callable[[str], str]) -> bool:
        """Replace the text of an article's file by `change(text)`; return False where a person has edited it."""
        row, text = self._ledger.article(path), self._store.read(path) or ""
        if not row or not _is_ours(row, text):
            return False
        new_text = change(text)
        if new_text != text:
            self._ledger.remember_article(replace(row, intended=text_hash(new_text)))
            self._ledger.commit()
            self._store.write(path, new_text)
            self._remember_rewritten(row, new_text, row.sha256)
        return True

    def path_of(self, article: str) -> str:
        """Return the path below the content folder of a file whose whole path an outcome has."""
        return Path(article).relative_to(self._store.root.absolute()).as_posix()

    def find_own(self, article: str, sha256: str) -> Article | None:
        """Return the article in a file if it shows this capture, and no person has edited it; else None."""
        path = self.path_of(article)
        row, text = self._ledger.article(path), self._store.read(path) or ""
        return markdown_to_article(text) if row and row.sha256 == sha256 and _is_ours(row, text) else None

    # Pictures

    def hold_picture(self, resource: Resource, origin: Origin) -> str:
        """Put a container's picture aside; return what it is instead where it is none that the archive keeps."""
        return self._pictures.hold(resource, origin)

    def want_pictures(self, reading: ReadResult, article: str, origin: Origin) -> None:
        """Note the pictures of an article that was read and is in the archive, in the file of this whole path."""
        for address, body in reading.embedded.items():
            self._pictures.hold(Resource(reading.source, address, "", body), origin)
        self._pictures.want(self.path_of(article), reading.pictures, origin)

    def place_pictures(self) -> int:
        """Give articles the pictures that containers held, at the import's end; return how many no article shows."""
        return self._pictures.place(self.rewrite)

    # What the ledger does not know

    def _follow(self, path: str, sha256: str) -> str:
        """Return the path to which a person has moved an article; where it is gone, remove it from the ledger and
        return "".
        """
        if self._moved is None:
            self._moved = {sha: found.row.path for found in find_articles(self._store) for sha in found.hashes}
        new = self._moved.get(sha256, "")
        if new and self._store.exists(new):
            self._ledger.move(path, new)
            return new
        self._ledger.forget_article(path)
        return ""

    def _rebuild_ledger(self) -> None:
        """Rebuild the ledger from the articles' own front matter."""
        for found in find_articles(self._store):
            remember_found(self._ledger, found, self._free_key(found.row.url_key))
            if found.article:
                self._pictures.want_again(found.row.path, found.article)
        self._ledger.mark_whole()

    def _full_path(self, path: str) -> str:
        """Return the absolute path of an article's file, for the report."""
        return os.path.abspath(self._store.root / path)


def _is_ours(row: ArticleRow, text: str) -> bool:
    """Return whether a file's text is the one that the import wrote, or was about to write when it was killed."""
    return text_hash(text) in (row.written, row.intended)


def _with_versions(article: Article, paths: list[str]) -> Article:
    known = split_list(article.extra.get("Versions", ""))
    new = [name for path in paths if (name := path.removesuffix(SUFFIX)) not in known]
    listed = sorted([*known, *new[: max(0, near_duplicates.MAX_VERSIONS - len(known))]])
    return replace(article, extra={**article.extra, "Versions": join_list(listed)})
