"""Articles into the archive: placed, written, recognised when they come again: the import's part that is not parallel.

Before a file that is there already is written again, the ledger is told what will be in it: an import that is killed
between the two finds its own writing afterwards, and not a person's.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from capture_import.archive import near_duplicates, revisions
from capture_import.archive.content_store import ContentStore, text_hash
from capture_import.archive.ledger import ArticleRow, Ledger
from capture_import.archive.near_duplicates import article_to_text
from capture_import.archive.outcome import Outcome
from capture_import.archive.picture_ledger import Origin
from capture_import.archive.pictures import Pictures
from capture_import.archive.placement import SUFFIX, article_folder, article_path, with_slug
from capture_import.archive.read_result import ReadResult
from capture_import.containers.capture import Resource
from capture_import.fields.urls import page_key, story_key
from newsrecord.frontmatter import article_to_markdown, join_list, markdown_to_article, split_front_matter, split_list
from newsrecord.record import Article

# Before the key of a page whose story's key is another story's.
_OWN_KEY = "="


class Archive:
    """One content folder with its ledger."""

    def __init__(self, store: ContentStore, ledger: Ledger) -> None:
        self._store = store
        self._ledger = ledger
        self._moved: dict[str, str] | None = None
        self._pictures = Pictures(store, ledger.pictures)
        if ledger.is_new:
            self._remember_all()

    def find(self, source: str, sha256: str) -> Outcome | None:
        """Return the outcome for a capture whose very bytes are in the archive already, None for one that is new."""
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
            return Outcome(source, "unchanged", self._full_path(path))
        return Outcome(source, "duplicate", self._full_path(path), f"the same bytes as {os.path.relpath(first_source)}")

    def add(self, reading: ReadResult) -> Outcome:
        """Bring what was read into the archive, and say what became of it."""
        # before a rejection, too: it is chance whether the original was settled when a worker was handed this one
        known = self.find(reading.source, reading.sha256)
        if known:
            return known
        if reading.article is None:
            return Outcome(reading.source, "rejected", reason=reading.reason)
        row = self._article_of(reading.article)
        return self._add_again(reading, reading.article, row) if row else self._add_new(reading, reading.article)

    def _add_new(self, reading: ReadResult, article: Article) -> Outcome:
        article, is_there = self._place(article)
        path, day = article_path(article), article.day.toordinal()
        bands = near_duplicates.signature_to_bands(reading.signature)
        others = self._like(path, day, reading.signature, bands)
        if others:
            article = _with_versions(article, others)
        text = article_to_markdown(article)
        if not is_there:
            self._store.write(path, text)
        for other in others:
            self._link_back(other, path)
        # Only now: an import that is killed before has this capture still to do.
        self._ledger.remember_article(
            ArticleRow(path, reading.sha256, self._free_key(article.source_url), text_hash(text))
        )
        self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), path)
        if reading.signature:
            self._ledger.remember_signature(path, day, reading.signature, bands)
        notes = (article.extra.get("Date_note", ""), body_note := article.extra.get("Body_note", ""))
        reason = "; ".join(note for note in notes if note)
        return Outcome(reading.source, "imported", self._full_path(path), reason, body_note)

    def _place(self, article: Article) -> tuple[Article, bool]:
        """Return the article with its slug, and whether its file is there already, from an interrupted import."""
        folder = article_folder(article)
        taken: set[str] = set()
        while True:
            article = with_slug(article, taken)
            if not self._store.has_name(folder, f"{article.slug}{SUFFIX}"):
                return article, False
            values, _ = split_front_matter(self._store.read(article_path(article)) or "")
            # also where the ledger has the article: then a damage that nothing shows has cost it the capture
            if values.get("Capture_sha256") == article.capture_sha256:
                return article, True
            taken.add(article.slug)

    # The same address again

    def _article_of(self, article: Article) -> ArticleRow | None:
        """Return the article that a capture is of: the same page, or the same headline at another form of its URL (AMP,
        mobile, print).
        """
        page, story = page_key(article.source_url), story_key(article.source_url)
        if row := self._article_at(_OWN_KEY + page):
            return row
        row = self._article_at(story)
        if row is None:
            return None
        values, _ = split_front_matter(self._store.read(row.path) or "")
        # a person may have made something else of the file
        is_same_page = page_key(values.get("Source_url", article.source_url)) == page
        return row if is_same_page or values.get("Title", "").casefold() == article.title.casefold() else None

    def _free_key(self, url: str) -> str:
        """Return the key under which an article's URL is remembered: its story's, or its page's own where another story
        has that one.
        """
        story = story_key(url)
        return _OWN_KEY + page_key(url) if story and self._ledger.article_at(story) else story

    def _article_at(self, address: str) -> ArticleRow | None:
        row = self._ledger.article_at(address)
        if row and not self._store.exists(row.path):
            path = self._follow(row.path, row.sha256)
            row = self._ledger.article(path) if path else None
        return row

    def _add_again(self, reading: ReadResult, article: Article, row: ArticleRow) -> Outcome:
        """Bring in a capture of an address that is in the archive: the newest text is shown, the others are kept."""
        text = self._store.read(row.path) or ""
        is_ours = _is_ours(row, text)
        kept_path = row.path.removesuffix(SUFFIX) + revisions.SUFFIX
        kept = revisions.text_to_revisions(self._store.read(kept_path) or "")
        shown = markdown_to_article(text) if is_ours else _person_edited(text)
        path = self._full_path(row.path)
        if shown and shown.capture_sha256 == reading.sha256:
            self._remember_rewritten(row, text, reading.sha256)
            self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
            return Outcome(reading.source, "revision", path, "a newer capture of the same address")
        former = [shown] if shown else []
        if not is_ours:
            former += [markdown_to_article(revision.markdown) for revision in kept]
        if any(revisions.is_same_text(article, other) for other in former):
            self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
            return Outcome(reading.source, "duplicate", path, "the same text, captured again at the same address")
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
            self._store.write(kept_path, revisions.revisions_to_text(kept))
            self._store.write(row.path, new_text)
            self._remember_rewritten(row, new_text, newest.capture_sha256)
        else:
            self._store.write(kept_path, revisions.revisions_to_text(kept))
        self._ledger.remember_capture(reading.sha256, os.path.abspath(reading.source), row.path)
        change = revisions.describe_change(shown, article) if shown else "the article's file can't be read"
        notes = [f"{'a newer' if is_newer else 'an older'} capture of the same address: {change}"]
        if not is_ours:
            notes = [
                f"another capture of the same address: {change}",
                "kept beside the article, which a person has edited",
            ]
        return Outcome(reading.source, "revision", path, "; ".join(notes))

    def _remember_rewritten(self, row: ArticleRow, text: str, sha256: str) -> None:
        self._ledger.remember_article(replace(row, sha256=sha256, written=text_hash(text), intended=""))

    # The same story at other addresses

    def _like(self, path: str, day: int, signature: bytes, bands: list[int]) -> list[str]:
        candidates = self._ledger.like(day, near_duplicates.DAYS, bands)
        return sorted(
            other
            for other, its in candidates.items()
            if other != path
            and near_duplicates.likeness(signature, its) >= near_duplicates.LEAST_LIKENESS
            and self._store.exists(other)
        )

    def _link_back(self, path: str, other: str) -> None:
        """List an article among another's versions, unless a person has edited that one."""
        self.rewrite(path, lambda text: article_to_markdown(_with_versions(markdown_to_article(text), [other])))

    def rewrite(self, path: str, change: Callable[[str], str]) -> bool:
        """Write an article's file as `change` makes it of its text; return False where a person has edited it."""
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

    # Pictures

    def hold_picture(self, resource: Resource, origin: Origin) -> str:
        """Put a container's picture aside; return what it is instead where it is none that the archive keeps."""
        return self._pictures.hold(resource, origin)

    def want_pictures(self, reading: ReadResult, article: str, origin: Origin) -> None:
        """Note the pictures of an article that was read and is in the archive, in the file of this whole path."""
        for address, body in reading.embedded.items():
            self._pictures.hold(Resource(reading.source, address, "", body), origin)
        self._pictures.want(Path(article).relative_to(self._store.root.absolute()).as_posix(), reading.pictures, origin)

    def settle_pictures(self) -> None:
        """Bring the pictures that were held to the articles that name them; called at the import's end."""
        self._pictures.settle(self.rewrite)

    # What the ledger can't know

    def _follow(self, path: str, sha256: str) -> str:
        """Return the path to which a person has moved an article; where it is gone, forget it and return none."""
        if self._moved is None:
            self._moved = {sha: row.path for row, hashes, _ in self._rows_from_files() for sha in hashes}
        new = self._moved.get(sha256, "")
        if new and self._store.exists(new):
            self._ledger.move(path, new)
            return new
        self._ledger.forget_article(path)
        return ""

    def _remember_all(self) -> None:
        """Make the ledger anew from the articles' own front matter."""
        for row, hashes, article in self._rows_from_files():
            self._ledger.remember_article(replace(row, address=self._free_key(row.address)))
            for sha256 in hashes:
                self._ledger.remember_capture(sha256, "", row.path)
            if article:
                self._pictures.want_again(row.path, article)
            signature = near_duplicates.text_to_signature(article_to_text(article)) if article else b""
            if article and signature:
                bands = near_duplicates.signature_to_bands(signature)
                self._ledger.remember_signature(row.path, article.day.toordinal(), signature, bands)
        self._ledger.mark_whole()

    def _rows_from_files(self) -> Iterator[tuple[ArticleRow, list[str], Article | None]]:
        """Yield every article that came from a capture, with the hashes of its captures, the shown one first."""
        for path in self._store.article_paths():
            text = self._store.read(path) or ""
            values, _ = split_front_matter(text)
            sha256 = values.get("Capture_sha256", "")
            if sha256:
                hashes = [sha256, *self._kept_hashes(path)]
                yield (
                    ArticleRow(path, sha256, values.get("Source_url", ""), ""),
                    hashes,
                    _person_edited(text),
                )

    def _kept_hashes(self, path: str) -> list[str]:
        """Return the hashes of an article's other captures; none where a person has made their file unreadable."""
        try:
            kept = revisions.text_to_revisions(self._store.read(path.removesuffix(SUFFIX) + revisions.SUFFIX) or "")
        except (ValueError, TypeError):
            return []
        return [str(revision.capture_sha256) for revision in kept]

    def _full_path(self, path: str) -> str:
        """Return the path of an article's file from the file system's root, as the report names it."""
        return os.path.abspath(self._store.root / path)


def _is_ours(row: ArticleRow, text: str) -> bool:
    """Return whether a file is as the import wrote it."""
    return text_hash(text) in (row.written, row.intended)


def _person_edited(text: str) -> Article | None:
    """Return the article of a file that a person may have edited, None where it is none any more."""
    try:
        return markdown_to_article(text)
    except ValueError:
        return None


def _with_versions(article: Article, paths: list[str]) -> Article:
    listed = sorted({*split_list(article.extra.get("Versions", "")), *(path.removesuffix(SUFFIX) for path in paths)})
    return replace(article, extra={**article.extra, "Versions": join_list(listed)})
