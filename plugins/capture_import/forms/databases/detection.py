"""Which newspaper database a file was exported from, by its first bytes: by the layout, never by a word alone."""

from collections.abc import Sequence

from capture_import.containers import kinds
from capture_import.containers.streams import bytes_to_stream
from capture_import.forms.databases import factiva, nexis
from capture_import.forms.databases.blocks import Label, is_notice, read_label
from capture_import.forms.databases.factiva_codes import is_end_of_story
from capture_import.forms.databases.heads import find_day, is_day, read_length
from capture_import.forms.databases.hints import HEAD, has_classes
from capture_import.forms.databases.lines import read_lines
from capture_import.forms.databases.parts import read_count
from capture_import.publishers.database_labels import load_labels

_LONGEST_LABELLED = 400
_TOP = 12
_FEWEST_LABELS = 2


def find_database(head: bytes) -> str:
    """Return the kind (`kinds`) of an export that begins with these bytes; empty for what is none."""
    head = head[:HEAD]
    if has_classes(head):
        return kinds.EUROPRESSE
    lines = [line for line in read_lines(bytes_to_stream(head), "", longest=HEAD) if line.strip()]
    if factiva.is_coded_head(lines) or (any(map(is_end_of_story, lines)) and factiva.is_shown_head(lines)):
        return kinds.FACTIVA
    if _is_proquest(lines):
        return kinds.PROQUEST
    return kinds.NEXIS if _is_nexis(lines) else ""


def _list_labels(lines: Sequence[str], database: str, *, is_capital: bool) -> list[Label]:
    labels = load_labels(database)
    return [
        label
        for line in lines
        if len(line) <= _LONGEST_LABELLED and (label := read_label(line, labels, is_capital=is_capital))
    ]


def _is_proquest(lines: Sequence[str]) -> bool:
    """Return whether a text has the full text's label and the database's number of it, or its lines with numbers."""
    names = {label.name for label in _list_labels(lines, "proquest", is_capital=False)}
    if "identifier" in names and {"body", "headline"} & names:
        return True
    return any(map(read_count, lines)) and len(names & {"body", "source", "publisher", "date", "identifier"}) >= 2


def _is_nexis(lines: Sequence[str]) -> bool:
    """Return whether a text is of Nexis's older layout (labels in capitals, behind a line that counts or a paper's day)
    or of its newer one (a line `Body`, and an end).
    """
    capitals = _list_labels(lines, "nexis", is_capital=True)
    names = {label.name for label in capitals}
    has_length = any(label.name == "length" and read_length(label.value) for label in capitals)
    has_load_date = any(label.name == "load_date" and is_day(label.value) for label in capitals)
    at = next((at for at, line in enumerate(lines) if read_count(line)), -1)
    if at >= 0 and (len(names) >= _FEWEST_LABELS or (find_day(lines[at + 1 : at + _TOP]) >= 0 and names)):
        return True
    if at == 0 and find_day(lines[1:_TOP]) >= 0 and any(is_notice([line]) for line in lines):
        return True
    if has_length and (has_load_date or len(names) >= _FEWEST_LABELS + (find_day(lines[:_TOP]) < 0)):
        return True
    labels = _list_labels(lines, "nexis", is_capital=False)
    new = {label.name for label in labels if label.name != "load_date" or is_day(label.value)}
    new |= {"end"} if any(map(nexis.is_end, lines)) else set()
    new |= {"body"} if any(load_labels("nexis").get(line.strip().lower()) == "body" for line in lines) else set()
    return "body" in new and len(new & {"end", "load_date", "length"}) >= _FEWEST_LABELS
