"""Tar files: a packed folder, read front to back in one pass. Links and devices are never followed."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Unreadable
from capture_import.containers.items import ContainerItem, Reader
from capture_import.containers.members import NameCounter, is_companion, is_ignored, name_fault, shown_name
from capture_import.containers.metadata import SIDECAR_BYTES, is_sidecar, sidecar_names, sidecar_to_metadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import ByteStream, Damaged, StreamFile
from capture_import.containers.tar_companions import TarCompanions

_BLOCK = tarfile.BLOCKSIZE
# The longest header that is read: one of a long name or of extended attributes.
_LONGEST_HEADER = 32 * 1024


def tar_to_captures(stream: ByteStream, source: str, budget: UnpackBudget, read: Reader) -> Iterator[ContainerItem]:
    """Yield the captures in a tar that is not compressed.

    A sidecar must stand directly before or behind its page, as it does in a tar that is sorted by name. A page with a
    folder of its files comes last, its pictures before it.
    """
    skipped = SkippedCounter(source)
    companions = TarCompanions(source, skipped)
    for item in _join_sidecars(_Tar(stream, source, budget, read, companions).members()):
        if not (isinstance(item, Capture) and companions.keep_page(item)):
            yield item
    yield from companions.list_items()
    yield from skipped.totals()


@dataclass(frozen=True, slots=True)
class _Sidecar:
    """A sidecar that waits for its page, the member before or behind it."""

    source: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Member:
    """What a member holds; `name` is empty unless that is one page, which may have a sidecar."""

    found: ContainerItem | _Sidecar
    name: str = ""


class _HeaderFile(StreamFile):
    """The stream as tarfile reads it; `last_block` tells the end of the tar from a header that can't be read."""

    last_block = b""

    def read(self, size: int | None = -1) -> bytes:
        """Return the next bytes, and keep them as `last_block`."""
        self.last_block = super().read(size)
        return self.last_block


class _Tar:
    def __init__(
        self, stream: ByteStream, source: str, budget: UnpackBudget, read: Reader, companions: TarCompanions
    ) -> None:
        self._stream = stream
        self._source = source
        self._budget = budget
        self._read = read
        self._companions = companions
        self._unique = NameCounter().unique
        self._members = 0
        self._is_cut = False

    def members(self) -> Iterator[_Member]:
        """Yield what each member holds. After a header that can't be read, continue with the next one that can."""
        while self._find_header():
            file = _HeaderFile(self._stream, _LONGEST_HEADER)
            fault = ""
            try:
                archive = tarfile.TarFile(fileobj=file, mode="r")  # type: ignore[arg-type]
                while info := archive.next():
                    archive.members.clear()  # type: ignore[attr-defined]  # tarfile would keep every member in memory
                    self._count_member()
                    yield from self._member(info)
            except (tarfile.TarError, Damaged, ValueError, OverflowError, RecursionError) as error:
                fault = str(error)
            if self._is_cut:
                return
            if self._stream.fault or not (file.last_block or fault):
                yield _Member(
                    Unreadable(
                        self._source,
                        self._stream.fault or "cut off: the tar ends without its end mark; what stands before is kept",
                    )
                )
                return
            if fault or file.last_block.strip(b"\0"):
                fault = fault or "a header can't be read"
                yield _Member(
                    Unreadable(
                        self._source,
                        (
                            f"damaged before byte {self._stream.position} ({fault}): copy the tar again; "
                            "the other members are kept"
                        ),
                    )
                )

    def _count_member(self) -> None:
        self._members += 1
        limit = self._budget.limits.container_members
        if self._members > limit:
            self._stream.skip(1 << 62)
            raise Damaged(f"more than {limit} members (the limit container_members): split it")

    def _find_header(self) -> bool:
        """Skip to the next header that can be read; return False at the end."""
        while block := self._stream.peek(_BLOCK):
            try:
                tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
                return True
            except (tarfile.HeaderError, ValueError):
                self._stream.skip(_BLOCK)
        return False

    def _member(self, info: tarfile.TarInfo) -> Iterator[_Member]:
        name = info.name
        if info.isdir() or is_ignored(name):
            return
        source = f"{self._source}#{self._unique(shown_name(name))}"
        fault = name_fault(name) or _member_fault(info)
        if fault:
            yield _Member(Unreadable(source, fault))
            return
        content = self._content(info.size)
        if is_companion(name):
            self._companions.add_file(name, content)
            return
        if is_sidecar(name):
            yield _Member(_Sidecar(source, name, content.read(SIDECAR_BYTES + 1)))
            return
        for found in self._read(content, source, name, self._budget):
            yield _Member(found, name if isinstance(found, Capture) and found.source == source else "")

    def _content(self, size: int) -> ByteStream:
        left = size

        def read_some(size: int) -> bytes:
            nonlocal left
            if not left:
                return b""
            chunk = self._stream.read_chunk(min(size, left))
            if not chunk:
                self._is_cut = True
                raise Damaged(
                    self._stream.fault or "cut off: the tar ends inside this member; those before it are kept"
                )
            left -= len(chunk)
            self._budget.unpacked(len(chunk))
            return chunk

        return ByteStream(read_some)


def _member_fault(info: tarfile.TarInfo) -> str:
    """Return why a member can't be read as a file; "" for one that can."""
    if info.issym():
        return "a symbolic link, which is never followed: pack the file itself"
    if info.islnk():
        return f"a hard link to {shown_name(info.linkname)}, which is read under that name"
    if not info.isreg():
        return "no file: a device or pipe"
    if info.issparse():
        return "a sparse file: pack it without holes"
    return "its size is impossible" if info.size < 0 else ""


def _join_sidecars(members: Iterator[_Member]) -> Iterator[ContainerItem]:
    """Yield the captures, each with the metadata of the sidecar beside it. At most one page is held in memory."""
    page: _Member | None = None
    sidecar: _Sidecar | None = None
    for member in members:
        found = member.found
        if isinstance(found, _Sidecar):
            if page and found.name in sidecar_names(page.name):
                yield _with_sidecar(page.found, found)
                page = None
                continue
            yield from _alone(page, sidecar)
            page, sidecar = None, found
        elif member.name and sidecar and sidecar.name in sidecar_names(member.name):
            yield _with_sidecar(found, sidecar)
            sidecar = None
        else:
            yield from _alone(page, sidecar)
            page, sidecar = (member, None) if member.name else (None, None)
            if not member.name:
                yield found
    yield from _alone(page, sidecar)


def _alone(page: _Member | None, sidecar: _Sidecar | None) -> Iterator[ContainerItem]:
    if page and not isinstance(page.found, _Sidecar):
        yield page.found
    if sidecar:
        yield Unreadable(
            sidecar.source, "a sidecar whose page is not next to it in the tar: pack them in the order of their names"
        )


def _with_sidecar(page: ContainerItem | _Sidecar, sidecar: _Sidecar) -> ContainerItem:
    assert isinstance(page, Capture)
    try:
        known = sidecar_to_metadata(sidecar.name, sidecar.content)
    except Damaged as damaged:
        return Unreadable(page.source, str(damaged))
    return replace(
        page,
        media_type=known.media_type or page.media_type,
        charset=known.charset or page.charset,
        url=known.url or page.url,
        captured_at=known.captured_at or page.captured_at,
        kind=known.kind,
    )
