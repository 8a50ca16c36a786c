"""Files and folders of captures: finds the files, and reads the captures of each."""

import io
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from capture_import.containers.budget import file_budget
from capture_import.containers.capture import Capture, OutOfReach, Unreadable
from capture_import.containers.companions import (
    BESIDE,
    SHOWN,
    SITES,
    find_frames,
    has_page,
    is_frame,
    is_picture_name,
    is_shown,
    read_pictures,
    read_pictures_of_text,
)
from capture_import.containers.container import StreamReader
from capture_import.containers.items import ContainerItem, Documents
from capture_import.containers.limits import Limits
from capture_import.containers.members import IGNORED_NAMES, is_companion
from capture_import.containers.metadata import (
    NO_METADATA,
    SIDECAR_BYTES,
    SIDECAR_SUFFIX,
    CaptureMetadata,
    is_sidecar,
    sidecar_names,
    sidecar_to_metadata,
)
from capture_import.containers.neighbours import FolderNeighbours, split_library_page
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import CHUNK, Damaged, WatchedFile, file_to_stream
from newsrecord.folder_walk import is_gone, is_passed_over, stat_if_there

# What a Maildir's folders are called (cr.yp.to/proto/maildir.html).
_MAILDIR = frozenset(["cur", "new", "tmp"])


def find_files(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files at some paths: the files themselves, and all files below folders, sorted by name; then the
    folders that can't be listed.

    Hidden files and folders below a given folder are skipped, but for the folders of a mailbox (Maildir). Raises
    FileNotFoundError for a path that does not exist, another OSError for one that can't be looked at.
    """
    unlisted: list[str] = []

    def note_unlisted(error: OSError) -> None:
        if not is_passed_over(error):
            unlisted.append(error.filename)

    for path in paths:
        status = stat_if_there(path)
        if status is None:
            raise FileNotFoundError(path)
        if stat.S_ISDIR(status.st_mode):
            for folder, folders, names in os.walk(path, onerror=note_unlisted):
                is_mail = set(folders) >= _MAILDIR
                # the subfolders of a Maildir are hidden ones
                folders[:] = sorted(
                    name for name in folders if not name.startswith(".") or (is_mail and _is_maildir(folder, name))
                )
                for name in [] if is_mail else sorted(names):  # a Maildir's own files are its server's
                    if not name.startswith(".") and name not in IGNORED_NAMES:
                        yield os.path.join(folder, name)
        else:
            yield path
    yield from unlisted


def _is_maildir(folder: str, name: str) -> bool:
    return all(os.path.isdir(os.path.join(folder, name, part)) for part in _MAILDIR)


def file_to_captures(path: str, limits: Limits, documents: Documents) -> Iterator[ContainerItem]:
    """Yield the captures of a file, in their order: the page that it is, or all captures that it contains.

    A sidecar has none, since it belongs to its page. Files that a browser saved beside a page are skipped. What the
    system can't read now, such as a folder that `find_files` could not list, is OutOfReach.
    """
    try:
        belonging = _find_belonging(path)
        yield from _file_to_captures(path, limits, documents) if belonging is None else belonging
    except Damaged as damaged:
        yield Unreadable(path, str(damaged))
    except OSError as error:
        what = "the file" if error.filename in (None, path) else os.path.basename(error.filename)
        kind = Unreadable if is_gone(error) else OutOfReach
        yield kind(path, f"{what} can't be read: {error.strerror}")


def _find_belonging(path: str) -> Sequence[Skipped | Unreadable] | None:
    """Return what is to be reported of a file that belongs to another one; None for one that is read by itself."""
    full = os.path.abspath(path).replace(os.sep, "/")
    if is_companion(full) or is_frame(path):
        # the page tells of its pictures
        return () if is_picture_name(path) and has_page(path) else (Skipped(path, BESIDE, 1),)
    if no_text := SITES.find_reason_to_skip(full):
        return (Skipped(path, no_text, 1),)
    if is_picture_name(path) and is_shown(path):
        return (Skipped(path, SHOWN, 1),)
    if is_sidecar(os.path.basename(path)):
        return () if _has_page(path) else (Unreadable(path, "a sidecar without the page that it is named for"),)
    return None


def _file_to_captures(path: str, limits: Limits, documents: Documents) -> Iterator[ContainerItem]:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        yield OutOfReach(path, f"the folder can't be listed: {find_reason_not_listed(path)}")
        return
    if not stat.S_ISREG(mode):
        yield Unreadable(path, "no file but a pipe, a socket or a device: reading it might never end")
        return
    raw = WatchedFile(path)
    with io.BufferedReader(raw, CHUNK) as file:
        metadata = replace(_read_sidecar(path), neighbours=FolderNeighbours(path))
        budget = file_budget(limits, os.fstat(file.fileno()).st_size)
        read, is_told = StreamReader(documents), False
        for item in read(file_to_stream(file), path, os.path.basename(path), budget, metadata, file):
            if isinstance(item, Capture) and item.source == path:
                yield from read_pictures(path, item.body)
                yield from read_pictures_of_text(path, item.body)
                item = replace(
                    item,
                    language=SITES.find_language(os.path.abspath(path).replace(os.sep, "/")),
                    frames=find_frames(path, item.body),
                )
            if raw.error and isinstance(item, Unreadable):
                is_told = True
                item = OutOfReach(item.source, item.reason)
            yield item
        if raw.error and not is_told:
            raise raw.error


def find_reason_not_listed(folder: str) -> str:
    """Return why a folder can't be listed, in words."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return error.strerror or str(error)
    return "it could not be a moment ago, try again"


def sidecar_of(path: str) -> str:
    """Return the path of a page's sidecar; "" where it has none."""
    return next((sidecar for sidecar in sidecar_names(path) if os.path.isfile(sidecar)), "")


@dataclass(frozen=True, slots=True)
class FileMark:
    """Size and time of a file and its sidecar: while they stay, the file need not be read again."""

    size: int
    mtime_ns: int


def mark_file(path: str) -> FileMark | None:
    """Return the mark of a file; None for one that does not exist. Both numbers are sums of the file's and its
    sidecar's.
    """
    try:
        stats = [os.stat(name) for name in (path, sidecar_of(path), *_libraries_of(path)) if name]
    except OSError:
        return None
    return FileMark(sum(each.st_size for each in stats), sum(each.st_mtime_ns for each in stats) % (1 << 62))


def _libraries_of(path: str) -> Sequence[str]:
    """Return the files of the library that may know of a page."""
    found = split_library_page(os.path.abspath(path).replace(os.sep, "/"))
    return FolderNeighbours(path).list_libraries(found[0]) if found else ()


def _read_sidecar(path: str) -> CaptureMetadata:
    sidecar = sidecar_of(path)
    if not sidecar:
        return NO_METADATA
    with open(sidecar, "rb") as file:
        return sidecar_to_metadata(sidecar, file.read(SIDECAR_BYTES + 1))


def _has_page(sidecar: str) -> bool:
    page = sidecar.removesuffix(SIDECAR_SUFFIX)
    if os.path.exists(page):
        return True
    folder, stem = os.path.split(page)
    return any(name.rpartition(".")[0] == stem and not is_sidecar(name) for name in os.listdir(folder or "."))
