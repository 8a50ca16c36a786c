"""What stands above the text of a capture in plain text, whoever published it: front matter, header lines, a title, a
byline, a day.

Known by form and place alone, and only what is certain. Forms: YAML front matter (`---`), TOML (`+++`), lines
`Name: value` as mail, news dumps and Pelican have them (RFC 5322, section 2.2), and bare lines: a title, `By Somebody`,
a day, an address.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from capture_import.fields.dates import Line, has_label, read_line
from capture_import.fields.names import read_byline
from capture_import.forms.plain_text.front_matter import read_front_matter
from capture_import.forms.plain_text.header_fields import FIELDS, LONGEST_LINE, TextHeader, fold_name
from capture_import.forms.plain_text.line_words import pattern_of

_LINE = re.compile(r"(?P<name>[^\W\d_][\w /-]{0,30}?)\s*[:：]\s*(?P<value>\S.*)?\Z")
_ADDRESS = re.compile(
    rf"(?:{pattern_of('url_labels')}\s*+[:=]?\s*+)?(?:\(\d+\))?<?(?P<url>https?://[^\s<>\"]+?)>?[.,]?\Z",
    re.IGNORECASE,
)
_LONGEST_DATE_LINE = 120
_FEWEST_NAMED = 2
_LONGEST_TOP = 12
_PAGE = re.compile(rf"{pattern_of('page_labels')}\.?\s*\w{{1,4}}\Z", re.IGNORECASE)


def read_named_header(lines: Sequence[str]) -> TextHeader | None:
    """Read front matter, or lines `Name: value`, at the beginning of a text; None where neither stands there.

    The lines have no white space at their ends.
    """
    start = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return None
    return read_front_matter(lines, start) or _read_named_lines(lines, start)


def _read_named_lines(lines: Sequence[str], start: int) -> TextHeader | None:
    """Read lines `Name: value` up to an empty line or one of no known name: at least two, one a title or a date."""
    header, at, last, known = TextHeader("names"), start, "", 0
    while at < len(lines) and lines[at].strip() and len(lines[at]) <= LONGEST_LINE:
        line = lines[at]
        match = _LINE.match(line.strip())
        field_name = FIELDS.get(fold_name(match["name"])) if match else None
        if line[:1] in (" ", "\t") and last and field_name is None:  # a folded line (RFC 5322, section 2.2.3)
            header.values[last] = f"{header.values[last]} {line.strip()}"
        elif match and field_name == "body" and known:
            lines = [*lines[:at], match["value"] or "", *lines[at + 1 :]]
            break
        elif match and field_name is not None:
            known, last = known + 1, field_name
            if field_name and match["value"]:
                header.values.setdefault(field_name, match["value"].strip())
            last = field_name if field_name in header.values else ""
        else:
            break
        at += 1
    if known < _FEWEST_NAMED or not {"title", "date"} & set(header.values):
        return None
    header.rest = tuple(lines[at:])
    _split_lists(header)
    return header


def _split_lists(header: TextHeader) -> None:
    for name in ("tags", "sections"):
        if name in header.values:
            texts = (text.strip() for text in re.split(r"[;,]", header.values.pop(name)))
            header.lists[name] = [text for text in texts if text and not _PAGE.match(text)]


def read_bare_header(lines: Sequence[str]) -> TextHeader:
    """Take the address, the byline and the day out of the first lines, each where a line says nothing else; the others,
    a title too, stay.
    """
    header = TextHeader("lines")
    rest = list(lines)
    looked_at = 0
    for at in range(len(lines)):
        line = lines[at].strip().strip("*_")
        if not line:
            continue
        looked_at += 1
        if looked_at > _LONGEST_TOP or len(line) > 200:
            break
        if (match := _ADDRESS.match(line)) and "url" not in header.values:
            header.values["url"] = match["url"]
        elif "date" not in header.values and looked_at > 1 and _is_label_of_next(lines, at):
            pass
        elif "date" not in header.values and (dated := _read_date_line(line, is_first=looked_at == 1)):
            _take_dates(header, dated, line)
        elif "authors" not in header.values and looked_at > 1 and (names := read_byline(line)):
            header.values["authors"] = names
        else:
            continue
        rest[at] = ""
    # at the end of a text its source is named, too
    for at in range(len(lines) - 1, max(len(lines) - 4, 0), -1):
        if "url" not in header.values and (match := _ADDRESS.match(lines[at].strip())):
            header.values["url"], rest[at] = match["url"], ""
    header.rest = tuple(rest)
    return header


def _read_date_line(line: str, *, is_first: bool) -> Line | None:
    """Return what a line says of dates where it says nothing else, but for a byline: `By Ann Lee | March 5, 2021`."""
    if len(line) > _LONGEST_DATE_LINE:
        return None
    dated = read_line(line)
    if dated.is_date:
        return dated
    is_signed = not is_first and len(dated.dates) > 0 and bool(read_byline(_rest_of(dated)))
    return dated if is_signed and replace(dated, rest="").is_date else None


def _take_dates(header: TextHeader, dated: Line, line: str) -> None:
    header.values["date"] = dated.published.source if dated.published else line
    if dated.published and dated.modified:
        header.values["modified"] = dated.modified.source
    if names := read_byline(_rest_of(dated)):
        header.values.setdefault("authors", names)


def _rest_of(dated: Line) -> str:
    return dated.rest.strip(" |•·,–—-")


def _is_label_of_next(lines: Sequence[str], at: int) -> bool:
    """Return whether a line is the label of a date in the next one, as in papers' pages (`Published`, then `5 March
    2021`).
    """
    return at + 1 < len(lines) and has_label(lines[at]) and is_date_line(lines[at + 1])


def is_date_line(line: str) -> bool:
    """Return whether a line says a day, and nothing else but a time."""
    return len(line) <= _LONGEST_DATE_LINE and read_line(line.strip()).is_date
