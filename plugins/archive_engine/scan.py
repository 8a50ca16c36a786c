"""The files of the content and their stamps, found in one walk that opens no file, and compared with the source store.

What counts as an article follows Pelican's rules (`Generator.get_files`), with two exceptions: links that lead out of
the content, and names that begin with a dot. What editors and systems hide is never published.

A walk of a million files takes many seconds, so it is cut into parts, which any process can walk. A part is a range of
paths: whoever walks it compares what it finds with the rows of the store in that range, and only the differences go on
to the build. A folder's own time is no proof that nothing in it has changed: an edit in place leaves it as it is.
"""

import fnmatch
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from archive_engine.database import PathRange
from archive_engine.output import Stamp, to_stamp
from newsrecord.file_names import is_utf8, show_name
from newsrecord.folder_walk import is_folder_entry, is_gone, is_passed_over, is_walked, stat_if_there, walk

OUTSIDE = "1: it is a link that leads out of the content"
NO_TEXT = "1: its name is not UTF-8"


class ScanPart(NamedTuple):
    """A part of the content: all paths of a range.

    `starts` are the files in it and the folders to be walked, relative to the content; a folder's path is empty or ends
    in "/". `is_listed`: the paths of unchanged files are wanted, too.
    """

    within: PathRange
    starts: list[str]
    is_listed: bool


@dataclass(slots=True)
class Found:
    """How the article files, or some of them, differ from those that the store knows.

    There are `count` files, of `size` bytes together. Paths are relative to the content: of `new` files with their
    sizes in bytes, of `changed` files, of files that are `gone`, of the `same` files where they were asked for, and of
    files that were `rejected`, with the reason.
    """

    count: int = 0
    size: int = 0
    new: dict[str, int] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    rejected: dict[str, str] = field(default_factory=dict)

    def add(self, part: "Found") -> None:
        """Add what was found in another part of the content."""
        self.count += part.count
        self.size += part.size
        self.new |= part.new
        self.changed += part.changed
        self.gone += part.gone
        self.same += part.same
        self.rejected |= part.rejected


