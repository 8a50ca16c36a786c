"""The output of a build: progress bars on a terminal, else a line for each long phase; at the end, a table."""

import json
import logging
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pelican.log import console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

logger = logging.getLogger(__name__)

# In plain output, shorter phases are shown in the table only.
WORTH_A_LINE = 2.0


class RateColumn(ProgressColumn):
    """The number of items per second."""

    def render(self, task: Task) -> Text:
        """Return the cell; rich calls this."""
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


class Phase:
    """One phase while it runs; `advance` says that some of its items are done."""

    def __init__(self, name: str, unit: str, progress: Progress | None, task: TaskID | None) -> None:
        self.name, self.unit, self.done = name, unit, 0
        self.total: int | None = None
        self._progress, self._task = progress, task

    def expect(self, total: int) -> None:
        """Set the number of items."""
        self.total = total
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, total=total)

    def advance(self, count: int = 1) -> None:
        """Add `count` to the number of finished items."""
        self.done += count
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, advance=count)


class ReportedProblem(NamedTuple):
    """A rejected or repaired file: its path from the project's folder, the line (1 is the first) and the reason."""

    file: str
    line: int
    reason: str
    is_rejected: bool


@dataclass(slots=True)
class BuildReport:
    """The figures of one build. `missing_templates` are those that the theme lacks: their pages are left out.

    A quiet report shows no phases.
    """

    is_quiet: bool = False
    phases: dict[str, float] = field(default_factory=dict)
    found: int = 0
    read: int = 0
    rendered: int = 0
    written: int = 0
    removed: int = 0
    unchanged: int = 0
    notes: list[str] = field(default_factory=list)
    missing_templates: set[str] = field(default_factory=set)
    problems: list[ReportedProblem] = field(default_factory=list)
    peak_bytes: int = 0
    started: float = field(default_factory=time.perf_counter)

    @contextmanager
    def phase(self, name: str, unit: str = "files") -> Iterator[Phase]:
        """Time a phase, and show it while it runs."""
        begun = time.perf_counter()
        if console.is_terminal and not self.is_quiet:
            columns: tuple[ProgressColumn, ...] = (
                TextColumn("{task.description:<10}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn(unit),
                RateColumn(),
                TimeElapsedColumn(),
            )
            with Progress(*columns, console=console, transient=True) as progress:
                phase = Phase(name, unit, progress, progress.add_task(name, total=None))
                yield phase
        else:
            phase = Phase(name, unit, None, None)
            yield phase
        seconds = time.perf_counter() - begun
        self.phases[name] = self.phases.get(name, 0.0) + seconds
        if not (console.is_terminal or self.is_quiet) and seconds >= WORTH_A_LINE:
            rate = f", {phase.done / seconds:,.0f} a second" if phase.done else ""
            console.print(f"{name}: {phase.done:,} {unit} in {seconds:.1f} s{rate}", highlight=False)

    def add_problem(self, content: str, path: str, problem: str, *, is_rejected: bool) -> None:
        """Log a rejected or repaired file as an error (`--fatal errors` ends there); `problem` begins with its line."""
        line, _, reason = problem.partition(": ")
        where = os.path.join(os.path.basename(content), path)
        self.problems.append(ReportedProblem(where, int(line), reason, is_rejected))
        logger.error("%s:%s: %s%s", where, line, "rejected: " if is_rejected else "", reason)

    @property
    def rejected(self) -> int:
        """How many files were rejected."""
        return sum(problem.is_rejected for problem in self.problems)

    @property
    def repaired(self) -> int:
        """How many files were repaired."""
        return len(self.problems) - self.rejected

    def see_memory(self, pids: Iterable[int] = ()) -> None:
        """Measure the memory that all processes of the build take now, and keep the highest figure."""
        self.peak_bytes = max(self.peak_bytes, sum(map(read_memory, (os.getpid(), *pids))))

    @property
    def is_idle(self) -> bool:
        """Whether the site was up to date, so that there was nothing to do."""
        return not (self.read or self.rendered or self.written or self.removed or self.problems)

    def write(self, path: str) -> None:
        """Write the figures and all problems into a JSON file, for programs. Raises OSError."""
        names = ("found", "read", "rendered", "written", "removed", "unchanged", "rejected", "repaired")
        figures = {name: getattr(self, name) for name in names}
        problems = [problem._asdict() for problem in self.problems]
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            json.dump({**figures, "problems": problems}, file, indent=1)

    def show(self) -> None:
        """Show what was done and how long each phase took, or one line if there was nothing to do."""
        for note in self.notes:
            console.print(note, markup=False, highlight=False, soft_wrap=True)
        if self.missing_templates:
            names = ", ".join(f"{name}.html" for name in sorted(self.missing_templates))
            line = f"Pages are left out, as the theme has no template for them: {names}."
            console.print(line, markup=False, highlight=False, soft_wrap=True)
        if self.is_idle:
            seconds = time.perf_counter() - self.started
            console.print(f"{self.found:,} articles: nothing has changed ({seconds:.1f} s)", highlight=False)
            return
        table = Table(show_header=False, box=None, pad_edge=False)
        table.add_column()
        table.add_column(justify="right")
        for name, value in (
            ("articles", self.found),
            ("read", self.read),
            ("rendered", self.rendered),
            ("written", self.written),
            ("removed", self.removed),
            ("unchanged", self.unchanged),
            ("rejected", self.rejected),
            ("repaired", self.repaired),
        ):
            table.add_row(name, f"{value:,}")
        for name, seconds in self.phases.items():
            table.add_row(name, f"{seconds:.2f} s")
        table.add_row("all", f"{time.perf_counter() - self.started:.2f} s")
        if self.peak_bytes:
            table.add_row("peak memory", f"{self.peak_bytes / 1e6:,.0f} MB")
        console.print(table, highlight=False)


def read_memory(pid: int) -> int:
    """Return a process' memory in bytes, shared memory divided among its owners; 0 where the system does not say."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
