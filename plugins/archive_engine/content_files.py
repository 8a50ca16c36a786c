"""The files that Pelican's generators find in the content, where nothing is taken for gone that only can't be read."""

import fnmatch
import os
import stat
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Literal

from pelican.generators import Generator

from newsrecord.folder_walk import stat_if_there, walk


class ContentFiles(Generator):
    """A generator whose files are found by Pelican's rules, with two exceptions: see `get_files`."""

    path: Any
    readers: Any

    def get_files(
        self,
        paths: str | Iterable[str],
        exclude: Iterable[str] | None = None,
        extensions: Collection[str] | Literal[False] | None = None,
    ) -> Any:
        """Override Pelican's method: return the files at and below some paths, as a set.

        A folder that can't be listed raises OSError, where Pelican takes it for empty; a link to a folder that the walk
        is in is not followed, where Pelican follows it until the system's limit.
        """
        endings = tuple(self.readers.extensions) if extensions is None else extensions
        excluded = {os.path.join(*os.path.split(os.path.join(self.path, path))) for path in exclude or ()}
        return {
            found
            for path in ([paths] if isinstance(paths, str) else paths)
            for found in self._list_files(path, excluded)
            if endings is False or os.path.splitext(found)[1][1:] in endings
        }

    def _list_files(self, path: str, excluded: Collection[str]) -> Iterator[str]:
        root = os.path.join(self.path, path) if path else self.path
        status = stat_if_there(root)
        if status is None:
            return
        if not stat.S_ISDIR(status.st_mode):
            if not self._is_ignored_name(os.path.basename(path)):
                yield path
            return
        for folder, names, files in walk(root, follows_links=True):
            names[:] = [
                name for name in names if not self._is_ignored_name(name) and os.path.join(folder, name) not in excluded
            ]
            below = os.path.relpath(folder, self.path)
            yield from (os.path.join(below, name) for name in files if not self._is_ignored_name(name))

    def _is_ignored_name(self, name: str) -> bool:
        return any(fnmatch.fnmatch(name, pattern) for pattern in self.settings["IGNORE_FILES"])
