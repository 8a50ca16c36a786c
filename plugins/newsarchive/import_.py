"""`newsarchive import`: what a person types, and what the terminal shows."""

import argparse
import math
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import Field, fields, replace
from datetime import date
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from capture_import.archive.outcome import Outcome
from capture_import.containers.folder import find_files
from capture_import.containers.limits import Limits
from capture_import.fields.dates import is_plausible
from capture_import.fields.optional_packages import list_missing_extras
from capture_import.forms.tables.columns import FIELDS, IGNORED
from capture_import.pipeline.config import Options
from capture_import.pipeline.executors import count_workers, make_executor
from capture_import.pipeline.interrupts import is_interrupted
from capture_import.pipeline.report import Report, ReportFile
from capture_import.pipeline.workload import count_workers_needed
from newsarchive.calls import (
    INCOMPLETE,
    OK,
    Commands,
    WrongCall,
    add_content_option,
    add_quiet_option,
    describe_error,
    fail,
)
from newsarchive.content_copy import copied_content
from newsarchive.programs import name_program
from newsarchive.rejections import Rejections
from newsarchive.told import Told, read_told, write_told

_MOST_WORKERS = 1000
_LARGEST_LIMIT = 10**12


class _RateColumn(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return how many files a second are read."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


class _TerminalReport(Report):
    """A report that also remembers rejected captures for the terminal.

    `moved` are the folder that the import writes to, and the one that the report names instead.
    """

    def __init__(self, console: Console, file: ReportFile | None, told: Told, moved: tuple[Path, Path]) -> None:
        super().__init__(file)
        self._console = console
        self._written, self._named = map(os.path.abspath, moved)
        self._told = told
        self.rejections = Rejections(told)

    def add(self, outcome: Outcome) -> None:
        """Count and write an outcome; keep it for the list at the end where it is a rejection."""
        if self._written != self._named:
            article, reason = (text.replace(self._written, self._named) for text in (outcome.article, outcome.reason))
            outcome = replace(outcome, article=article, reason=reason)
        super().add(outcome)
        if outcome.status == "rejected":
            self.rejections.add(outcome.source, outcome.reason)

    def start_again(self) -> None:
        """Remove all outcomes, since the import starts again."""
        super().start_again()
        self.rejections = Rejections(self._told)

    def warn(self, line: str) -> None:
        """Show a line about the whole import."""
        self._console.print(f"newsarchive: {line}", highlight=False, markup=False, soft_wrap=True)


def add_command(commands: Commands) -> None:
    """Add the command to those of `newsarchive`."""
    command = commands.add_parser(
        "import",
        help="bring saved pages into the archive",
        description="Bring saved pages into the archive. Exit status: 0 when every article of it is in the archive, "
        "1 when some capture was rejected for another reason than being no article, 2 for a wrong call.",
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help="a capture, or a folder of captures")
    add_content_option(command, "where the articles go")
    command.add_argument(
        "--report", type=Path, metavar="FILE", help="write what became of each capture, one JSON object a line"
    )
    command.add_argument(
        "--date", type=_to_day, metavar="YYYY-MM-DD", help="the day of captures that tell none themselves"
    )
    command.add_argument(
        "--no-repairs", action="store_true", help="leave words as saving broke them (else repaired and listed)"
    )
    command.add_argument(
        "--no-fundus",
        action="store_true",
        help="read every web page by its own declarations, without the parsers of fundus for known sites",
    )
    command.add_argument(
        "--again",
        action="store_true",
        help="write articles anew where this release reads their captures differently (files edited by hand stay)",
    )
    command.add_argument(
        "--workers",
        type=_to_count,
        default=count_workers(),
        metavar="N",
        help="the most processes that read captures (default: one a processor)",
    )
    command.add_argument(
        "--limit",
        type=_to_limit,
        action="append",
        default=[],
        metavar="NAME=NUMBER",
        help=f"how large, deep or slow captures may be: {', '.join(_limit_names())}",
    )
    command.add_argument(
        "--post-type",
        action="append",
        default=[],
        metavar="NAME",
        help="a type of posts in WordPress exports that is one of articles, too, once for each type",
    )
    command.add_argument(
        "--map",
        type=_to_column,
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column of a table (CSV, JSON) is, where its name does not tell, once for each column: "
        f"{', '.join(FIELDS)}, or {IGNORED}",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would be imported, and write nothing but the report"
    )
    add_quiet_option(command)
    command.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="a Dask scheduler (tcp://host:8786) whose workers read captures instead",
    )
    command.set_defaults(run=run)


