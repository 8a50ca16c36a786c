"""CSV files whose rows are articles: a row at a time, however many there are."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Unreadable
from capture_import.containers.items import ContainerItem
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import SkippedCounter
from capture_import.containers.streams import CHUNK, ByteStream, Damaged
from capture_import.forms.tables.columns import Columns
from capture_import.forms.tables.csv_lines import CsvLines, TooLarge
from capture_import.forms.tables.dialects import NAMES, Dialect, find_dialect
from capture_import.forms.tables.rows import NOT_PUBLISHED, NotPublished, row_to_item
from capture_import.forms.tables.wide_streams import to_narrow

# A row that has more lines is not found again behind a malformed one.
_MOST_LINES = 50
_CUT = "cut off: the file ends inside this row; those before it are kept"
_WRONG_MARK = "malformed: a quotation mark that is not closed, or is not doubled inside a cell"


def csv_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata, columns: Columns
) -> Iterator[ContainerItem]:
    """Yield a table's articles. A row that is malformed, cut off or too large costs itself alone."""
    dialect = find_dialect(stream.peek(CHUNK), NAMES[0], columns)
    if dialect is None:
        raise Damaged("a table, but its first line names no columns")
    layout = columns.lay_out(dialect.names)
    if layout.fault:
        raise Damaged(layout.fault if layout.has("url") and not layout.has("text") else f"a table, but {layout.fault}")
    csv.field_size_limit(max(csv.field_size_limit(), budget.limits.entry_bytes + 1))
    records = _Records(to_narrow(stream), dialect, metadata.charset, budget.limits.entry_bytes)
    skipped = SkippedCounter(source)
    for number, record in enumerate(records, 1):
        where = f"{source}#{number}"
        item = Unreadable(where, record) if isinstance(record, str) else row_to_item(layout, record, where, metadata)
        if isinstance(item, NotPublished):
            skipped.add(NOT_PUBLISHED)
        else:
            yield item
    if not records.number:
        yield Unreadable(source, records.fault or "a table without rows")
    yield from skipped.totals()


class _Records:
    """The rows of a file: the cells of each, or why it has none."""

    def __init__(self, stream: ByteStream, dialect: Dialect, charset: str, limit: int) -> None:
        self._stream = stream
        self._dialect = dialect
        self._limit = limit
        self._lines = CsvLines(stream, charset, limit)
        self.number = 0

    @property
    def fault(self) -> str:
        """Why the file stops before its end."""
        return self._stream.fault

    def __iter__(self) -> Iterator[list[str] | str]:
        self._skip_header()
        while True:
            self._lines.begin()
            try:
                cells = next(self._dialect.read(self._lines))
            except StopIteration:
                if self.fault:
                    self.number += 1
                    yield self.fault
                return
            except TooLarge:
                self.number += 1
                if not self._lines.taken[-1].endswith("\n"):
                    self._skip_line()
                self._go_on()
                yield f"too large: a row of more than {self._limit} characters (the limit entry_bytes)"
                continue
            except csv.Error as error:
                self.number += 1
                is_open = "end of data" in str(error)
                lost = self._go_on()
                yield (self.fault or _CUT) if is_open and not self._lines.has_ahead else _WRONG_MARK + _shown(lost)
                continue
            if not any(cell.strip() for cell in cells):
                continue
            self.number += 1
            fault = self._find_fault(cells)
            yield fault or cells[: len(self._dialect.names)]
            if fault and len(self._lines.taken) > 1:
                self._go_on()

    def _skip_header(self) -> None:
        with suppress(csv.Error, TooLarge, StopIteration):
            for _ in range(self._dialect.lines_above - 1):
                next(self._lines)
            if self._dialect.lines_above:
                next(self._dialect.read(self._lines))

    def _find_fault(self, cells: list[str]) -> str:
        """Return why a row's cells can't be told; empty where they can."""
        is_last = not self._lines.taken[-1].endswith("\n")
        if is_last and self.fault:
            return self.fault
        if self._dialect.fits(cells):
            return ""
        if is_last and len(cells) < len(self._dialect.names):
            return _CUT
        return (
            f"malformed: it has {len(cells)} cells, and the table has {len(self._dialect.names)} columns (a quotation "
            "mark or a delimiter in a cell that is not quoted)"
        )

    def _go_on(self) -> int:
        """Go to the next line, among those that a malformed record took and behind them, that begins a row that fits;
        return how many lines are passed over.
        """
        self._lines.give_back(self._lines.taken[1:])
        passed = 0
        while True:
            self._lines.begin()
            cells: list[str] = []
            with suppress(csv.Error, TooLarge, StopIteration):
                cells = next(self._dialect.read(islice(self._lines, _MOST_LINES)))
            taken = self._lines.taken
            if not taken:
                return passed
            if len(cells) == len(self._dialect.names):
                self._lines.give_back(taken)
                return passed
            self._lines.give_back(taken[1:])
            passed += 1

    def _skip_line(self) -> None:
        while (more := self._stream.read_line(CHUNK)) and not more.endswith(b"\n"):
            pass


def _shown(lines: int) -> str:
    return f"; the {lines} lines behind it begin no whole row, and are lost with it" if lines > 1 else ""
