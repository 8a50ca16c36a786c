"""The folder from which Hugo or Jekyll makes a site, on a disk or in a zip: which of its files are texts that are
published, and in which language the site is.

Told by the program's own settings beside the folder of texts, never by one of them. Paths have slashes.
"""

import os
import posixpath
import re
import zipfile
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from capture_import.containers.zip_members import read_member
from newsrecord.folder_walk import raise_unless_gone

DRAFTS = "drafts in the source of a site"
OTHERS = "pages, templates, settings and pictures in the source of a site"

_HUGO = re.compile(r"(?:hugo|config)\.(?:toml|ya?ml|json)\Z", re.I)
_JEKYLL = re.compile(r"_config\.(?:ya?ml|toml)\Z", re.I)
_OF_HUGO = re.compile(rb"^\W{0,4}(?:baseurl|languagecode|theme|\[?params\b|\[?taxonomies\b|\[?markup\b)", re.I | re.M)
_NO_COLLECTION = frozenset("_layouts _includes _sass _data _site _plugins _assets _pages".split())
_TEXT = re.compile(r"\.(?:md|markdown|mdown|mkd|html?|textile|txt)\Z", re.I)
_LIST_PAGE = re.compile(r"_index(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.\w+\Z", re.I)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---.*?^---|\+\+\+.*?^\+\+\+|\{.*?^\})", re.S | re.M)
# YAML 1.1, section "bool", as Ruby's and Go's libraries read it; TOML and JSON have `true` and `false` alone.
_DRAFT = re.compile(
    rb"""^\s{0,4}["']?(?:draft["']?\s{0,9}[:=]\s{0,9}["']?(?:true|yes|on)"""
    rb"""|published["']?\s{0,9}[:=]\s{0,9}["']?(?:false|no|off))\b["']?[ \t\r]*+(?:,[ \t\r]*+)?(?:#.*)?$""",
    re.I | re.M,
)
_LANGUAGE = re.compile(
    rb"""^\s{0,4}["']?(?:languagecode|defaultcontentlanguage|lang|language|locale)["']?\s{0,9}[:=]\s{0,9}["']?"""
    rb"""([a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3})["']?[ \t\r]*+(?:,[ \t\r]*+)?(?:#.*)?$""",
    re.I | re.M,
)
_SETTINGS_BYTES = 64 * 1024


class SiteFiles(Protocol):
    """The files among which a site's source may lie."""

    def list_names(self, folder: str) -> Sequence[str]:
        """Return the names in a folder; none of one that can't be read."""
        ...

    def read_head(self, path: str) -> bytes:
        """Return the first bytes of a file; none of one that can't be read."""
        ...


class _Site(NamedTuple):
    root: str
    program: str
    language: str


class SiteSources:
    """The sites whose sources lie among some files."""

    def __init__(self, files: SiteFiles) -> None:
        self._files = files
        self._find_site = lru_cache(maxsize=4096)(self._look_for_site)

    def find_reason_to_skip(self, path: str) -> str:
        """Return what a file is that a site's program does not publish as a text; empty for any other file."""
        folder, name = posixpath.split(path)
        site = self._find_site(folder)
        if site is None:
            return ""
        parts = posixpath.relpath(path, site.root or ".").split("/")
        if site.program == "hugo":
            is_text = parts[0] == "content" and len(parts) > 1 and not _LIST_PAGE.match(name)
        else:
            folders = [part for part in parts[:-1] if part.startswith("_")]
            if "_drafts" in folders:
                return DRAFTS
            is_text = bool(folders) and not _NO_COLLECTION & set(folders)
        if not is_text or not _TEXT.search(name):
            return OTHERS
        return DRAFTS if self._is_draft(path) else ""

    def find_root(self, path: str) -> str | None:
        """Return the folder of the site in whose source a file lies; None where it lies in none."""
        site = self._find_site(posixpath.dirname(path))
        return site.root if site else None

    def find_language(self, path: str) -> str:
        """Return the language that the settings of a file's site declare, as they write it; empty where they do not."""
        site = self._find_site(posixpath.dirname(path))
        return site.language if site else ""

    def _is_draft(self, path: str) -> bool:
        """Return whether a text's front matter says that it is not published."""
        match = _FRONT_MATTER.match(self._files.read_head(path))
        return match is not None and bool(_DRAFT.search(match[0]))

    def _look_for_site(self, folder: str) -> _Site | None:
        """Return the site in whose source a folder lies."""
        names = self._files.list_names(folder)
        settings = [name for name in names if _JEKYLL.match(name)]
        if "_posts" in names and settings:
            return _Site(folder, "jekyll", self._read_language(folder, settings))
        if "content" in names:
            below = "config/_default"
            settings = [name for name in names if _HUGO.match(name)]
            if "config" in names:
                inner = self._files.list_names(posixpath.join(folder, below))
                settings += [posixpath.join(below, name) for name in inner if _HUGO.match(name)]
            if any(_OF_HUGO.search(self._files.read_head(posixpath.join(folder, name))) for name in settings):
                return _Site(folder, "hugo", self._read_language(folder, settings))
        parent = posixpath.dirname(folder)
        return self._find_site(parent) if parent != folder else None

    def _read_language(self, folder: str, settings: Sequence[str]) -> str:
        heads = (self._files.read_head(posixpath.join(folder, name)) for name in settings)
        return next((match[1].decode("ascii") for head in heads if (match := _LANGUAGE.search(head))), "")


class FolderFiles:
    """The files of a disk."""

    def list_names(self, folder: str) -> Sequence[str]:
        """Return the names in a folder."""
        try:
            return os.listdir(folder)
        except PermissionError:  # a folder above the captures, such as /home, is often closed to its users
            return ()
        except OSError as error:
            raise_unless_gone(error)
            return ()

    def read_head(self, path: str) -> bytes:
        """Return the first bytes of a file."""
        try:
            with open(path, "rb") as file:
                return file.read(_SETTINGS_BYTES)
        except IsADirectoryError:
            return b""
        except OSError as error:
            raise_unless_gone(error)
            return b""


class ZipFiles:
    """The files of a zip."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def list_names(self, folder: str) -> Sequence[str]:
        """Return the names in a folder."""
        return tuple(self._names.get(folder, ()))

    def read_head(self, path: str) -> bytes:
        """Return the first bytes of a member."""
        return read_member(self._archive, path, _SETTINGS_BYTES)

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The names in each folder; none where the zip has no settings, so that most zips cost nothing."""
        names: dict[str, set[str]] = defaultdict(set)
        members = self._archive.NameToInfo
        if any(_HUGO.match(name := posixpath.basename(path)) or _JEKYLL.match(name) for path in members):
            for path in members:
                folder, name = posixpath.split(path.rstrip("/"))
                while name not in names[folder]:
                    names[folder].add(name)
                    if not folder:
                        break
                    folder, name = posixpath.split(folder)
        return names
