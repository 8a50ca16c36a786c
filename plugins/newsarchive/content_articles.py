"""The articles of a content folder, read one by one in the order of their files, for commands that only read.

What counts as an article, and which front matter can be read, are as in the build: a date need not be in ISO 8601.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import dateutil.parser

from newsarchive.decided_names import decide_names
from newsrecord import revisions
from newsrecord.file_names import is_utf8, show_name
from newsrecord.folder_walk import walk
from newsrecord.frontmatter import markdown_to_article, split_front_matter, split_list, text_to_date
from newsrecord.names_file import NamesFile, read_names_file
from newsrecord.record import DATE_BASES, Article
from newsrecord.slugs import text_to_slug
from publication.handed_on import HandedOn, Revision

# What Pelican's reader of Markdown takes.
_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
# Folders of the content that hold no articles.
_OTHER_FOLDERS = frozenset(["pages", "extra", "pictures"])
_DATES = ("date", "modified", "captured")
PUBLISHED = "published"
# In Pelican's words; `skip` is an article that no build reads.
STATUSES = (PUBLISHED, "draft", "hidden", "skip")


class Unreadable(NamedTuple):
    """A file that is no article: its path below the content folder, the line of the fault, and the reason in words."""

    path: str
    line: int
    reason: str


class ContentFile(NamedTuple):
    """An article's file: its path below the content folder, its status, its record with a slug, its text."""

    path: str
    status: str
    article: Article
    text: str

    @property
    def page(self) -> str:
        """The path of the article's page in the site."""
        if place := self.article.extra.get("Save_as", ""):
            return place
        day = self.article.day
        return f"{day.year:04}/{day.month:02}/{day.day:02}/{self.article.slug}.html"


def list_paths(content: Path) -> Iterator[str]:
    """Yield the paths of article files below a content folder, in order. Raises OSError where it can't be read."""
    os.scandir(content).close()  # a folder that is missing would count as empty
    for folder, folders, names in walk(str(content)):
        is_root = Path(folder) == content
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and not (is_root and name in _OTHER_FOLDERS)
        )
        # once a folder: a path object for each file takes a tenth of the time of an export
        below = "" if is_root else f"{Path(folder).relative_to(content).as_posix()}/"
        yield from (f"{below}{name}" for name in sorted(names) if name.endswith(_SUFFIXES) and not name.startswith("."))


def read_content(content: Path) -> Iterator[ContentFile | Unreadable]:
    """Yield every article file of a content folder, in the order of their folders, or why it can't be read.

    Names are as the names file has them. Raises OSError where the folder or the names file can't be read.
    """
    names = read_names_file(content)
    for path in list_paths(content):
        yield read_file(content, path, names)


def read_file(content: Path, path: str, names: NamesFile) -> ContentFile | Unreadable:
    """Return the article of a file, with the names that the owner has decided on."""
    from archive_engine.problems import find_key_line  # noqa: PLC0415 - loads Jinja, as most commands do not

    if not is_utf8(path):
        return Unreadable(show_name(path), 1, "its name is not UTF-8")
    try:
        data = (content / path).read_bytes()
    except OSError as error:
        return Unreadable(path, 1, f"it can't be read: {error.strerror}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Unreadable(path, data.count(b"\n", 0, error.start) + 1, "its text is not UTF-8")
    try:
        article = _text_to_article(text)
    except _Fault as fault:
        return Unreadable(path, find_key_line(text, fault.key), fault.reason)
    except ValueError as error:
        return Unreadable(path, 1, str(error))
    status = article.status.lower() or PUBLISHED
    if status not in STATUSES:
        reason = f"its status {status!r} is none of {', '.join(STATUSES)}"
        return Unreadable(path, find_key_line(text, "status"), reason)
    return ContentFile(path, status, decide_names(article, names), text)


def hand_on(file: ContentFile, site_url: str = "", kept: tuple[Revision, ...] = ()) -> HandedOn:
    """Return an article for the writers of exports; `kept` are its other captures."""
    return HandedOn(file.article, file.path, file.page, f"{site_url}/{file.page}" if site_url else "", kept)


def read_revisions(content: Path, file: ContentFile) -> tuple[Revision, ...] | Unreadable:
    """Return the captures of an article that its page does not show, from the file beside it."""
    path = f"{file.path.rpartition('.')[0]}{revisions.SUFFIX}"
    try:
        text = (content / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except OSError as error:
        return Unreadable(path, 1, f"it can't be read: {error.strerror}")
    except UnicodeDecodeError:
        return Unreadable(path, 1, "its text is not UTF-8")
    found: list[Revision] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            found += [
                Revision(kept.capture_sha256, kept.captured, markdown_to_article(kept.markdown))
                for kept in revisions.text_to_revisions(line)
            ]
        except (ValueError, TypeError, AttributeError, RecursionError):
            return Unreadable(path, number, "the line is no capture of the article as JSON")
    return tuple(found)


class _Fault(ValueError):
    """What is wrong with an article's text, and the key of the front matter in whose line it is."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key, self.reason = key, reason


def _text_to_article(text: str) -> Article:
    """Return an article with a slug. Raises _Fault for a text that is none."""
    try:
        article = markdown_to_article(text)
    except ValueError:
        article = markdown_to_article(_rewrite_values(text))
    from archive_engine.dates import DATE_KEYS, find_fault  # noqa: PLC0415 - loads Jinja, as most commands do not

    for key in DATE_KEYS:
        moment = getattr(article, key)
        if moment is not None and (fault := find_fault(key, moment)):
            raise _Fault(key, fault)
    if not article.authors and (author := _get(article, "author")):
        article = replace(article, authors=split_list(f"{author};"))
    is_russian = article.lang.lower().startswith("ru")
    slug = article.slug or text_to_slug(article.title, lang="ru" if is_russian else None)
    return article if article.slug else article.with_slug(slug)


def _get(article: Article, key: str) -> str:
    return next((value for name, value in article.extra.items() if name.lower() == key), "")


def _rewrite_values(text: str) -> str:
    """Return the text with its dates in ISO 8601, and without a basis of the date that is none: no page shows it.

    Raises _Fault where title or date is missing, or a date is none.
    """
    values, body = split_front_matter(text)
    known = {key.lower(): value for key, value in values.items()}
    for key in ("title", "date"):
        if not known.get(key):
            raise _Fault(key, f"it has no {key}")
    for key, value in values.items():
        if key.lower() in _DATES and value:
            values[key] = _to_iso(key, value)
        elif key.lower() == "date_basis" and value not in DATE_BASES:
            values[key] = ""
    return "\n".join([*(f"{key}: {value}" for key, value in values.items()), "", body])


def _to_iso(key: str, value: str) -> str:
    try:
        return text_to_date(value).isoformat()
    except ValueError:
        pass
    from archive_engine.dates import check_date  # noqa: PLC0415 - loads Jinja, as most commands do not

    try:
        check_date(value)
    except ValueError as error:
        raise _Fault(key.lower(), f"{key} {error}") from None
    read: datetime = dateutil.parser.parse(value.replace("_", " "))
    is_day = (read.hour, read.minute, read.second, read.tzinfo) == (0, 0, 0, None)
    return read.date().isoformat() if is_day else read.isoformat()
