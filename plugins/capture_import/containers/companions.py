"""The pictures beside a page, as the page names them: in the folder that a browser saved with it (`NAME_files/`), or
where else a program put them below the page's own folder.
"""

import os
import posixpath
import re
from collections.abc import Iterator

from capture_import.containers.capture import Resource
from capture_import.containers.members import COMPANION_ENDINGS
from capture_import.containers.pictures import (
    LARGEST_PICTURE,
    TOO_LARGE,
    find_media_type,
    list_references,
    picture_to_item,
)
from capture_import.containers.skipped import Skipped

BESIDE = "files that a browser saved beside a page"
_PAGE_NAME = re.compile(r"\.(?:x?html?|shtml)\Z", re.IGNORECASE)
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")


def has_page(path: str) -> bool:
    """Return whether the page is there that a file in a companion folder was saved with: it tells of its pictures."""
    folder = os.path.dirname(os.path.abspath(path))
    stem = next((folder.removesuffix(ending) for ending in COMPANION_ENDINGS if folder.endswith(ending)), "")
    return bool(stem) and any(os.path.isfile(stem + ending) for ending in _PAGE_ENDINGS)


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
            elif os.path.isfile(file) and not os.path.islink(file):
                yield from read_picture(file, reference)
    of_folders = tuple(f"{os.path.basename(folder)}/" for folder in folders)
    for name, reference in references.items():
        file = os.path.join(os.path.dirname(path), name)
        if (
            is_picture_name(name)
            and not name.startswith(of_folders)
            and os.path.isfile(file)
            and not os.path.islink(file)
        ):
            yield from read_picture(file, reference)
    if unnamed:
        yield Skipped(path, BESIDE, unnamed)


def is_picture_name(name: str) -> bool:
    """Return whether a file in a companion folder is a picture, by its name."""
    return bool(find_media_type(name, b""))


def read_picture(file: str, reference: str) -> Iterator[Resource | Skipped]:
    """Yield the picture in a file; one that is too large is counted, and a file that is none is nothing."""
    try:
        if os.path.getsize(file) > LARGEST_PICTURE:
            yield Skipped(file, TOO_LARGE, 1)
            return
        with open(file, "rb") as opened:
            body = opened.read(LARGEST_PICTURE + 1)
    except OSError:
        return
    if media_type := find_media_type(file, body):
        yield from picture_to_item(file, reference, media_type, body)
