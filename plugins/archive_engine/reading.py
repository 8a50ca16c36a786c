"""From a file of the content to what the store keeps of it: bytes, then metadata and HTML, then a summary and digests.

A file that can't become an article gives its problem instead, with the line where it lies; nothing that a file holds
raises from here. Works the same in the main process and in a worker.
"""

import hashlib
import json
import logging
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from pelican.contents import Article, SkipStub
from pelican.log import FatalLogger
from pelican.plugins import signals
from pelican.readers import MarkdownReader, Readers
from pelican.utils import file_suffix

from archive_engine.article import NO_LINKS, KeptArticle
from archive_engine.dates import DATE_KEYS, find_bad_date, require_days
from archive_engine.interface import keep_shown_words
from archive_engine.markdown_reader import KeptMarkdownReader, is_printable
from archive_engine.metadata import json_to_metadata, metadata_to_json
from archive_engine.output import Stamp, read_file
from archive_engine.own_places import (
    Repair,
    describe_repairs,
    find_key_line,
    remake,
    repair_labels,
    repair_place,
    repair_slug,
)
from archive_engine.quick_articles import QuickArticles
from archive_engine.reserved import ENGINE_PLACES, ReservedPlaces, reserve_places
from archive_engine.source_store import Source, SourceStore
from newsrecord.credentials import find_credentials, remove_credentials
from newsrecord.slugs import RESERVED, make_safe, text_to_slug

# XML 1.0, section 2.2: what no feed can hold.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FIRST_YEAR = 1000
MOST_BYTES = 200  # of a slug: with what stands around it, a file's name has to stay below 255


class InvalidArticle(Exception):
    """An article that can't be built: the reason in words, and the line (1 is the first) where it lies."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


class TooSlow(Exception):
    """An article's time is over."""


@dataclass(slots=True)
class Read:
    """What came of one file: what the store keeps of it, its digests by part, warnings to be logged."""

    source: Source
    digests: list[tuple[str, Any]]
    warnings: list[str]
    article: Article | None = None


class SourceReader:
    """Reads the article files of one site. The planner and the indexes are told of each article."""

    def __init__(self, settings: dict[str, Any], planner: Any, indexes: Sequence[Any]) -> None:
        self.settings = settings
        self.planner = planner
        self.indexes = indexes
        self.reserved = reserve_places(settings, (planner, *indexes))
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
            read.digests = [(name_part(index), index.digest(read.article)) for index in self.indexes]
        read.article = None

    def place_of(self, store: SourceStore, path: str, number: int) -> str | None:
        """Return where a source would be saved if its slug had a number; None where no page can be saved there."""
        source, kept = store.source(path), store.body(path)
        assert source is not None and kept is not None
        place = str(with_slug(self.restore(path, *kept), f"{source.slug}-{number}").save_as)
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
        article = with_slug(self.restore(source.path, *kept), str(slug))
        if number > 1:
            source.conflict = f"another article has its place: its slug is {slug}"
        source.save_as = article.save_as
        source.summary = dump(self.planner.summary(article))
        source.metadata = metadata_to_json(article.metadata)
        read = Read(source, [], [], article)
        self._add_digests(read)
        return read

    def _read(self, path: str, arm: Callable[[float], None], warnings: list[str]) -> Read:
        full = os.path.join(self.settings["PATH"], path)
        data = b""
        stamp = Stamp(0, 0)
        try:
            data, stamp = read_file(full)
            arm(self.seconds)
            try:
                source, article = self._read_article(path, full, data)
            finally:
                arm(0)
        except Exception as error:  # noqa: BLE001 - a plugin or an extension may raise anything at a file
            source, article = Source(path, stamp, b""), None
            source.problem = describe_problem(error, data, self.seconds)
            if isinstance(error, OSError):
                stamp = Stamp(0, 0)  # another time it may do: the next build tries again
        source.stamp, source.hash = stamp, hash_source(data) if stamp.mtime_ns else b""
        read = Read(source, [], warnings[:], article)
        warnings.clear()
        return read

    def restore(self, path: str, metadata: str, body: str) -> Article:
        """Return the Article of a source that the store has."""
        return KeptArticle(
            content=body,
            metadata=json_to_metadata(metadata, self.settings),
            settings=self.settings,
            source_path=os.path.join(self.settings["PATH"], path),
            context=self.context,
        )

    def _read_article(self, path: str, full: str, data: bytes) -> tuple[Source, Article | None]:
        text = data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        reader = self.readers.readers.get(file_suffix(path))
        markdown = reader if isinstance(reader, KeptMarkdownReader) else None
        canonical = markdown.read_canonical(full, text) if markdown is not None and self.quick.is_open else None
        if canonical is not None:
            described = self.quick.describe(canonical[1], markdown, self)
            if described.get("status") == "skip":
                return Source(path, Stamp(0, 0), b"", status="skip"), None
            article: Any = self.quick.make(canonical[0].html, described, full, path)
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
            return Source(path, Stamp(0, 0), b"", status="skip"), None
        converted = markdown.converted if markdown is not None else None
        if converted is not None:
            keep_shown_words(article, *converted)
        article, wanted, repairs = repair_article(article, text, self.reserved, is_clean=converted is not None)
        if not self.has_template(article.template):
            raise InvalidArticle(f"there is no template {article.template!r}", find_key_line(text, "template"))
        metadata = metadata_to_json(article.metadata)
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
            summary=dump(self.planner.summary(article)),
            metadata=metadata,
            body=article._content,
        )
        return source, article


