"""Which files `newsarchive export --zip` hands on: published articles with what belongs to them, and the captures.

Left out are articles that are not published, their revisions, the pictures that only they show, their captures and
those of removed articles, what the import and the build keep for themselves, and `removed.tsv` with its reasons.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from capture_import.containers.folder import find_files, find_reason_not_listed
from newsarchive.content_articles import PUBLISHED, ContentFile
from newsarchive.picture_paths import list_picture_paths
from newsrecord import revisions
from newsrecord.file_names import is_utf8, show_name
from newsrecord.folder_walk import is_file, is_folder, walk
from newsrecord.pictures import list_stored
from newsrecord.removals import read_removals
from publication.bag import BagFile, hash_file

_CAPTURES, _CONTENT = "captures", "content"
# Files and folders of the content that belong to no article.
_OF_THE_SITE = ("names.toml", "pages", "extra")


class BagProblem(OSError):
    """A file that can't be put into the bag, and why."""


def list_bag_files(
    content: Path, captures: Path, articles: Iterable[ContentFile], say: Callable[[str], None]
) -> Iterator[BagFile]:
    """Yield the files, sorted by their names in the bag. `articles` are those of every status.

    Keeps the names of all files in memory. Raises BagProblem for a name that no bag can hold.
    """
    shown: set[str] = set()
    withheld: set[str] = set()
    for file in articles:
        if file.status == PUBLISHED:
            shown |= {file.path, *_list_belongings(content, file)}
        else:
            withheld |= {sha256 for sha256 in (file.article.capture_sha256, *_list_kept(content, file)) if sha256}
    for removal in read_removals(content):
        withheld |= set(removal.captures)
    if is_folder(captures):
        yield from _list_captures(captures, withheld, say)
    else:
        say(f"there is no folder {captures}: the file has the content alone (--captures names another folder)")
    for name in _OF_THE_SITE:
        start = content / name
        paths = (
            [start]
            if is_file(start)
            else [Path(folder, file) for folder, _, files in walk(str(start)) for file in files]
        )
        shown |= {path.relative_to(content).as_posix() for path in paths if is_file(path) and not path.is_symlink()}
    for path in sorted(shown):
        yield BagFile(_check_name(f"{_CONTENT}/{path}"), str(content / path))


def _list_captures(captures: Path, withheld: set[str], say: Callable[[str], None]) -> Iterator[BagFile]:
    names = {Path(path).relative_to(captures).as_posix(): path for path in find_files([str(captures)])}
    missing = set(withheld)
    for name in sorted(names):
        path = names[name]
        if is_folder(path):
            raise BagProblem(f"{path}: the folder can't be listed: {find_reason_not_listed(path)}")
        if os.path.islink(path) or not is_file(path):
            continue
        if withheld and (sha256 := hash_file(path)) in withheld:
            missing.discard(sha256)
            continue
        yield BagFile(_check_name(f"{_CAPTURES}/{name}"), path)
    if missing:
        say(
            f"{len(missing)} captures of articles that are left out are no files of their own: they may lie in "
            "containers (WARC, zip, mailbox), which are handed on whole"
        )


def _list_belongings(content: Path, file: ContentFile) -> Iterator[str]:
    """Yield the paths of an article's revisions and pictures, as far as they are there."""
    kept = f"{file.path.rpartition('.')[0]}{revisions.SUFFIX}"
    pictures = {*list_picture_paths(file), *list_stored(file.text)}
    if is_file(content / kept):
        yield kept
        pictures |= list_stored((content / kept).read_text(encoding="utf-8", errors="replace"))
    for path in pictures:
        if is_file(content / path) and not (content / path).is_symlink():
            yield path


def _list_kept(content: Path, file: ContentFile) -> Iterator[str]:
    """Yield the hashes of an article's other captures. Raises BagProblem where they can't be known."""
    kept = content / f"{file.path.rpartition('.')[0]}{revisions.SUFFIX}"
    try:
        yield from (revision.capture_sha256 for revision in revisions.text_to_revisions(kept.read_text("utf-8")))
    except FileNotFoundError:
        return
    except (OSError, ValueError, TypeError) as error:
        why = "which captures are this article's, and must be left out, is not known: restore or correct the file"
        raise BagProblem(f"{kept}: it can't be read ({error}): {why}") from error


def _check_name(name: str) -> str:
    if not is_utf8(name):
        raise BagProblem(f"{show_name(name)}: its name is not UTF-8: rename it")
    if "\n" in name or "\r" in name:
        raise BagProblem(f"{name!r}: its name has a line end: rename it")
    return name
