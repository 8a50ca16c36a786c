"""From a file of the content to what the store keeps of it: bytes, then metadata and HTML, then a summary and digests.

A file that can't become an article gives its problem instead, with the line where it lies; nothing that a file holds
raises from here. Works the same in the main process and in a worker.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pelican.contents import Article, SkipStub
from pelican.plugins import signals
from pelican.readers import MarkdownReader, Readers
from pelican.utils import file_suffix

from archive_engine.article import KeptArticle
from archive_engine.dates import require_days
from archive_engine.fingerprints import hash_parts
from archive_engine.finishing import FinishedArticle, finish_article
from archive_engine.guards import collect_warnings, time_limits
from archive_engine.interface import (
    Describer,
    Finisher,
    Grouper,
    Index,
    PelicanArticle,
    Settings,
    add_descriptions,
    find_place,
    keep_shown_words,
)
from archive_engine.link_store import PART as MARKS
from archive_engine.link_store import pack_story
from archive_engine.markdown_reader import KeptMarkdownReader
from archive_engine.metadata import data_to_json, json_to_metadata, metadata_to_json
from archive_engine.output import Stamp, read_file
from archive_engine.parts import name_part
from archive_engine.planners import Planners
from archive_engine.problems import InvalidArticle, describe_problem, describe_repairs, find_key_line
from archive_engine.quick_articles import QuickArticles
from archive_engine.redirects import read_aliases
from archive_engine.reserved import reserve_places
from archive_engine.source_records import Source, StoredBody, StoredDigest
from archive_engine.source_store import SourceStore
from archive_engine.upstream import raw_content
from archive_engine.validation import check_save_as, repair_article, with_slug


@dataclass(slots=True)
class Read:
    """What came of one file: what the store keeps of it, its digests, warnings to be logged, remarks for the verbose;
    the tasks that it waits for, in which case there is nothing to keep of it yet.
    """

    source: Source
    digests: list[StoredDigest]
    warnings: list[str]
    article: Article | None = None
    remarks: Sequence[str] = ()
    unmade: Sequence[str] = ()


class SourceReader:
    """Reads the article files of one site. The planners, the indexes and the grouper are told of each article."""

    def __init__(
        self,
        settings: Settings,
        planners: Planners,
        indexes: Sequence[Index],
        finisher: Finisher | None = None,
        describers: Sequence[Describer] = (),
        grouper: Grouper | None = None,
    ) -> None:
        self.settings = settings
        self.planners = planners
        self.indexes = indexes
        self.finisher = finisher
        self.describers = describers
        self.grouper = grouper
        self.reserved = reserve_places(settings, (*planners.all, *indexes, finisher))
        self.readers = make_readers(settings)
        self.context = settings.copy()
        self.context |= {
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": settings["SITEURL"],
        }
        self.quick = QuickArticles(settings, self.context)
        self.has_template: Callable[[str], bool] = lambda name: True
        self.seconds = settings.get("ARCHIVE_ENGINE_ARTICLE_SECONDS", 10)

    def read_all(self, batch: Sequence[str]) -> list[Read]:
        """Read files by path, relative to the content; each step for all, so that its code stays in the cache."""
        with collect_warnings() as warnings, time_limits() as arm:
            reads = [self._read(path, arm, warnings) for path in batch]
        for read in reads:
            self._add_digests(read)
        return reads

    def _add_digests(self, read: Read) -> None:
        if read.article is not None and read.source.status == "published":
            path, article = read.source.path, read.article
            read.digests = [StoredDigest(path, name_part(index), index.digest(article)) for index in self.indexes]
            if self.grouper is not None:
                data = pack_story(find_place(article.date, article.url), self.grouper.marks(article))
                read.digests.append(StoredDigest(path, MARKS, data))
        read.article = None

    def place_of(self, store: SourceStore, path: str, number: int) -> str | None:
        """Return where a source would be saved if its slug had a number; None where no page can be saved there."""
        source, kept = store.source(path), store.body(path)
        assert source is not None and kept is not None
        place = str(with_slug(self.restore(path, kept), f"{source.slug}-{number}").save_as)
        try:
            check_save_as(place)
        except InvalidArticle:
            return None
        return None if self.reserved.holds(place) else place

    def move(self, store: SourceStore, source: Source, number: int, holder: str | None) -> Read:
        """Return a source with the slug that the number gives (1: its own), made from what the store has of it.

        Where `holder` has its place, whatever its slug, it has none and says so.
        """
        kept = store.body(source.path)
        assert kept is not None
        source.metadata, source.body = kept
        source.conflict, source.number = None, number
        if holder is not None:
            source.save_as, source.number = None, 0
            source.conflict = f"its place {source.wanted} is taken by {holder}: give it another Save_as"
            return Read(source, [], [])
        slug = source.slug if number == 1 else f"{source.slug}-{number}"
        article = with_slug(self.restore(source.path, kept), str(slug))
        if number > 1:
            source.conflict = f"another article has its place: its slug is {slug}"
        source.save_as = article.save_as
        source.summary = data_to_json(self.planners.summarize(article))
        source.metadata = metadata_to_json(article.metadata)
        read = Read(source, [], [], article)
        self._add_digests(read)
        return read

    def _read(self, path: str, arm: Callable[[float], None], warnings: list[str]) -> Read:
        full = os.path.join(self.settings["PATH"], path)
        data = digest = b""
        stamp = Stamp(0, 0)
        try:
            data, stamp = read_file(full)
            digest = hash_source(data)
            arm(self.seconds)
            try:
                source, article, finished = self._read_article(path, full, data)
            finally:
                arm(0)
        except Exception as error:  # noqa: BLE001 - a plugin or an extension may raise anything at a file
            source, article, finished = Source(path, stamp, b""), None, None
            source.problem = describe_problem(error, data, self.seconds)
            if isinstance(error, OSError):
                stamp, digest = Stamp(0, 0), b""  # another time it may do: the next build tries again
        source.stamp, source.hash = stamp, digest
        read = Read(source, [], warnings[:], article)
        warnings.clear()
        if finished is not None:
            read.warnings += finished.warnings
            read.remarks, read.unmade = finished.remarks, finished.unmade
        return read

    def restore(self, path: str, stored: StoredBody) -> Article:
        """Return the Article of a source that the store has."""
        return KeptArticle(
            content=stored.body,
            metadata=json_to_metadata(stored.metadata, self.settings),
            settings=self.settings,
            source_path=os.path.join(self.settings["PATH"], path),
            context=self.context,
        )

    def _read_article(self, path: str, full: str, data: bytes) -> tuple[Source, Article | None, FinishedArticle | None]:
        text = data.decode("utf-8").removeprefix("\ufeff")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        reader = self.readers.readers.get(file_suffix(path))
        markdown = reader if isinstance(reader, KeptMarkdownReader) else None
        canonical = markdown.read_canonical(full, text) if markdown is not None and self.quick.is_open else None
        if canonical is not None:
            described = self.quick.describe(canonical[1], markdown, self)
            if described.get("status") == "skip":
                return Source(path, Stamp(0, 0), b"", status="skip"), None, None
            article: PelicanArticle = self.quick.make(canonical[0].html, described, full, path)
        else:
            if markdown is not None:
                markdown.given = full, text
                markdown.converted = None
            article = self.readers.read_file(
                base_path=self.settings["PATH"],
                path=path,
                content_class=KeptArticle,
                context=self.context,
                preread_signal=signals.article_generator_preread,
                preread_sender=self,
                context_signal=signals.article_generator_context,
                context_sender=self,
            )
        if isinstance(article, SkipStub):
            return Source(path, Stamp(0, 0), b"", status="skip"), None, None
        converted = markdown.converted if markdown is not None else None
        if converted is not None:
            keep_shown_words(article, *converted)
        article, wanted, repairs = repair_article(article, text, self.reserved, is_clean=converted is not None)
        if not self.has_template(article.template):
            raise InvalidArticle(f"there is no template {article.template!r}", find_key_line(text, "template"))
        finished = finish_article(self.finisher, article, text, path) if self.finisher is not None else None
        if finished is not None:
            if finished.unmade:
                return Source(path, Stamp(0, 0), b""), None, finished
            article = finished.article
            repairs += finished.repairs
        add_descriptions(self.describers, article)
        metadata = metadata_to_json(article.metadata)
        summaries = self.planners.summarize(article)
        source = Source(
            path,
            Stamp(0, 0),
            b"",
            problem=describe_repairs(repairs) if repairs else None,
            save_as=wanted,
            wanted=wanted,
            slug=article.slug,
            status=article.status,
            date=article.date.isoformat(),
            summary=data_to_json(summaries),
            metadata=metadata,
            body=raw_content(article),
        )
        if "aliases" in article.metadata:
            source.aliases = read_aliases(article.metadata)
        if finished is not None:
            source.finished, source.needs, source.watched = finished.fingerprint, finished.needs, finished.watched
        if mark := self.planners.mark(summaries):
            source.finished = hash_parts(source.finished, mark)
        return source, article, finished


def hash_source(data: bytes) -> bytes:
    """Return the hash that the store knows a source's bytes by."""
    return hashlib.sha256(data).digest()


class KeptReaders(Readers):
    """Pelican's readers without its cache, which would ask for each file's time twice: the store has what was read."""

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """Pelican's method."""
        return default

    def cache_data(self, path: str, data: Any) -> None:
        """Pelican's method."""


def make_readers(settings: Settings) -> Readers:
    """Return Pelican's readers, with the kept Markdown reader in the place of Pelican's own."""

    def put_kept_reader(readers: Readers) -> None:
        for extension, reader in readers.reader_classes.items():
            if reader is MarkdownReader:
                readers.reader_classes[extension] = KeptMarkdownReader

    signals.readers_init.connect(put_kept_reader)
    try:
        readers = KeptReaders(settings)
    finally:
        signals.readers_init.disconnect(put_kept_reader)
    require_days(readers)
    return readers