def repair_article(
    article: Any, text: str, reserved: ReservedPlaces = ENGINE_PLACES, *, is_clean: bool = False
) -> tuple[Any, str, list[str]]:
    """Return the article (or page) as it can be built, where it is saved, and what had to be changed for it, in words.

    `text` is the source's; `reserved` are the places that none may have. `is_clean` says that the text is known to have
    no control characters and no credentials.

    Raises InvalidArticle where it can't be.
    """
    repairs = []
    if not is_clean and not is_printable(text) and CONTROLS.search(text):
        article = _clean(article, partial(CONTROLS.sub, ""))
        repairs = ["control characters were left out"]
    if not is_clean and (lines := list(find_credentials(text))):
        article = _clean(article, remove_credentials)
        others = f" (and in {len(lines) - 1} more)" if len(lines) > 1 else ""
        repairs.append(Repair(f"credentials in an address{others} were left out", lines[0]))
    for name in article.mandatory_properties:
        if not getattr(article, name, None):
            raise InvalidArticle(f"it has no {name}")
    if article.status not in article.allowed_statuses:
        raise InvalidArticle(f"its status {article.status!r} is none of {', '.join(article.allowed_statuses)}")
    for key in DATE_KEYS:
        moment = getattr(article, key, None)
        if isinstance(moment, datetime) and moment.year < FIRST_YEAR:
            raise InvalidArticle(
                f"its {key} is in the year {moment.year}: a year has four digits", find_key_line(text, key)
            )
    if article.metadata.get("save_as") == "":
        raise InvalidArticle(
            "its Save_as is empty, so that it would have no page: leave that line out, or write Status: skip",
            find_key_line(text, "save_as"),
        )
    slug = getattr(article, "slug", "")
    is_placed = hasattr(article, "override_save_as")
    if not slug.strip("-") and not is_placed:
        stem = os.path.splitext(os.path.basename(article.source_path))[0]
        article = with_slug(article, text_to_slug(stem))
        repairs.append("its title gives no slug: its file's name stands for it")
    elif slug.lower() in (RESERVED if isinstance(article, Article) else RESERVED - {"index"}) and not is_placed:
        article = with_slug(article, make_safe(slug.lower()))
        repairs.append(f"the name {slug!r} is reserved: its slug is {article.slug}")
    elif len(slug.encode()) > MOST_BYTES and not is_placed:
        article = with_slug(article, text_to_slug(slug))
        repairs.append("its slug is too long for a file's name: it was cut")
    if not is_placed:
        article, changed = repair_slug(article, text)
        repairs += changed
    article, changed = repair_place(article, text)
    repairs += changed
    if reserved.holds(article.save_as):
        article, changed = _leave_reserved(article, text, reserved)
        repairs += changed
    repair_labels(article)
    save_as = article.save_as
    if save_as:
        check_save_as(save_as)
    if ("static" in article._content or "attach" in article._content) and (
        article.settings["INTRASITE_LINK_REGEX"] != NO_LINKS
    ):
        for link in article.get_static_links():
            if link.startswith("../"):
                raise InvalidArticle(f"it would publish {link}, which lies outside the content")
    return article, save_as, repairs