class ContentScan:
    """The rules by which files of the content are articles, and the walk that follows them."""

    def __init__(self, settings: Mapping[str, Any], extensions: Iterable[str]) -> None:
        self._root = os.path.abspath(settings["PATH"])
        self._inside = os.path.realpath(self._root)
        self._endings = tuple("." + extension for extension in extensions)
        self._excluded = {os.path.normpath(os.path.join(self._root, path)) for path in settings["ARTICLE_EXCLUDES"]}
        # a name has no slash: a pattern with one, as Pelican's own default has it, matches none, and takes its time
        patterns = [pattern for pattern in settings["IGNORE_FILES"] if "/" not in pattern or "[" in pattern]
        self._is_ignored = re.compile("|".join(map(fnmatch.translate, patterns)) or "(?!)").match
        self._article_paths: list[str] = settings["ARTICLE_PATHS"]

    def cut(self, parts: int, found: Found, *, is_listed: bool) -> list[ScanPart]:
        """Return `parts` parts at most that together hold every path. What is rejected in the folders that are opened
        for it is added to `found`.
        """
        starts = sorted(self._find_starts())
        while parts > 1 and len(starts) < 2 * parts and any(map(_is_folder_path, starts)):
            starts = sorted({inner for start in starts for inner in self._open(start, found.rejected)})
        # where a start lies in a folder that is another one, as ARTICLE_PATHS may have it, both are walked together
        tops: list[list[str]] = []
        for start in starts:
            if tops and _is_folder_path(tops[-1][0]) and start.startswith(tops[-1][0]):
                tops[-1].append(start)
            else:
                tops.append([start])
        cuts = sorted({len(tops) * part // parts for part in range(parts + 1)})
        groups = [[start for top in tops[first:end] for start in top] for first, end in pairwise(cuts)] or [[]]
        firsts: list[str | None] = ["", *(group[0] for group in groups[1:]), None]
        return [
            ScanPart(PathRange(first or "", end), group, is_listed)
            for (first, end), group in zip(pairwise(firsts), groups, strict=True)
        ]

    def compare(self, part: ScanPart, known: Iterable[tuple[str, int, int]]) -> Found:
        """Walk a part of the content; return how it differs from the `known` files of its range: their paths, times in
        nanoseconds and sizes in bytes.
        """
        found = Found()
        stamps: dict[str, tuple[int, int]] = {}
        for start in part.starts:
            if _is_folder_path(start):
                self._walk(start, stamps, found.rejected)
            elif (named := stat_if_there(os.path.join(self._root, start))) is not None and stat.S_ISREG(named.st_mode):
                stamps[start] = to_stamp(named)
        found.count = len(stamps)
        found.size = sum(size for _, size in stamps.values())
        for path, mtime_ns, size in known:
            stamp = stamps.pop(path, None)
            if stamp is None:
                found.gone.append(path)
            elif stamp != (mtime_ns, size):
                found.changed.append(path)
            elif part.is_listed:
                found.same.append(path)
        found.new = {path: size for path, (_, size) in stamps.items()}
        return found

    def _find_starts(self) -> set[str]:
        """Return the folders and files that ARTICLE_PATHS names."""
        starts = set()
        for path in self._article_paths:
            start = os.path.normpath(os.path.join(self._root, path)) if path else self._root
            relative_path = "" if start == self._root else os.path.relpath(start, self._root).replace(os.sep, "/")
            status = stat_if_there(start)
            if status is not None and stat.S_ISDIR(status.st_mode):
                starts.add(relative_path and relative_path + "/")
            elif status is not None and start.endswith(self._endings):
                starts.add(relative_path)
        return starts

    def _open(self, start: str, rejected: dict[str, str]) -> Iterator[str]:
        """Yield what lies in a folder; a file is what it is."""
        if not _is_folder_path(start):
            yield start
            return
        for entry, is_inner_folder in self._list(start, rejected):
            yield start + entry.name + ("/" if is_inner_folder else "")

    def _walk(self, prefix: str, stamps: dict[str, tuple[int, int]], rejected: dict[str, str]) -> None:
        """Add the stamps of the article files below a folder, and what is rejected there."""
        folders = []
        for entry, is_inner_folder in self._list(prefix, rejected):
            if is_inner_folder:
                folders.append(f"{prefix}{entry.name}/")
                continue
            try:
                status = entry.stat()
            except OSError as error:
                if is_gone(error):
                    continue
                raise
            stamps[prefix + entry.name] = (status.st_mtime_ns, status.st_size)
        for folder in folders:
            self._walk(folder, stamps, rejected)

    def _list(self, prefix: str, rejected: dict[str, str]) -> Iterator[tuple[os.DirEntry[str], bool]]:
        """Yield each article file and each folder to be walked that lies in a folder, and whether it is a folder."""
        inside = self._inside
        try:
            entries = os.scandir(os.path.join(self._root, prefix))
        except OSError as error:
            if is_passed_over(error):
                return
            raise
        with entries:
            for entry in entries:
                name = entry.name
                is_article = name.endswith(self._endings)
                # almost every entry is such a file, and needs none of the other questions
                if is_article and name[0] != "." and name.isascii() and entry.is_file(follow_symlinks=False):
                    if not self._is_ignored(name):
                        yield entry, False
                    continue
                if name[0] == "." and is_hidden(name):
                    continue
                if entry.is_symlink():
                    real = os.path.realpath(entry.path)
                    if real != inside and not real.startswith(inside + os.sep):
                        if is_article or is_folder_entry(entry):
                            rejected[show_name(prefix + name)] = OUTSIDE
                        continue
                    if is_folder_entry(entry) and is_walked(real, os.path.join(self._root, prefix), self._root):
                        continue
                if self._is_ignored(name):
                    continue
                if not is_utf8(name):
                    if is_article or is_folder_entry(entry):
                        rejected[show_name(prefix + name)] = NO_TEXT
                elif is_folder_entry(entry):
                    if not self._excluded or os.path.normpath(entry.path) not in self._excluded:
                        yield entry, True
                elif is_article:
                    yield entry, False


class ScannedFile(NamedTuple):
    """A file of a folder: its path as the walk found it, and its stamp."""

    path: str
    stamp: Stamp


def _is_folder_path(start: str) -> bool:
    return not start or start.endswith("/")


def is_hidden(path: str) -> bool:
    """Return whether a path, relative to the content, has a name that begins with a dot (".." and "." do not count)."""
    return any(name.startswith(".") and name.strip(".") for name in path.replace(os.sep, "/").split("/"))


def scan_tree(folders: Iterable[str]) -> list[ScannedFile]:
    """Return all files below the folders, in order, without hidden ones and those whose names are no UTF-8. A path may
    also name a single file. Raises OSError where a folder or a file can't be looked at.
    """
    files_found = []
    for folder in folders:
        status = stat_if_there(folder)
        if status is None or not stat.S_ISDIR(status.st_mode):
            if status is not None and stat.S_ISREG(status.st_mode):
                files_found.append(ScannedFile(folder, to_stamp(status)))
            continue
        for path, names, files in walk(folder):
            names[:] = sorted(name for name in names if name != "__pycache__" and not is_hidden(name) and is_utf8(name))
            for file in sorted(filter(is_utf8, files)):
                full = os.path.join(path, file)
                if not is_hidden(file) and (status := stat_if_there(full)) is not None:
                    files_found.append(ScannedFile(full, to_stamp(status)))
    return files_found
