"""CSV files whose rows are articles: a row at a time, however many there are."""

import csv
from collections.abc import Iterator

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

# Each of so many lines is tried as the beginning of a record with all behind it; of more, each by itself.
_MOST_LINES_TRIED = 200


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
                yield f"too large: a row of more than {self._limit} characters (the limit entry_bytes)"
                self._go_on(is_too_large=True)
                continue
            except csv.Error as error:
                self.number += 1
                yield f"malformed: {error}"
                self._go_on()
                continue
            if not any(cell.strip() for cell in cells):
                continue
            self.number += 1
            if fault := self._find_fault(cells):
                yield fault
                self._go_on()
            else:
                yield cells[: len(self._dialect.names)]

    def _skip_header(self) -> None:
        reader = self._dialect.read(self._lines)
        for _ in range(self._dialect.lines_above - 1):
            next(self._lines, "")
        if self._dialect.lines_above:
            next(reader, None)

    def _find_fault(self, cells: list[str]) -> str:
        """Return why a row's cells can't be told; empty where they can."""
        taken = self._lines.taken
        is_last = not taken[-1].endswith("\n")
        if is_last and self.fault:
            return self.fault
        if is_last and self._is_open():
            return "cut off: the file ends inside this row; those before it are kept"
        if self._dialect.fits(cells):
            return ""
        if is_last and len(cells) < len(self._dialect.names):
            return "cut off: the file ends inside this row; those before it are kept"
        return (
            f"malformed: it has {len(cells)} cells, and the table has {len(self._dialect.names)} columns (a quotation "
            "mark or a comma in a cell that is not quoted)"
        )

    def _is_open(self) -> bool:
        """Return whether the record ends inside a quoted cell."""
        try:
            list(self._dialect.read(self._lines.taken, is_strict=True))
        except csv.Error as error:
            return "end of data" in str(error)
        return False

    def _go_on(self, *, is_too_large: bool = False) -> None:
        """Go on behind a malformed record: where, among the lines that it took, one begins a row that fits."""
        lines = self._lines.taken
        if is_too_large and not lines[-1].endswith("\n"):
            self._skip_line()
        for at in range(1, len(lines)):
            rest = lines[at:] if len(lines) <= _MOST_LINES_TRIED else [lines[at]]
            if self._begins_row(rest) or (at == len(lines) - 1 and self._may_begin_row(lines[at])):
                self._lines.give_back(lines[at:])
                return
        if is_too_large:
            self._find_next()

    def _find_next(self) -> None:
        """Pass over lines up to one that begins a row that fits."""
        self._lines.begin()
        for line in self._lines:
            if self._begins_row([line]):
                self._lines.give_back([line])
                return
            self._lines.begin()

    def _begins_row(self, lines: list[str]) -> bool:
        """Return whether these lines begin with a row that fits, with all its cells whole."""
        try:
            cells = next(self._dialect.read(lines, is_strict=True), [])
        except csv.Error:
            return False
        return len(cells) == len(self._dialect.names) and lines[0].strip() != ""

    def _may_begin_row(self, line: str) -> bool:
        """Return whether the last line that a malformed record took may begin the next, which has more of them."""
        try:
            next(self._dialect.read([line], is_strict=True), [])
        except csv.Error as error:
            return "end of data" in str(error)
        return False

    def _skip_line(self) -> None:
        while (more := self._stream.read_line(CHUNK)) and not more.endswith(b"\n"):
            pass