def _leave_reserved(article: Any, text: str, reserved: ReservedPlaces) -> tuple[Any, list[str]]:
    """Return the article with a slug that leads to another place, and what was changed.

    Raises InvalidArticle where no slug does: where the article names the place itself, or the settings do.
    """
    taken = f"its place {article.save_as} is the archive's own"
    if article.metadata.get("save_as"):
        if reserved.yield_to_own and not ENGINE_PLACES.holds(article.save_as):
            return article, []
        key = "save_as" if find_key_line(text, "save_as") > 1 else "url"
        raise InvalidArticle(f"{taken}: give it another Save_as, or none", find_key_line(text, key))
    line = find_key_line(text, "slug")
    moved = with_slug(article, f"{article.slug}-name")
    if reserved.holds(moved.save_as):
        raise InvalidArticle(f"{taken}, whatever its Slug: give it a Save_as", line)
    return moved, [Repair(f"{taken}: its slug is {moved.slug}", line)]


def hash_source(data: bytes) -> bytes:
    """Return the hash that the store knows a source's bytes by."""
    return hashlib.sha256(data).digest()


def with_slug(article: Any, slug: str) -> Any:
    """Return the same article with another slug."""
    return remake(article, article.metadata | {"slug": slug}, article._content)


class KeptReaders(Readers):
    """Pelican's readers without its cache, which would ask for each file's time twice: the store has what was read."""

    def get_cached_data(self, path: str, default: Any = None) -> Any:
        """Pelican's method."""
        return default

    def cache_data(self, path: str, data: Any) -> None:
        """Pelican's method."""


def make_readers(settings: dict[str, Any]) -> Readers:
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


def check_save_as(save_as: str) -> None:
    """Raise InvalidArticle for a place that is outside the output, or that is written in a roundabout way."""
    parts = save_as.replace("\\", "/").split("/")
    if os.path.isabs(save_as) or not save_as or any(part in ("", ".", "..") for part in parts):
        raise InvalidArticle(f"its page would be saved as {save_as!r}, which is no place in the output")
    if any(len(part.encode()) > 255 for part in parts):
        raise InvalidArticle(f"its page's name would be too long: {save_as[:60]}…")


def describe_problem(error: Exception, data: bytes, seconds: float) -> str:
    """Return `line: what is wrong` of an error that reading a file raised."""
    if isinstance(error, InvalidArticle):
        return f"{error.line}: {error.reason}"
    if isinstance(error, UnicodeDecodeError):
        line = data.count(b"\n", 0, error.start) + 1
        return f"{line}: its text is not UTF-8"
    if isinstance(error, FileNotFoundError):
        return "1: it vanished while the site was built"
    if isinstance(error, OSError):
        return f"1: it can't be read: {error.strerror}"
    if isinstance(error, TooSlow):
        return f"1: converting it took longer than {seconds:g} s"
    if isinstance(error, RecursionError):
        return "1: its lists or quotations are nested too deep"
    bad_date = find_bad_date(data)
    if bad_date:
        return bad_date
    return f"1: {type(error).__name__}: {' '.join(str(error).split())[:200]}"


def _clean(article: Any, clean: Callable[[str], str]) -> Any:
    return remake(article, _clean_value(article.metadata, clean), clean(article._content))


def _clean_value(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _clean_value(item, clean) for key, item in value.items()}
    return [_clean_value(item, clean) for item in value] if isinstance(value, (list, tuple)) else value


@contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the body when it takes longer; do nothing without timer signals (Windows, threads)."""
    with time_limits() as arm:
        arm(seconds)
        yield


@contextmanager
def time_limits() -> Iterator[Callable[[float], None]]:
    """Yield a function: TooSlow is raised in the body so many seconds after its last call; never after 0."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda seconds: None
        return

    def stop(number: int, frame: Any) -> None:
        raise TooSlow

    def arm(seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)

    earlier = signal.signal(signal.SIGALRM, stop)
    try:
        yield arm
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Yield what Pelican's loggers warn of within the body, in place of it being shown, or being fatal in a worker."""
    root, collector = logging.getLogger(), _Collector()
    handlers, fatal = root.handlers, FatalLogger.fatal_lvl
    root.handlers, FatalLogger.fatal_lvl = [collector], logging.CRITICAL + 1
    try:
        yield collector.lines
    finally:
        root.handlers, FatalLogger.fatal_lvl = handlers, fatal


def name_part(part: Any) -> str:
    """Return the name under which the store keeps what an index asked for."""
    return f"{type(part).__module__}.{type(part).__qualname__}"


def dump(value: Any) -> str:
    """Return JSON text, the same for the same value."""
    return _encoder.encode(value)


_encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
