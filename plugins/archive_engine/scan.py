"""The files of the content and their stamps, found in one walk that opens no file.

What counts as an article follows Pelican's rules (`Generator.get_files`), with two exceptions: links that lead out of
the content, and names that begin with a dot. What editors and systems hide is never published.
"""

import fnmatch
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

from archive_engine.output import Stamp


@dataclass(slots=True)
class Found:
    """The stamps of the article files by path relative to the content, in order; links that lead `outside` of it."""

    stamps: dict[str, Stamp] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)


class ScannedFile(NamedTuple):
    """A file of a folder: its path as the walk found it, and its stamp."""

    path: str
    stamp: Stamp


def scan_articles(settings: Mapping[str, Any], extensions: Iterable[str]) -> Found:
    """Walk the content and return its article files."""
    root = os.path.abspath(settings["PATH"])
    inside = os.path.realpath(root)
    endings = tuple("." + extension for extension in extensions)
    excluded = {os.path.normpath(os.path.join(root, path)) for path in settings["ARTICLE_EXCLUDES"]}
    is_ignored = re.compile("|".join(map(fnmatch.translate, settings["IGNORE_FILES"])) or "(?!)").match
    found = Found()
    seen: set[str] = set()

    def walk(folder: str, prefix: str) -> None:
        try:
            entries = sorted(os.scandir(folder), key=attrgetter("name"))
        except OSError:
            return
        for entry in entries:
            name = entry.name
            if name[0] == "." and is_hidden(name):
                continue
            is_link = entry.is_symlink()
            if is_link:
                real = os.path.realpath(entry.path)
                if real != inside and not real.startswith(inside + os.sep):
                    if is_folder(entry) or name.endswith(endings):
                        found.outside.append(prefix + name)
                    continue
                if is_folder(entry) and (inside + os.sep).startswith(real + os.sep):
                    continue  # a link to a folder above: the walk would never end
            if is_ignored(name):
                continue
            if is_folder(entry):
                if not excluded or os.path.normpath(entry.path) not in excluded:
                    walk(entry.path, prefix + name + "/")
            elif name.endswith(endings):
                try:
                    status = entry.stat()
                except OSError:
                    continue  # it vanished since the folder was listed
                found.stamps[prefix + name] = Stamp(status.st_mtime_ns, status.st_size)

    for path in settings["ARTICLE_PATHS"]:
        start = os.path.normpath(os.path.join(root, path)) if path else root
        if start in seen:
            continue
        seen.add(start)
        prefix = "" if start == root else os.path.relpath(start, root).replace(os.sep, "/") + "/"
        if os.path.isdir(start):
            walk(start, prefix)
        elif os.path.exists(start) and start.endswith(endings):
            status = os.stat(start)
            found.stamps[prefix.rstrip("/")] = Stamp(status.st_mtime_ns, status.st_size)
    found.stamps = dict(sorted(found.stamps.items()))
    found.outside.sort()
    return found


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry is a folder, or a link to one; a link that leads to itself is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_hidden(path: str) -> bool:
    """Return whether a path, relative to the content, has a name that begins with a dot (".." and "." do not count)."""
    return any(name.startswith(".") and name.strip(".") for name in path.replace(os.sep, "/").split("/"))


def scan_tree(folders: Iterable[str]) -> list[ScannedFile]:
    """Return all files below the folders, in order, without hidden ones. A path may also name a single file."""
    files_found = []
    for folder in folders:
        if os.path.isfile(folder):
            status = os.stat(folder)
            files_found.append(ScannedFile(folder, Stamp(status.st_mtime_ns, status.st_size)))
        for path, names, files in os.walk(folder, followlinks=False):
            names[:] = sorted(name for name in names if name != "__pycache__" and not is_hidden(name))
            for file in sorted(files):
                full = os.path.join(path, file)
                try:
                    status = os.stat(full)
                except OSError:
                    continue
                if not is_hidden(file):
                    files_found.append(ScannedFile(full, Stamp(status.st_mtime_ns, status.st_size)))
    return files_found
