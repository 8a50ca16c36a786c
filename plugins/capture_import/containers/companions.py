"""The pictures beside a page, as the page names them: in the folder that a browser saved with it (`NAME_files/`), or
where else a program put them below the page's own folder.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

from capture_import.containers.capture import Resource
from capture_import.containers.frames import HEAD, list_frames, read_frames
from capture_import.containers.members import COMPANION_ENDINGS
from capture_import.containers.pictures import (
    LARGEST_PICTURE,
    TOO_LARGE,
    find_media_type,
    list_references,
    picture_to_item,
)
from capture_import.containers.site_sources import FolderFiles, SiteSources
from capture_import.containers.skipped import Skipped
from capture_import.containers.text_pictures import find_pictures_of_text
from newsrecord.folder_walk import is_file, raise_unless_gone

BESIDE = "files that a browser saved beside a page"
SHOWN = "pictures of pages"
SITES = SiteSources(FolderFiles())
_PAGE_NAME = re.compile(r"\.(?:x?html?|shtml)\Z", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_TEXT_NAME = re.compile(r"\.(?:md|markdown|mdown|mkd|x?html?|shtml)\Z", re.IGNORECASE)
# How many folders above its own a page is looked for that shows a picture, and of how many pages of each.
_LEVELS, _MOST_PAGES, _LARGEST_PAGE = 3, 2000, 20_000_000


def has_page(path: str) -> bool:
    """Return whether the page is there that a file in a companion folder was saved with: it tells of its pictures."""
    return bool(_find_page(path))


def is_frame(path: str) -> bool:
    """Return whether a file is a frame that a browser saved with a page."""
    page = _find_page(path) if _PAGE_NAME.search(path) else ""
    folder, name = os.path.split(path)
    return bool(page) and f"{os.path.basename(folder)}/{name}" in list_frames(_read(page, _LARGEST_PAGE))


def find_frames(path: str, body: bytes) -> tuple[tuple[str, str], ...]:
    """Return the frames that were saved with a page, as it names them, with their URLs."""
    folder = os.path.dirname(path)
    return tuple(read_frames(body, lambda name: _read(os.path.join(folder, name), HEAD)))


def is_shown(path: str) -> bool:
    """Return whether a page or a text that lies near a picture shows it."""
    file = _to_path(path)
    folder = posixpath.dirname(file)
    for _ in range(_LEVELS):
        if file in _list_shown(folder):
            return True
        if folder == posixpath.dirname(folder):
            break
        folder = posixpath.dirname(folder)
    return False


@lru_cache(maxsize=16)
def _list_shown(folder: str) -> frozenset[str]:
    """Return the pictures that the pages and texts in a folder name beside or below themselves."""
    try:
        names = sorted(filter(_TEXT_NAME.search, os.listdir(folder)))[:_MOST_PAGES]
    except OSError:
        return frozenset()
    shown: set[str] = set()
    for name in names:
        file = posixpath.join(folder, name)
        with suppress(OSError):  # a text of any folder above: it is reported where it is a capture itself
            body = _read(file, _LARGEST_PAGE)
            if _PAGE_NAME.search(name):
                shown.update(posixpath.join(folder, other) for other in list_references(body) if is_picture_name(other))
            else:
                shown.update(
                    picture for picture, _ in find_pictures_of_text(file, body, SITES.find_root(file), _is_file)
                )
    return frozenset(shown)


def _find_page(path: str) -> str:
    """Return the page with which a browser saved the folder of a file; empty where it is not there."""
    folder = os.path.dirname(os.path.abspath(path))
    stem = next((folder.removesuffix(ending) for ending in COMPANION_ENDINGS if folder.endswith(ending)), "")
    return next((file for ending in _PAGE_ENDINGS if stem and os.path.isfile(file := stem + ending)), "")


def read_pictures_of_text(path: str, body: bytes) -> Iterator[Resource | Skipped]:
    """Yield the pictures that a text in Markdown names."""
    file = _to_path(path)
    for picture, reference in find_pictures_of_text(file, body, SITES.find_root(file), _is_file):
        yield from read_picture(picture, reference)


def _to_path(path: str) -> str:
    return os.path.abspath(path).replace(os.sep, "/")


def _is_file(path: str) -> bool:
    return is_file(path) and not os.path.islink(path)


def _read(path: str, limit: int) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(limit)
    except IsADirectoryError:  # its name is a page's
        return b""
    except OSError as error:
        raise_unless_gone(error)
        return b""


def read_pictures(path: str, body: bytes) -> Iterator[Resource | Skipped]:
    """Yield the pictures beside a page that it names; those that it does not name are counted."""
    stem = _PAGE_NAME.sub("", path)
    if stem == path:
        return
    folders = [folder for ending in COMPANION_ENDINGS if os.path.isdir(folder := stem + ending)]
    references = list_references(body)
    unnamed = 0
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            file = os.path.join(folder, name)
            reference = references.get(posixpath.join(os.path.basename(folder), name), "")
            if not is_picture_name(name) and not reference:
                continue
            if not reference:
                unnamed += 1
            elif _is_file(file):
                yield from read_picture(file, reference)
    of_folders = tuple(f"{os.path.basename(folder)}/" for folder in folders)
    for name, reference in references.items():
        file = os.path.join(os.path.dirname(path), name)
        if is_picture_name(name) and not name.startswith(of_folders) and _is_file(file):
            yield from read_picture(file, reference)
    if unnamed:
        yield Skipped(path, BESIDE, unnamed)


def is_picture_name(name: str) -> bool:
    """Return whether a file in a companion folder is a picture, by its name."""
    return bool(find_media_type(name, b""))


def read_picture(file: str, reference: str) -> Iterator[Resource | Skipped]:
    """Yield the picture in a file; one that is too large is counted, and a file that is none is nothing.

    Raises OSError where it can't be read now: its page would lose it for good.
    """
    try:
        if os.path.getsize(file) > LARGEST_PICTURE:
            yield Skipped(file, TOO_LARGE, 1)
            return
        with open(file, "rb") as opened:
            body = opened.read(LARGEST_PICTURE + 1)
    except OSError as error:
        raise_unless_gone(error)
        return
    if media_type := find_media_type(file, body):
        yield from picture_to_item(file, reference, media_type, body)
