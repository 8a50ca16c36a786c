"""Zip files: packed folders. Members are streamed; nothing is ever written to a path that a zip names."""

import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import BinaryIO

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.companions import BESIDE, is_picture_name
from capture_import.containers.frames import HEAD, list_frames, read_frames
from capture_import.containers.items import ContainerItem, Reader
from capture_import.containers.maff import find_descriptions, read_description
from capture_import.containers.members import (
    NameCounter,
    is_companion,
    is_ignored,
    is_in_companion_folder,
    name_fault,
    shown_name,
)
from capture_import.containers.metadata import (
    NO_METADATA,
    SIDECAR_BYTES,
    CaptureMetadata,
    is_sidecar,
    sidecar_names,
    sidecar_to_metadata,
)
from capture_import.containers.neighbours import ZipNeighbours
from capture_import.containers.pictures import (
    LARGEST_PICTURE,
    TOO_LARGE,
    find_media_type,
    list_references,
    picture_to_item,
)
from capture_import.containers.self_extracting import is_zipped_page, zipped_page_to_captures
from capture_import.containers.site_sources import SiteSources, ZipFiles
from capture_import.containers.skipped import Skipped, SkippedCounter
from capture_import.containers.streams import ByteStream, Damaged, find_failure
from capture_import.containers.text_pictures import find_pictures_of_text
from capture_import.containers.wacz import is_wacz, is_warc_member
from capture_import.containers.zip_directory import with_found_directory

_ENCRYPTED = 0x1
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    OverflowError,
)


