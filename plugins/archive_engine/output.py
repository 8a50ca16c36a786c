"""The output folder: each file appears whole or not at all, and only where its bytes differ.

What was written by whom is the store's business; here are bytes, names and renames.
"""

import hashlib
import itertools
import json
import os
import re
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

# Inside the output folder, so that the rename stays on one file system. Never there before or after a build.
PARTIAL = ".archive-engine-partial"
# In that folder, one for each process: the new files that it is about to put into the output, as JSON strings.
_JOURNAL_SUFFIX = ".names"

# Paths that are the same when they are made absolute: no part is empty or begins with a dot.
_PLAIN_PATH = re.compile(r"(?:[^/.][^/]*/)*[^/.][^/]*")

_numbers = itertools.count()


class Stamp(NamedTuple):
    """A file's time and size: while both are the same, the file is taken to be as it was left, and is not read."""

    mtime_ns: int
    size: int


class LeftFile(NamedTuple):
    """A file of the output as an earlier build left it: the digest of its bytes, its stamp."""

    digest: bytes
    stamp: Stamp


class _Journal(NamedTuple):
    """The open file in which one process, by its number, writes down what it is about to put into the output."""

    pid: int
    file: int


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the output: its path in the folder, what it holds, how it was left, whether this build changed it."""

    save_as: str
    digest: bytes
    stamp: Stamp
    is_new: bool


class OutputFolder:
    """One output folder, by its absolute path."""

    def __init__(self, folder: str) -> None:
        self.folder = os.path.abspath(folder)
        self._made: set[str] = set()
        self._partial = os.path.join(self.folder, PARTIAL)
        self._names = (f"{self._partial}{os.sep}{os.getpid()}-{number}" for number in _numbers)
        self._journal: _Journal | None = None

    def path(self, save_as: str) -> str:
        """Return the absolute path of a file of the output; raises ValueError where it would lie outside."""
        if os.sep == "/" and _PLAIN_PATH.fullmatch(save_as):
            return f"{self.folder}/{save_as}"
        path = os.path.abspath(os.path.join(self.folder, save_as))
        if not path.startswith(self.folder + os.sep):
            raise ValueError(f"{save_as!r} lies outside the output folder")
        return path

    def read(self, save_as: str) -> bytes:
        """Return the bytes of a file of the output. Raises OSError where there is none."""
        with open(self.path(save_as), "rb") as file:
            return file.read()

    def write(self, save_as: str, data: bytes, known: LeftFile | None = None) -> Written:
        """Put `data` at `save_as`, unless it is there already.

        `known` is the file that an earlier build left there; while its stamp is the same, nothing is read.
        Raises OSError, the earlier file then being as it was.
        """
        path = self.path(save_as)
        digest = hash_bytes(data)
        present = read_stamp(path)
        if present is not None and present.size == len(data):
            is_same = known.digest == digest if known and known.stamp == present else _read(path) == data
            if is_same:
                return Written(save_as, digest, present, is_new=False)
        return Written(save_as, digest, self._replace(path, data, is_new=present is None), is_new=True)

    def copy(self, source: str, save_as: str) -> Written:
        """Put a copy of the file `source` at `save_as`, unless it is there already."""
        with open(source, "rb") as file:
            return self.write(save_as, file.read())

    def link(self, source: str, save_as: str) -> Written:
        """Put the file `source` at `save_as` as another name of it, or a copy where the file system has no such names.

        Whoever writes into one of the two in place changes both: the caller looks at `source` before.
        """
        path = self.path(save_as)
        with open(source, "rb") as file:
            data = file.read()
        digest, present = hash_bytes(data), read_stamp(path)
        if present is not None and _read(path) == data:
            return Written(save_as, digest, present, is_new=False)
        return Written(save_as, digest, self._replace(path, data, is_new=present is None, source=source), is_new=True)

    def remove(self, save_as: str) -> bool:
        """Remove a file, and the folders that it leaves empty; True where there was one."""
        path = self.path(save_as)
        try:
            os.remove(path)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return False
        folder = os.path.dirname(path)
        while folder != self.folder:
            try:
                os.rmdir(folder)
            except OSError:
                break
            self._made.discard(folder)
            folder = os.path.dirname(folder)
        return True

    def clear_unfinished(self) -> None:
        """Remove the files that a killed build left unfinished.

        The names of what it began stay until this build has written its list (`clear_partial`): it may be killed, too.
        """
        for name in os.listdir(self._partial) if os.path.isdir(self._partial) else ():
            if not name.endswith(_JOURNAL_SUFFIX):
                with suppress(OSError):
                    os.remove(os.path.join(self._partial, name))

    def clear_partial(self) -> None:
        """Remove what this build or a killed one left unfinished, and the names of what they began."""
        if self._journal is not None:
            os.close(self._journal.file)
            self._journal = None
        shutil.rmtree(self._partial, ignore_errors=True)
        self._made.discard(self._partial)

    def _note(self, path: str) -> None:
        """Write down a file that is about to appear: if the build is killed, the next one knows whose it is."""
        if self._journal is None or self._journal.pid != os.getpid():
            name = os.path.join(self._partial, f"{os.getpid()}{_JOURNAL_SUFFIX}")
            self._journal = _Journal(os.getpid(), os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666))
        line = json.dumps(path.removeprefix(self.folder + os.sep).replace(os.sep, "/")) + "\n"
        os.write(self._journal.file, line.encode("ascii"))

    def _replace(self, path: str, data: bytes, *, is_new: bool, source: str = "") -> Stamp:
        name = next(self._names)
        self._make(self._partial)
        folder = os.path.dirname(path)
        self._make(folder)
        try:
            status = (_link(source, name) if source else None) or self._write_new(name, data)
            if is_new:
                self._note(path)
            try:
                os.replace(name, path)
            except FileNotFoundError:  # another process emptied the folder
                os.makedirs(folder, exist_ok=True)
                os.replace(name, path)
            except (IsADirectoryError, NotADirectoryError, PermissionError):
                if not os.path.isdir(path):
                    raise
                _remove_empty_tree(path)
                os.replace(name, path)
        except OSError as error:
            with suppress(OSError):
                os.remove(name)
            raise OSError(error.errno, error.strerror, path) from None
        return to_stamp(status)

    def _write_new(self, name: str, data: bytes) -> os.stat_result:
        try:
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        except FileNotFoundError:
            os.makedirs(self._partial, exist_ok=True)
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(file, rest) :]
            return os.fstat(file)
        finally:
            os.close(file)

    def _make(self, folder: str) -> None:
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)
            self._made.add(folder)


def _link(source: str, name: str) -> os.stat_result | None:
    """Make `name` another name of a file; return its status, None where it has to be copied."""
    try:
        os.link(source, name)
        return os.stat(name)
    except (OSError, AttributeError, NotImplementedError):
        return None


def read_journal(folder: str) -> frozenset[str]:
    """Return the paths of new files that a killed build began to put into the output; a torn line is left out."""
    names = set()
    partial = os.path.join(folder, PARTIAL)
    for name in os.listdir(partial) if os.path.isdir(partial) else ():
        if name.endswith(_JOURNAL_SUFFIX):
            with open(os.path.join(partial, name), "rb") as file:
                for line in file:
                    try:
                        names.add(str(json.loads(line)))
                    except ValueError:
                        continue
    return frozenset(names)


def to_stamp(status: os.stat_result) -> Stamp:
    """Return the stamp of a file of this status."""
    return Stamp(status.st_mtime_ns, status.st_size)


def read_stamp(path: str) -> Stamp | None:
    """Return a file's stamp; None where there is no such file (or it is something else)."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return to_stamp(status) if stat.S_ISREG(status.st_mode) else None


def is_same_file(path: str, digest: bytes) -> Stamp | None:
    """Return the stamp of a file whose bytes have this digest; None where it is another file, or none."""
    stamp = read_stamp(path)
    data = _read(path) if stamp is not None else None
    return stamp if data is not None and hash_bytes(data) == digest else None


def hash_bytes(data: bytes) -> bytes:
    """Return the digest of a file's bytes, 16 bytes long."""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_file(path: str) -> tuple[bytes, Stamp]:
    """Return a file's bytes and stamp. Raises OSError."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        status = os.fstat(file)
        data = os.read(file, status.st_size + 1)
        if len(data) != status.st_size:  # read in parts, or written to at this moment
            parts = [data]
            while part := os.read(file, status.st_size + 1):
                parts.append(part)
            data = b"".join(parts)
    finally:
        os.close(file)
    return data, to_stamp(status)


def _read(path: str) -> bytes | None:
    try:
        return read_file(path)[0]
    except OSError:
        return None


def _remove_empty_tree(path: str) -> None:
    for folder, _, _ in os.walk(path, topdown=False):
        os.rmdir(folder)
