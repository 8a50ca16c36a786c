"""The content folder: all reading and writing of articles' files. A file is written whole, or not at all."""

import hashlib
import os
import shutil
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path

from capture_import.archive.placement import SUFFIX
from newsrecord.folder_walk import is_out_of_reach, raise_unless_gone, walk

STATE_FOLDER = ".newsarchive"
_FOLDERS_REMEMBERED = 512


def text_hash(text: str) -> str:
    """Return the hash (SHA-256) by which the ledger recognizes a file that nobody has edited."""
    return hashlib.sha256(text.encode()).hexdigest()


class ContentStore:
    """The files below one content folder, by paths relative to it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / STATE_FOLDER
        self._unfinished = self.state / "unfinished"
        self._names: OrderedDict[str, set[str]] = OrderedDict()

    def begin_writing(self) -> None:
        """Remove the unfinished files of an interrupted import. The caller must hold the ledger."""
        if self._unfinished.is_file():
            self._unfinished.unlink()
        shutil.rmtree(self._unfinished, ignore_errors=True)
        self._unfinished.mkdir(parents=True)

    def read(self, path: str) -> str | None:
        """Return a file's text; None where there is no such file. Raises OSError where it can't be read."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            if is_out_of_reach(error):  # what is taken for missing is overwritten
                raise
            return None

    def exists(self, path: str) -> bool:
        """Return whether there is such a file."""
        return os.path.isfile(self.root / path)

    def write(self, path: str, text: str) -> None:
        """Write a file atomically: readers see the old text or the new one."""
        unfinished = f"{self._unfinished}/{os.getpid()}"
        with open(unfinished, "wb") as file:
            file.write(text.encode())
        folder, _, name = path.rpartition("/")
        try:
            os.replace(unfinished, f"{self.root}/{path}")
        except FileNotFoundError:
            os.makedirs(self.root / folder, exist_ok=True)
            os.replace(unfinished, f"{self.root}/{path}")
        if folder in self._names:
            self._names[folder].add(name.lower())

    def delete(self, path: str) -> None:
        """Delete a file, and its folder where that is empty then."""
        file = self.root / path
        file.unlink(missing_ok=True)
        self._names.pop(path.rpartition("/")[0], None)
        for folder in file.parents:
            if folder == self.root or any(folder.iterdir()):
                break
            folder.rmdir()

    def has_name(self, folder: str, name: str) -> bool:
        """Return whether a folder has a file of that name; upper and lower case are the same."""
        return name.lower() in self._folder_names(folder)

    def article_paths(self) -> Iterator[str]:
        """Yield the paths of all articles, in order. Raises OSError where a folder can't be listed."""
        for folder, folders, names in walk(str(self.root)):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.endswith(SUFFIX) and not name.startswith("."):
                    yield Path(folder, name).relative_to(self.root).as_posix()

    def _folder_names(self, folder: str) -> set[str]:
        if folder not in self._names:
            try:
                names = {name.lower() for name in os.listdir(self.root / folder)}
            except OSError as error:
                raise_unless_gone(error)
                names = set()
            self._names[folder] = names
            if len(self._names) > _FOLDERS_REMEMBERED:
                self._names.popitem(last=False)
        self._names.move_to_end(folder)
        return self._names[folder]