def zip_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, read: Reader, file: BinaryIO | None = None
) -> Iterator[ContainerItem]:
    """Yield the captures in a zip.

    A zip that is not a file (it lies in another container) is copied to a temporary file: its directory is at its end.
    """
    with ExitStack() as stack:
        if file is None:
            file = stack.enter_context(tempfile.TemporaryFile())
            while chunk := stream.read_chunk():
                file.write(chunk)
            if stream.fault:
                raise Damaged(stream.fault)
        try:
            archive = stack.enter_context(zipfile.ZipFile(file))
        except Exception as error:  # a damaged directory raises all kinds of errors
            if failure := find_failure(file):
                # no search for members: a file is mapped for it, and a disk that fails would end the process
                raise Damaged(f"can't be read further: {failure.strerror}") from error
            whole, count = with_found_directory(file, budget.limits.container_members + 1)
            why = f"a zip whose directory, at its end, is missing or damaged ({error})"
            if not count:
                raise Damaged(f"{why}, and no member is to be found in it: copy it again") from error
            yield Unreadable(
                source,
                (
                    f"{why}: its members were found by their own headers, {count} of them; what stood "
                    "behind them is lost, copy it again"
                ),
            )
            archive = stack.enter_context(zipfile.ZipFile(whole))
        if is_zipped_page(archive):
            yield from zipped_page_to_captures(archive, source, budget, NO_METADATA)
            return
        if len(archive.filelist) > budget.limits.container_members:
            raise Damaged(
                f"more than {budget.limits.container_members} members (the limit container_members): split it"
            )
        yield from _Zip(archive, source, budget, read).captures()


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, source: str, budget: UnpackBudget, read: Reader) -> None:
        self._archive = archive
        self._source = source
        self._budget = budget
        self._read = read
        self._pictures: set[str] = set()
        self._frames: set[str] = set()
        self._libraries: dict[str, Sequence[str]] = {}
        self._sites = SiteSources(ZipFiles(archive))

    def captures(self) -> Iterator[ContainerItem]:
        """Yield what every member holds, in the zip's order."""
        skipped = SkippedCounter(self._source)
        unique = NameCounter().unique
        has_warcs_only = is_wacz(self._archive.NameToInfo)
        companions: list[str] = []
        # those that no page names are read as what they are
        loose: list[zipfile.ZipInfo] = []
        descriptions = find_descriptions(self._archive.NameToInfo)
        if descriptions:
            yield from self._read_maff(descriptions, skipped)
            yield from skipped.totals()
            return
        for info in self._archive.filelist:
            name = info.filename
            if info.is_dir() or is_ignored(name):
                continue
            if has_warcs_only and not is_warc_member(name):
                skipped.add("indexes and logs of a WACZ")
            elif is_companion(name):
                companions.append(name)
            elif is_picture_name(name) or is_in_companion_folder(name):
                loose.append(info)
            elif why := self._sites.find_reason_to_skip(name):
                skipped.add(why)
            elif not is_sidecar(name):
                yield from self._member(info, f"{self._source}#{unique(shown_name(name))}")
            elif not self._has_page(name):
                yield Unreadable(
                    f"{self._source}#{unique(shown_name(name))}", "a sidecar without the page that it is named for"
                )
        for info in loose:
            if info.filename in self._frames:
                skipped.add(BESIDE)
            elif info.filename in self._pictures:
                continue
            elif why := self._sites.find_reason_to_skip(info.filename):
                skipped.add(why)
            else:
                yield from self._member(info, f"{self._source}#{unique(shown_name(info.filename))}")
        for name in companions:
            if name not in self._pictures:
                skipped.add(BESIDE)
        yield from skipped.totals()

    def _read_maff(self, descriptions: list[str], skipped: SkippedCounter) -> Iterator[ContainerItem]:
        """Yield the page of each folder, its pictures before it."""
        names = self._archive.NameToInfo
        pages: set[str] = set()
        for description in descriptions:
            page = read_description(description, self._read_small(description), names)
            source = f"{self._source}#{shown_name(page.name)}"
            if page.name not in names:
                yield Unreadable(source, f"a MAFF whose {description} names a page that is not in it: save it anew")
                continue
            pages.add(page.name)
            yield from self._member(names[page.name], source, page.metadata)
        for name in names:
            if not name.endswith("/") and name not in pages and name not in self._pictures:
                skipped.add(BESIDE)

    def _read_small(self, name: str) -> bytes:
        try:
            return self._open_member(self._archive.NameToInfo[name]).read(SIDECAR_BYTES)
        except (Damaged, KeyError):
            return b""

    def _complete(self, page: str, capture: Capture) -> Capture:
        """Return a page's capture with what its site and its frames tell."""
        frames = list_frames(capture.body)
        self._frames.update(_beside(page, path) for path in frames)
        found = tuple(read_frames(capture.body, lambda path: self._read_small(_beside(page, path))[:HEAD]))
        return replace(capture, language=self._sites.find_language(page), frames=found)

    def _read_pictures(self, page: str, body: bytes) -> Iterator[ContainerItem]:
        """Yield the pictures that stand beside a page, or in the source of its site, and that it names."""
        beside = [(_beside(page, path), reference) for path, reference in list_references(body).items()]
        of_text = find_pictures_of_text(page, body, self._sites.find_root(page), self._archive.NameToInfo.__contains__)
        for name, reference in (*beside, *of_text):
            info = self._archive.NameToInfo.get(name)
            is_picture = is_companion(name) or is_picture_name(name)
            if info is None or not is_picture or name_fault(name) or _member_fault(info):
                continue
            if info.file_size > LARGEST_PICTURE:
                self._pictures.add(name)
                yield Skipped(self._source, TOO_LARGE, 1)
                continue
            try:
                stream = self._open_member(info)
            except Damaged:
                continue
            content = stream.read(LARGEST_PICTURE + 1)
            media_type = find_media_type(name, content)
            if media_type and not stream.fault:
                self._pictures.add(name)
                yield from picture_to_item(f"{self._source}#{shown_name(name)}", reference, media_type, content)

    def _member(
        self, info: zipfile.ZipInfo, source: str, known: CaptureMetadata = NO_METADATA
    ) -> Iterator[ContainerItem]:
        fault = name_fault(info.filename) or _member_fault(info)
        if fault:
            yield Unreadable(source, fault)
            return
        try:
            neighbours = ZipNeighbours(self._archive, self._source, info.filename, self._libraries)
            declared = known if known != NO_METADATA else self._read_sidecar(info.filename)
            metadata = replace(declared, neighbours=neighbours)
            stream = self._open_member(info)
        except Damaged as damaged:
            yield Unreadable(source, str(damaged))
            return
        for item in self._read(stream, source, info.filename, self._budget, metadata):
            if isinstance(item, Capture) and item.source == source:
                yield from self._read_pictures(info.filename, item.body)
                item = self._complete(info.filename, item)
            yield item

    def _open_member(self, info: zipfile.ZipInfo) -> ByteStream:
        try:
            member = self._archive.open(info)
        except _FAULTS as error:
            raise Damaged(f"can't be unpacked ({error}): copy the zip again") from error

        def read_some(size: int) -> bytes:
            try:
                plain = member.read(size)
            except _FAULTS as error:
                raise Damaged(
                    f"damaged in the zip ({str(error) or type(error).__name__}): copy the zip again"
                ) from error
            self._budget.unpacked(len(plain))
            return plain

        return ByteStream(read_some)

    def _read_sidecar(self, name: str) -> CaptureMetadata:
        for sidecar in sidecar_names(name):
            info = self._archive.NameToInfo.get(sidecar)
            if info and not _member_fault(info):
                stream = self._open_member(info)
                content = stream.read(SIDECAR_BYTES + 1)
                if stream.fault:
                    raise Damaged(f"its sidecar {sidecar} is {stream.fault}")
                return sidecar_to_metadata(sidecar, content)
        return NO_METADATA

    def _has_page(self, sidecar: str) -> bool:
        if not hasattr(self, "_sidecars"):
            self._sidecars = {
                name
                for info in self._archive.filelist
                if not is_sidecar(info.filename)
                for name in sidecar_names(info.filename)
            }
        return sidecar in self._sidecars


def _beside(page: str, path: str) -> str:
    """Return the name of a member that a page names by its path below the page's folder."""
    folder = page.rpartition("/")[0]
    return f"{folder}/{path}" if folder else path


def _member_fault(info: zipfile.ZipInfo) -> str:
    """Return why a member can't be read as a file; "" for one that can."""
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "a symbolic link, which is never followed: pack the file itself"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "no file: a device, pipe or socket"
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: unpack the zip with its password and import what comes out"
    return ""
