"""`newsarchive export`: the archive in formats that other programs read."""

import argparse
import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from newsarchive.bag_files import BagProblem, list_bag_files
from newsarchive.calls import INCOMPLETE, OK, Commands, add_content_option, describe_error, fail, require_content
from newsarchive.content_articles import PUBLISHED, ContentFile, Unreadable, hand_on, read_content, read_revisions
from newsarchive.site_pages import NoSite, read_site, require_site
from newsarchive.whole_file import FileIsThere, write_whole
from newsrecord.bibtex import citation_to_bibtex
from newsrecord.citation import Citation
from newsrecord.ris import citation_to_ris
from publication import csl_json, csv_table, json_lines
from publication.bag import write_bag
from publication.handed_on import HandedOn, Site, list_citations
from publication.sqlite_database import write_sqlite
from publication.zim_file import NoZimLibrary, write_zim

STANDARD_OUTPUT = "-"
_BAG = "zip"


class _Count(NamedTuple):
    """What an export has: how many of what."""

    number: int
    what: str


class _Export:
    """One export: what it reads, and what it says of articles that are not in it."""

    def __init__(self, call: argparse.Namespace) -> None:
        self.content: Path = call.content
        self.captures: Path = call.captures
        self.output: Path = call.output
        self.site = Site(call.name, (call.url or "").rstrip("/"))
        self.is_quiet: bool = call.quiet
        self.written = self.left_out = self.problems = 0

    def read(self, *, with_revisions: bool = False) -> Iterator[HandedOn]:
        """Yield the published articles; name each file that can't be read."""
        for file in self.read_files():
            kept = read_revisions(self.content, file) if with_revisions else ()
            if isinstance(kept, Unreadable):
                self.name_problem(kept)
                kept = ()
            yield hand_on(file, self.site.url, kept)
            self.written += 1

    def read_files(self) -> Iterator[ContentFile]:
        """Yield the files of the published articles."""
        return (file for file in self.read_all() if file.status == PUBLISHED)

    def read_all(self) -> Iterator[ContentFile]:
        """Yield the files of all articles that can be read."""
        for file in read_content(self.content):
            if isinstance(file, Unreadable):
                self.name_problem(file)
                continue
            self.left_out += file.status != PUBLISHED
            yield file

    def cite(self) -> Iterator[Citation]:
        """Yield the citations of the published articles."""
        return list_citations(self.read(), self.site)

    def name_problem(self, found: Unreadable) -> None:
        """Print what can't be read, and remember that the export lacks it."""
        self.problems += 1
        say(f"{self.content / found.path}:{found.line}: left out: {found.reason}")

    def close(self, count: _Count, path: str) -> int:
        """Say what was done; return the exit status."""
        drafts = f"; {self.left_out} left out that are drafts, hidden or skipped" if self.left_out else ""
        faults = f"; {self.problems} left out that can't be read" if self.problems else ""
        if not self.is_quiet:
            say(f"{count.number} {count.what} in {path}{drafts}{faults}")
        return INCOMPLETE if self.problems else OK


def say(line: str) -> None:
    """Print a line for the person: on standard error, since an export may go to standard output."""
    print(f"newsarchive: {line}", file=sys.stderr)  # noqa: T201 - the command's result


class _Format(NamedTuple):
    """A format: the name of its option, the end of its files' names, what it is; `encoding` is "" for binary files."""

    name: str
    suffix: str
    meaning: str
    write: Callable[[_Export, Any], _Count]
    encoding: str = ""


def _write_csv(export: _Export, file: TextIO) -> _Count:
    csv_table.write_csv(export.read(), file)
    return _Count(export.written, "articles")


def _write_json_lines(export: _Export, file: TextIO) -> _Count:
    json_lines.write_json_lines(export.read(with_revisions=True), file)
    return _Count(export.written, "articles")


def _write_csl(export: _Export, file: TextIO) -> _Count:
    csl_json.write_csl_json(export.cite(), file)
    return _Count(export.written, "articles")


def _write_citations(to_text: Callable[[Citation], str], between: str, export: _Export, file: TextIO) -> _Count:
    for citation in export.cite():
        file.write(f"{to_text(citation)}{between}")
    return _Count(export.written, "articles")


def _write_sqlite(export: _Export, path: Path) -> _Count:
    write_sqlite(export.read(with_revisions=True), str(path))
    return _Count(export.written, "articles")


def _write_zip(export: _Export, path: Path) -> _Count:
    files = list_bag_files(export.content, export.captures, _read_whole(export), say)
    with open(path, "wb") as file:
        return _Count(write_bag(files, file, export.site.name or "News archive"), "files")


def _read_whole(export: _Export) -> Iterator[ContentFile]:
    """Yield the files of all articles. Raises BagProblem where one can't be read: it may be a draft, whose captures
    must be left out.
    """
    yield from export.read_all()
    if export.problems:
        raise BagProblem("a bag needs all articles, since it leaves out the captures of drafts: correct these files")


