"""`newsarchive check`: what is wrong or doubtful in an archive, each with what to do. Nothing is changed."""

import argparse
import json
import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import reduce
from pathlib import Path, PurePosixPath

from capture_import.archive import revisions
from newsarchive.alike_names import find_alike
from newsarchive.calls import (
    INCOMPLETE,
    OK,
    Commands,
    add_content_option,
    describe_error,
    end_output,
    fail,
    require_content,
)
from newsarchive.content_articles import ContentFile, Unreadable, read_content, read_revisions
from newsarchive.findings import Finding, Findings
from newsarchive.picture_paths import list_picture_paths
from newsarchive.present_captures import LedgerSources, describe_source, hash_captures
from newsrecord.folder_walk import is_file, is_folder
from newsrecord.names_file import read_names_file
from newsrecord.pictures import FOLDER
from newsrecord.record import Article
from newsrecord.revisions import SUFFIX
from publication.bag import hash_file
from publication.handed_on import Revision

_HASH = re.compile(r"[0-9a-f]{64}")
_HASH_SHOWN = 12
# The import leaves alone what it has imported: only an article that is not there is made again, with its pictures.
_RESTORE = "take it from a copy or from git"
_REMAKE = "if you have not edited the article, delete {}, and import its capture again"
_SAVED_DAY = "captured"


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "check",
        help="list what is wrong or doubtful",
        description="List what is wrong or doubtful in the archive, each with what to do: captures against their "
        "hashes, files that are no articles, missing pictures, names that look alike, doubtful dates, newer captures "
        "beside articles that were edited by hand. Nothing is changed. Exit status: 0 when there is nothing to act on, "
        "1 when there is, 2 when the archive can't be read.",
    )
    add_content_option(command, "where the articles are")
    command.add_argument(
        "--captures", type=Path, default=Path("captures"), metavar="DIR", help="the captures (default: captures)"
    )
    forms = command.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="print one JSON object: counts and all findings")
    forms.add_argument("--markdown", action="store_true", help="print the counts as a list for a page such as about.md")
    forms.add_argument("--quiet", action="store_true", help="print nothing; the exit status tells")
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Print the findings; return the exit status."""
    require_content(call.content)
    try:
        findings = check_archive(call.content, call.captures, datetime.now(UTC).date())
    except OSError as error:
        return fail(describe_error(error))
    lines: Iterable[str] = findings.to_lines()
    if call.json:
        lines = [json.dumps(findings.to_object(), ensure_ascii=False)]
    elif call.markdown:
        lines = findings.to_markdown()
    for line in [] if call.quiet else lines:
        print(line)  # noqa: T201 - the command's result
    return end_output(INCOMPLETE if findings.found else OK)


def check_archive(content: Path, captures: Path, today: date) -> Findings:
    """Return what is wrong or doubtful in a content folder and its captures, in the order of files.

    Raises OSError where a folder can't be read.
    """
    check = _Check(content, captures, today)
    try:
        found = list(check.find())
    finally:
        check.sources.close()
    return Findings(check.articles, found, check.not_checked)


class _Check:
    """One check. It remembers names with their counts, and hashes of captures; of articles nothing else."""

    def __init__(self, content: Path, captures: Path, today: date) -> None:
        self.content, self.today = content, today
        self.sources = LedgerSources(content)
        self.articles = 0
        self.not_checked: list[str] = []
        self._names: dict[str, Counter[str]] = {kind: Counter() for kind in ("author", "tag", "section", "publisher")}
        self._slugs: dict[str, str] = {}
        self._pictures: dict[str, bool] = {}
        self._present: set[bytes] | None = None
        if is_folder(captures):
            self._present = hash_captures(captures)
        else:
            self.not_checked.append(f"captures: there is no folder {captures} (--captures names another one)")

    def find(self) -> Iterator[Finding]:
        """Yield the findings."""
        for file in read_content(self.content):
            if isinstance(file, Unreadable):
                yield self._describe_unreadable("front_matter", file, "correct the line; until then no page shows it")
                continue
            self.articles += 1
            self._count_names(file)
            yield from self._check_dates(file)
            yield from self._check_pictures(file)
            kept = read_revisions(self.content, file)
            if isinstance(kept, Unreadable):
                yield self._describe_unreadable("revisions", kept, "correct the line, or restore the file")
                kept = ()
            yield from self._check_captures(file, kept)
            yield from self._check_revisions(file, kept)
        yield from self._check_names()

    def _describe_unreadable(self, kind: str, file: Unreadable, remedy: str) -> Finding:
        return Finding(kind, str(self.content / file.path), file.line, file.reason, remedy)

    def _find(self, kind: str, file: ContentFile, what: str, remedy: str) -> Finding:
        return Finding(kind, str(self.content / file.path), 0, what, remedy)

    def _check_dates(self, file: ContentFile) -> Iterator[Finding]:
        article = file.article
        doubts = []
        if article.captured and _count_days(article.captured, article.day) > 1:
            doubts.append(f"it is of {article.day}, but was saved on {_to_day(article.captured)}")
        elif _count_days(self.today, article.day) > 1:
            doubts.append(f"{article.day} is to come")
        if article.modified and _count_days(article.modified, article.day) > 1:
            doubts.append(f"it was changed on {_to_day(article.modified)}, before its day, {article.day}")
        if article.date_basis == _SAVED_DAY:
            doubts.append(f"{article.day} is only the day on which it was saved")
        if note := article.extra.get("Date_note", ""):
            doubts.append(note)
        if doubts:
            remedy = "correct Date in the file; when it is right, take out Date_basis and Date_note"
            yield self._find("dates", file, "; ".join(doubts), remedy)

    def _check_pictures(self, file: ContentFile) -> Iterator[Finding]:
        for path in dict.fromkeys(list_picture_paths(file)):
            place = self.content / path
            if not is_file(place):
                remedy = f"{_RESTORE}; or, {_REMAKE.format('its file')}"
                yield self._find("pictures_missing", file, f"{place} is not there", remedy)
            elif not self._is_whole(path):
                remedy = f"{_RESTORE}; or, {_REMAKE.format('the picture and the file of the article')}"
                yield self._find("pictures_damaged", file, f"{place} has other bytes than its name says", remedy)

    def _is_whole(self, path: str) -> bool:
        """Return whether a stored picture has the hash that is its name; others have none."""
        stem = PurePosixPath(path).stem
        if not path.startswith(f"{FOLDER}/") or not _HASH.fullmatch(stem):
            return True
        if path not in self._pictures:
            self._pictures[path] = hash_file(str(self.content / path)) == stem
        return self._pictures[path]

    def _check_captures(self, file: ContentFile, kept: tuple[Revision, ...]) -> Iterator[Finding]:
        if self._present is None:
            return
        for sha256 in dict.fromkeys([file.article.capture_sha256, *(revision.sha256 for revision in kept)]):
            if _HASH.fullmatch(sha256) and bytes.fromhex(sha256) not in self._present:
                yield from self._describe_lost(file, sha256)

    def _describe_lost(self, file: ContentFile, sha256: str) -> Iterator[Finding]:
        source = self.sources.find_file(sha256)
        shown = f"{sha256[:_HASH_SHOWN]}…"
        if not source or not Path(source).is_file():
            was = f"; it was {describe_source(source)}" if source else ""
            remedy = "put it back among the captures if you have a copy; the article stays as it is"
            yield self._find("captures_gone", file, f"no capture has the hash {shown}{was}", remedy)
        elif not self.sources.is_unchanged(source):
            remedy = "restore the file; if the change is meant, import it: `newsarchive import captures`"
            what = f"{describe_source(source)} has no longer the hash {shown}"
            yield self._find("captures_changed", file, what, remedy)

    def _check_revisions(self, file: ContentFile, kept: tuple[Revision, ...]) -> Iterator[Finding]:
        shown = file.article
        newer = [revision.article for revision in kept if _is_newer(revision.article, shown)]
        if newer:
            newest = reduce(lambda one, other: other if revisions.is_newer(other, one) else one, newer)
            beside = f"{self.content / file.path.rpartition('.')[0]}{SUFFIX}"
            saved = f", saved {newest.captured.isoformat()}" if newest.captured else ""
            change = revisions.describe_change(shown, newest)
            what = f"a newer capture{saved}, has: {change}"
            until = f" and set Captured to {newest.captured.isoformat()}" if newest.captured else ""
            yield self._find("newer_captures", file, what, f"take over what you want from {beside}{until}")

    def _count_names(self, file: ContentFile) -> None:
        article = file.article
        self._names["author"].update(article.authors)
        self._names["tag"].update(tag.name for tag in article.tags)
        self._slugs.update((tag.name, tag.slug) for tag in article.tags if tag.slug)
        self._names["section"].update(article.sections)
        if article.publisher:
            self._names["publisher"][article.publisher] += 1

    def _check_names(self) -> Iterator[Finding]:
        entities = read_names_file(self.content).entities
        for kind, counts in self._names.items():
            decided = {entity.name for entity in entities if entity.kind == kind}
            slugs = self._slugs if kind == "tag" else {}
            for keep, others, reason in sorted(find_alike(counts, kind, slugs, decided)):
                names = ", ".join(f"{name} ({counts[name]})" for name in (keep, *others))
                call = f"newsarchive rename {kind} {_quote(others[0])} {_quote(keep)}"
                yield Finding("names_alike", f"{kind} {names}", 0, reason, f"if it is one: `{call}`")


def _is_newer(kept: Article, shown: Article) -> bool:
    """Return whether a capture is newer than the shown one. One of the same time is not, whatever it says of changes:
    an owner who has looked at it sets `Captured` to its time.
    """
    if kept.captured and kept.captured == shown.captured:
        return False
    return revisions.is_newer(kept, shown) and not revisions.is_newer(shown, kept)


def _quote(name: str) -> str:
    """Return a name as a shell takes it, in double quotation marks where these are enough."""
    return shlex.quote(name) if set(name) & set('"$`\\!') else f'"{name}"'


def _count_days(first: date | datetime, last: date) -> int:
    """Return how many days there are from one to another; what is one day late may only be in another time zone."""
    return (last - _to_day(first)).days


def _to_day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
