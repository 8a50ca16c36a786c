"""The files other than articles that pages depend on: templates, the theme's files, pages, static files.

A file is hashed again only where its time or size changed. No fingerprint depends on the path of the project.
"""

import hashlib
import os

from pelican.settings import DEFAULT_THEME

from archive_engine.fingerprints import hash_parts
from archive_engine.interface import Settings
from archive_engine.output import Stamp
from archive_engine.scan import scan_tree
from archive_engine.source_records import OtherFile
from archive_engine.source_store import SourceStore
from newsrecord.names_file import FILE as NAMES
from newsrecord.removals import FILE as REMOVALS


def list_template_folders(settings: Settings) -> list[str]:
    """Return the folders that templates come from."""
    simple = os.path.join(os.path.dirname(DEFAULT_THEME), "simple")
    own = [*settings["THEME_TEMPLATES_OVERRIDES"], os.path.join(settings["THEME"], "templates")]
    return [*own, os.path.join(simple, "templates")]


def list_surroundings(settings: Settings) -> list[str]:
    """Return the files and folders, other than articles and templates, that pages depend on."""
    content = settings["PATH"]
    paths = [*settings["PAGE_PATHS"], *settings["STATIC_PATHS"], *settings["TEMPLATE_PAGES"]]
    theme = [os.path.join(settings["THEME"], path) for path in settings["THEME_STATIC_PATHS"]]
    return [*(os.path.join(content, path) for path in (*paths, REMOVALS, NAMES)), *theme]


class Surroundings:
    """The other files of one site as they are now: the fingerprints of its `templates`, of what its owner
    `removals` say was removed for good, and of all else (`files`).
    """

    def __init__(self, settings: Settings, known: dict[str, OtherFile]) -> None:
        self._root = os.path.dirname(os.path.abspath(settings["PATH"]))
        self._known = known
        self._files_now: dict[str, OtherFile] = {}
        folders = list_template_folders(settings)
        self.template_names = sorted(
            os.path.relpath(path, folder) for folder in folders for path, _ in scan_tree([folder])
        )
        self.templates = self._hash_folders(folders)
        self.files = self._hash_folders(list_surroundings(settings))
        self.removals = self._hash_folders([os.path.join(settings["PATH"], REMOVALS)])

    def keep(self, store: SourceStore) -> None:
        """Store the hashes of these files, if any has changed."""
        if self._files_now != self._known:
            store.begin()
            store.put_other_files(self._files_now.values())
            store.commit()

    def _hash_folders(self, folders: list[str]) -> str:
        parts: list[str | bytes] = []
        for folder in folders:
            for path, stamp in scan_tree([folder]):
                parts += [os.path.relpath(path, folder), self._hash_file(path, stamp)]
            parts.append("")
        return hash_parts(*parts).hex()

    def _hash_file(self, path: str, stamp: Stamp) -> bytes:
        name = os.path.relpath(path, self._root)
        known = self._known.get(name)
        if known and known.stamp == stamp:
            digest = known.hash
        else:
            try:
                with open(path, "rb") as file:
                    digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()
            except OSError:
                digest = b""  # it vanished since the folder was listed, or can't be read: the generator says so
                stamp = Stamp(-1, 0)  # another time it may do, and no stamp need change for it
        self._files_now[name] = OtherFile(name, stamp, digest)
        return digest