def _write_zim(export: _Export, path: Path) -> _Count:
    require_site(export.output)
    titles: dict[str, str] = {}
    hidden: set[str] = set()
    newest: date | None = None
    for file in export.read_all():
        if file.status != PUBLISHED:
            hidden.add(file.page)
            continue
        titles[file.page] = file.article.title
        newest = max(newest or file.article.day, file.article.day)
        if not (export.output / file.page).is_file():
            export.name_problem(Unreadable(file.path, 1, f"it has no page in {export.output}: build the site again"))
    site = read_site(export.output, titles, hidden - titles.keys(), newest, export.site.name)
    return _Count(write_zim(site, path), "pages and files")


FORMATS = (
    _Format("csv", ".csv", "a table for a spreadsheet, without the texts", _write_csv, csv_table.ENCODING),
    _Format("jsonl", ".jsonl", "JSON lines with the texts", _write_json_lines, json_lines.ENCODING),
    _Format("sqlite", ".sqlite", "a database with full-text search, which Datasette opens", _write_sqlite),
    _Format("bibtex", ".bib", "citations for BibTeX", partial(_write_citations, citation_to_bibtex, "\n"), "utf-8"),
    _Format(
        "ris",
        ".ris",
        "citations for Zotero, EndNote and others",
        partial(_write_citations, citation_to_ris, ""),
        "utf-8",
    ),
    _Format("csl", ".csl.json", "citations as CSL-JSON", _write_csl, csl_json.ENCODING),
    _Format(_BAG, ".zip", "captures and content in a bag (BagIt), with a manifest of hashes", _write_zip),
    _Format("zim", ".zim", "the built site for Kiwix, with search", _write_zim),
)
_BY_NAME = {form.name: form for form in FORMATS}


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "export",
        help="write the archive in a format that other programs read",
        description="Write the archive in a format that other programs read. Drafts, hidden and skipped articles are "
        "left out. Exit status: 0 when every published article is in it, 1 when one can't be read (it is named, the "
        "others are written; with --zip nothing is), 2 when nothing was written.",
    )
    formats = command.add_mutually_exclusive_group(required=True)
    for form in FORMATS:
        formats.add_argument(f"--{form.name}", dest="format", action="store_const", const=form.name, help=form.meaning)
    command.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="the file (default: newsarchive with the format's ending); - is standard output, for text formats",
    )
    add_content_option(command, "where the articles are")
    command.add_argument("--force", action="store_true", help="replace a file that exists")
    command.add_argument("--quiet", action="store_true", help="print problems only")
    command.add_argument("--url", metavar="URL", help="the archive's public URL, for the URLs of its pages")
    command.add_argument(
        "--name", default="", metavar="TEXT", help="the archive's name, for citations and descriptions"
    )
    command.add_argument(
        "--captures",
        type=Path,
        default=Path("captures"),
        metavar="DIR",
        help="the captures, for --zip (default: captures)",
    )
    command.add_argument(
        "--output", type=Path, default=Path("output"), metavar="DIR", help="the built site, for --zim (default: output)"
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Write the export of a call; return the exit status."""
    form = _BY_NAME[call.format]
    require_content(call.content)
    if call.url and not call.url.startswith(("http://", "https://")):
        return fail(f"--url is a web address such as https://you.example/archive, not {call.url}")
    export = _Export(call)
    try:
        if call.path == STANDARD_OUTPUT:
            if not form.encoding:
                return fail(f"--{form.name} needs a file: standard output takes text formats only")
            return export.close(_write_to_standard_output(form, export), "standard output")
        path = Path(call.path or f"newsarchive{form.suffix}")
        if form.name == _BAG and any(_lies_in(path, folder) for folder in (call.content, call.captures)):
            return fail(f"{path} would lie in a folder that it is to hold: name a file elsewhere")
        with write_whole(path, may_replace=call.force) as unfinished:
            count = _write_file(form, export, unfinished)
        return export.close(count, str(path))
    except FileIsThere as error:
        return fail(str(error))
    except (NoZimLibrary, NoSite, BagProblem) as error:
        return fail(str(error))
    except BrokenPipeError:
        return INCOMPLETE  # whoever reads standard output has read enough
    except (OSError, sqlite3.Error) as error:
        return fail(_describe_write_error(error, call))


def _lies_in(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _write_file(form: _Format, export: _Export, path: Path) -> _Count:
    if not form.encoding:
        return form.write(export, path)
    with open(path, "w", encoding=form.encoding, newline="", errors="replace") as file:
        return form.write(export, file)


def _write_to_standard_output(form: _Format, export: _Export) -> _Count:
    # a stream of its own: line ends and encoding are the format's
    with open(os.dup(sys.stdout.fileno()), "w", encoding=form.encoding, newline="", errors="replace") as file:
        return form.write(export, file)


def _describe_write_error(error: Exception, call: argparse.Namespace) -> str:
    is_full = getattr(error, "errno", 0) == errno.ENOSPC or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
    if is_full:
        return f"there is no room for the export: nothing was written to {call.path or 'this folder'}"
    return describe_error(error)
