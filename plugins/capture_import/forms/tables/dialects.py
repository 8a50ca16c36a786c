"""How a CSV file parts and quotes its cells, and whether it is one at all: by its first rows (RFC 4180, and what
spreadsheets and databases write).
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from capture_import.containers.streams import bytes_to_stream
from capture_import.forms.tables.columns import Columns
from capture_import.forms.tables.csv_lines import CsvLines, TooLarge
from capture_import.forms.tables.wide_streams import find_wide_encoding, to_narrow

DELIMITERS = ("\t", ",", ";", "|")
NAMES = (".csv", ".tsv", ".tab")
_SEPARATOR_LINE = re.compile(r"\"?sep=(?P<sign>[^\n\r]|\\t)\"?\s*\Z", re.IGNORECASE)
_LONGEST_NAME = 80
_LONGEST_SAMPLE = 40
_FEWEST_KNOWN = 3
_MOSTLY = 0.8
# trafilatura writes no header: these are its columns, in their order.
_TRAFILATURA = (
    "url",
    "id",
    "fingerprint",
    "hostname",
    "title",
    "image",
    "date",
    "text",
    "comments",
    "license",
    "pagetype",
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z|null\Z")


class Dialect(NamedTuple):
    """How a file parts its cells; `names` are its columns', `lines_above` how many lines stand before its rows."""

    delimiter: str
    names: tuple[str, ...]
    lines_above: int = 1
    is_escaped: bool = False
    is_quoted: bool = True
    rows: int = 0
    fitting: int = 0

    def read(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Return the cells of lines, a record at a time. Raises `csv.Error` where a quotation mark stands wrong."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            doublequote=not self.is_escaped,
            escapechar="\\" if self.is_escaped else None,
            quoting=csv.QUOTE_MINIMAL if self.is_quoted else csv.QUOTE_NONE,
            strict=True,
        )

    def fits(self, cells: Sequence[str]) -> bool:
        """Return whether a row has as many cells as there are columns; empty ones at its end are none."""
        return len(cells) == len(self.names) or (
            len(cells) > len(self.names) and not any(map(str.strip, cells[len(self.names) :]))
        )


def find_dialect(head: bytes, name: str, columns: Columns) -> Dialect | None:
    """Return how a table is written that begins with these bytes; None for what is no table.

    A table is told by its columns' names and by rows that fit them; one whose columns nobody knows by its name, too.
    """
    if not any(sign.encode() in head for sign in DELIMITERS):
        return None
    sample = _read_sample(head)
    above = 0
    while above < len(sample) and not sample[above].strip():
        above += 1
    if above == len(sample) or sample[above].lstrip()[:1] in ("<", "{", "[", "%", "@"):
        return None
    delimiters: Sequence[str] = DELIMITERS
    if said := _SEPARATOR_LINE.match(sample[above].strip()):
        delimiters, above = [said["sign"].replace("\\t", "\t")], above + 1
    found = [dialect for sign in delimiters for dialect in _list_dialects(sample, above, sign, columns)]
    is_named = name.lower().endswith(NAMES) or bool(said)
    fitting = [dialect for dialect in found if _is_table(dialect, columns, is_named=is_named, head=head)]
    return max(fitting, key=lambda dialect: _rank(dialect, columns), default=None)


def _rank(dialect: Dialect, columns: Columns) -> tuple[float, ...]:
    share = dialect.fitting / dialect.rows if dialect.rows else 0.0
    # of several that fit equally, the one that takes signs as they are usually meant
    return (columns.lay_out(dialect.names).known, share, dialect.is_quoted, dialect.is_escaped, len(dialect.names))


def _is_table(dialect: Dialect, columns: Columns, *, is_named: bool, head: bytes) -> bool:
    layout = columns.lay_out(dialect.names)
    is_even = dialect.rows > 0 and dialect.fitting >= _MOSTLY * dialect.rows
    if is_named and (is_even or not dialect.rows):
        return True
    # of a table with a broken row or two in its few rows, the names say that it is one
    has_names = layout.has("title", "text") or (layout.known >= _FEWEST_KNOWN and layout.has("url"))
    return has_names and (is_even or (dialect.fitting > 0 or is_named))


def _list_dialects(sample: Sequence[str], above: int, delimiter: str, columns: Columns) -> Iterator[Dialect]:
    if delimiter not in sample[above]:
        return
    for is_escaped, is_quoted in ((False, True), (True, True), (False, False)):
        if is_escaped and not any('\\"' in line for line in sample):
            continue
        plain = Dialect(delimiter, (), above + 1, is_escaped, is_quoted)
        records = _read_records(plain, sample[above:])
        if not records or len(records[0]) < 2:
            continue
        if _is_trafilatura(records[0]):
            named = plain._replace(names=_TRAFILATURA[: len(records[0])], lines_above=above)
            yield _count(named, records)
        elif _is_header(records[0], columns):
            rows = records[1:]
            names = tuple(name.strip() for name in records[0])
            if rows and all(len(row) == len(names) + 1 for row in rows):
                names = ("", *names)  # R writes no name above the numbers of its rows
            while len(names) > 1 and not names[-1]:
                names = names[:-1]
            counted = _count(plain._replace(names=names), rows)
            # where no cell is quoted, a quotation mark is a sign as others are; nothing else tells that than all rows
            if is_quoted or counted.fitting == counted.rows:
                yield counted


def _count(dialect: Dialect, rows: Sequence[list[str]]) -> Dialect:
    return dialect._replace(rows=len(rows), fitting=sum(map(dialect.fits, rows)))


def _is_header(cells: Sequence[str], columns: Columns) -> bool:
    """Return whether a row names columns: short, different, and no values such as addresses and numbers."""
    names = [cell.strip() for cell in cells if cell.strip()]
    return (
        len(names) >= 2
        and all(len(name) <= _LONGEST_NAME and "\n" not in name and "://" not in name for name in names)
        and not any(name.replace(".", "").isdigit() for name in names)
        and (any(map(columns.knows, names)) or len(set(names)) == len(names))
    )


def _is_trafilatura(cells: Sequence[str]) -> bool:
    return (
        len(_TRAFILATURA) - 1 <= len(cells) <= len(_TRAFILATURA)
        and cells[0].startswith(("http://", "https://"))
        and cells[3] in cells[0]
        and bool(_DAY.match(cells[6]))
    )


def _read_records(dialect: Dialect, lines: Sequence[str]) -> list[list[str]]:
    """Return the first records; one without cells stands for one that is malformed."""
    records: list[list[str]] = []
    left = iter(lines)
    while len(records) <= _LONGEST_SAMPLE:
        try:
            record = next(dialect.read(left))
        except StopIteration:
            break
        except csv.Error as error:
            if "end of data" in str(error):
                break
            record = []
        if any(record) or not record:
            records.append(record)
    return records


def _read_sample(head: bytes) -> list[str]:
    """Return the whole lines of a file's first bytes."""
    stream = to_narrow(bytes_to_stream(head))
    lines = CsvLines(stream, "", len(head) * 4 + 1)
    found = []
    try:
        found = list(lines)
    except TooLarge:
        found = lines.taken
    is_cut = len(head) >= _SAMPLE_BYTES or find_wide_encoding(head) != ""
    return found[:-1] if is_cut and len(found) > 1 and not found[-1].endswith("\n") else found


_SAMPLE_BYTES = 64 * 1024