def run(call: argparse.Namespace) -> int:
    """Import what a call names; return the exit status."""
    for path in call.paths:
        if _lies_in(path, call.content):
            raise WrongCall(f"lies in the content folder, where articles go: {path}")
    try:
        files = list(find_files(call.paths))
    except FileNotFoundError as error:
        raise WrongCall(f"there is no such file or folder: {error}") from error
    except PermissionError as error:
        raise WrongCall(f"may not be read: {error.filename}") from error
    if any(_lies_in(call.content, path) for path in call.paths):
        # articles that the import has written are no captures
        files = [file for file in files if not _lies_in(file, call.content)]
    return _import(call, files)


def _lies_in(path: str | Path, folder: str | Path) -> bool:
    return f"{os.path.abspath(path)}{os.sep}".startswith(f"{os.path.abspath(folder)}{os.sep}")


def _import(call: argparse.Namespace, files: list[str]) -> int:
    from capture_import.pipeline.importer import import_files  # noqa: PLC0415 - loads all readers, as no other command
    from capture_import.pipeline.reading_pool import ReadingPool  # noqa: PLC0415 - as above

    errors = Console(stderr=True, soft_wrap=True, quiet=call.quiet)
    with ExitStack() as stack:
        try:
            content = stack.enter_context(copied_content(call.content)) if call.dry_run else call.content
            content.mkdir(parents=True, exist_ok=True)
            report_file = stack.enter_context(ReportFile(call.report)) if call.report else None
        except OSError as error:
            return fail(describe_error(error))
        told = read_told(content)
        report = _TerminalReport(errors, report_file, told, (content, call.content))
        options = Options(
            day=call.date,
            repairs=not call.no_repairs,
            known_publishers=not call.no_fundus,
            columns=tuple(call.map),
            again=call.again,
            post_types=tuple(sorted({name.strip().lower() for name in call.post_type})),
            limits=Limits(**dict(call.limit)),
        )
        try:
            workers = count_workers_needed(files, call.workers)
            pool = stack.enter_context(ReadingPool(partial(make_executor, workers, call.scheduler), options))
        except (ValueError, OSError) as error:
            return fail(f"{call.scheduler or 'workers'}: {error}")
        bar = stack.enter_context(_make_progress(errors))
        task = bar.add_task("Reading", total=len(files))
        try:
            import_files(files, content, options, pool, report, lambda: bar.advance(task))
            report.close()
        except (OSError, sqlite3.Error) as error:
            if is_interrupted():
                pool.abandon()
                raise KeyboardInterrupt from error
            return fail(describe_error(error))
        except KeyboardInterrupt:
            pool.abandon()
            raise
        for line in [*report.rejections.describe(), *_describe_extras(told)]:
            errors.print(line, highlight=False, markup=False, soft_wrap=True)
        if not call.quiet:
            write_told(content, told)
            dry = "; nothing was written (--dry-run)" if call.dry_run else ""
            print(report.summary() + dry)  # noqa: T201 - the command's result
    return INCOMPLETE if report.failures else OK


def _describe_extras(told: Told) -> Iterator[str]:
    """Yield a line about each extra that is not installed, once for an archive."""
    for extra in list_missing_extras():
        if extra.name not in told.extras:
            told.extras.add(extra.name)
            pip = name_program("pip", Path())
            call = f"`{pip} install 'newsarchive[{extra.name}]'` ({extra.fetched} MB to fetch)"
            yield f"newsarchive: {call} adds {extra.adds}. It is said once."


def _make_progress(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _to_day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a day such as 2025-02-17: {text}") from None
    if not is_plausible(day):
        raise argparse.ArgumentTypeError(f"no day of news: {text}")
    return day


def _to_limit(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    limit = next((field for field in fields(Limits) if field.name == name), None)
    if limit is None:
        raise argparse.ArgumentTypeError(f"no limit of that name: {name} (there are {', '.join(_limit_names())})")
    try:
        value = _to_number(number, limit)
    except ValueError:
        kind = "number" if limit.type is float else "whole number"
        raise argparse.ArgumentTypeError(f"{name} takes a {kind}, not {number or 'nothing'}") from None
    if not 0 < value <= _LARGEST_LIMIT:
        raise argparse.ArgumentTypeError(f"{name} takes a number above 0, up to {_LARGEST_LIMIT}, not {number}")
    return name, value


def _to_column(text: str) -> tuple[str, str]:
    # a column's name may have such a sign itself
    name, sign, field = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"not a column and its field, such as headline=title: {text}")
    if field.strip().lower() not in (*FIELDS, IGNORED):
        raise argparse.ArgumentTypeError(
            f"no field of that name: {field.strip() or 'nothing'} (there are {', '.join(FIELDS)}, and {IGNORED})"
        )
    return name.strip(), field.strip().lower()


def _to_number(text: str, limit: "Field[float]") -> float:
    value = float(text) if limit.type is float else int(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _limit_names() -> list[str]:
    return [field.name for field in fields(Limits)]


def _to_count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 0 < int(text[:9]) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"not a number of processes from 1 to {_MOST_WORKERS}: {text}")
    return int(text)
