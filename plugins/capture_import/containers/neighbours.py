"""The files that lie round one that is read, in its folder or its zip, among them the library that names it."""

import os
import re
import zipfile
from collections.abc import Hashable, Sequence
from typing import Protocol

from capture_import.containers.zip_members import read_member
from newsrecord.folder_walk import raise_unless_gone

# Where libraries keep pages: Omnivore in `content/`, Zotero in `files/12/` or `storage/ABCD1234/`,
# Substack in `posts/`.
_PAGE = re.compile(
    r"(?P<folder>(?:.*/)?)(?P<file>(?:content|highlights)/[^/]+\.(?:html?|md)|(?:files/\d+|storage/[A-Z0-9]{8})/[^/]+\.x?html?"
    r"|posts/\d+\.[^/]+\.html)\Z",
    re.IGNORECASE,
)
_LIBRARY = re.compile(r"(?!.*\.meta\.json\Z).*\.(?:json|rdf)\Z|posts\.csv\Z", re.IGNORECASE)
_MOST_LIBRARIES = 10_000


class Neighbours(Protocol):
    """The files of a folder or a zip, one of which is read. Paths have slashes."""

    path: str

    def list_libraries(self, folder: str) -> Sequence[str]:
        """Return the paths of the files of a folder that may be a library's."""
        ...

    def has(self, path: str) -> bool:
        """Return whether there is such a file."""
        ...

    def mark(self, path: str) -> Hashable:
        """Return what changes when the file does."""
        ...

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes; none of one that is not there, can't be read or is larger."""
        ...


def split_library_page(path: str) -> tuple[str, str] | None:
    """Return the folder of the library to which a page may belong, with its slash, and the page's path in it.

    >>> split_library_page("export/files/12/lamp.html"), split_library_page("export/lamp.html")
    (('export/', 'files/12/lamp.html'), None)
    """
    match = _PAGE.match(path)
    return (match["folder"], match["file"]) if match else None


class FolderNeighbours:
    """The files round one in a folder."""

    def __init__(self, path: str) -> None:
        self.path = os.path.abspath(path).replace(os.sep, "/")

    def list_libraries(self, folder: str) -> Sequence[str]:
        """Return the paths of the files of a folder that may be a library's."""
        try:
            names = sorted(name for name in os.listdir(folder) if _LIBRARY.match(name) and not name.startswith("."))
        except OSError as error:
            raise_unless_gone(error)
            return ()
        return [f"{folder}{name}" for name in names[:_MOST_LIBRARIES]]

    def has(self, path: str) -> bool:
        """Return whether there is such a file."""
        return os.path.isfile(path)

    def mark(self, path: str) -> Hashable:
        """Return what changes when the file does."""
        try:
            look = os.stat(path)
        except OSError:
            return None
        return path, look.st_size, look.st_mtime_ns

    def read(self, path: str, limit: int) -> bytes:
        """Return a file's bytes."""
        try:
            if not os.path.isfile(path) or os.path.getsize(path) > limit:
                return b""
            with open(path, "rb") as file:
                return file.read(limit)
        except OSError as error:
            raise_unless_gone(error)
            return b""


class ZipNeighbours:
    """The files round one in a zip. `libraries` are those that were found for others, by their folders."""

    def __init__(self, archive: zipfile.ZipFile, source: str, path: str, libraries: dict[str, Sequence[str]]) -> None:
        self._archive = archive
        self._source = source
        self._libraries = libraries
        self.path = path

    def list_libraries(self, folder: str) -> Sequence[str]:
        """Return the paths of the members of a folder that may be a library's."""
        if folder not in self._libraries:
            names = (name for name in self._archive.NameToInfo if name.rpartition("/")[0] == folder.rstrip("/"))
            self._libraries[folder] = sorted(filter(_LIBRARY.match, names))[:_MOST_LIBRARIES]
        return self._libraries[folder]

    def has(self, path: str) -> bool:
        """Return whether there is such a member."""
        return path in self._archive.NameToInfo

    def mark(self, path: str) -> Hashable:
        """Return what tells the member from others."""
        info = self._archive.NameToInfo.get(path)
        return (self._source, path, info.CRC, info.file_size) if info else None

    def read(self, path: str, limit: int) -> bytes:
        """Return a member's bytes."""
        info = self._archive.NameToInfo.get(path)
        return b"" if info is None or info.file_size > limit else read_member(self._archive, path, limit)
