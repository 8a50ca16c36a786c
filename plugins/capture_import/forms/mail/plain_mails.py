"""A mail's plain text as HTML: flowed and wrapped lines joined; quotations, lists, headings; no signature."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from capture_import.fields.mails import is_footer_line, is_line_around
from newsrecord.clean_text import clean_block

# What parts a text from its footer: `-- ` (RFC 3676, section 4.3), and lines of one sign.
_SIGNATURE = re.compile(r"--\s?\Z")
_RULE = re.compile(r"\s*([-_=*~#+—–])\1{4,}\s*\Z")
_UNDERLINE = re.compile(r"(?:-{3,}|={3,})\s*\Z")
_BULLET = re.compile(r"\s{0,4}(?:[*•·▪-]|\d{1,2}[.)])\s+(?=\S)")
_URL_ALONE = re.compile(r"\s*[<(\[]?https?://\S+\s*\Z")
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 45, 100
_LONGEST_FOOTER = 25  # lines
_LONGEST_HEADING = 120
_LONGEST_ABOVE_FOOTER = 200
_LONGEST_UNDERLINE = 30
_DEEPEST_QUOTE = 5


def plain_to_html(text: str, *, is_flowed: bool = False, drops_space: bool = False) -> str:
    r"""Return a plain text as HTML. `is_flowed` says that a space at a line's end joins it to the next (RFC 3676).

    >>> plain_to_html("Lamp\n----\n\nIt burns.\n\n-- \nAnn")
    '<h2>Lamp</h2><p>It burns.</p>'
    """
    lines = clean_block(text).split("\n")
    if is_flowed:
        lines = list(_unflow(lines, drops_space=drops_space))
    return _lines_to_html(_without_footer([line.rstrip() for line in lines]), 0)


def _unflow(lines: Sequence[str], *, drops_space: bool) -> Iterator[str]:
    """Yield flowed lines as whole ones; those of one paragraph have one depth of quotation."""
    joined, depth = "", 0
    for line in lines:
        marks = len(line) - len(line.lstrip(">"))
        words = line[marks:].removeprefix(" ")
        if joined and marks != depth:
            yield ">" * depth + (" " if depth else "") + joined
            joined = ""
        depth = marks
        if words == "-- ":
            if joined:
                yield joined
            yield words
            joined = ""
        elif words.endswith(" "):
            joined += words[:-1] if drops_space else words
        else:
            yield ">" * depth + (" " if depth else "") + joined + words
            joined = ""
    if joined:
        yield joined


def _without_footer(lines: list[str]) -> list[str]:
    """Return the lines without a signature, and without what a list sets below a mail."""
    for at in range(len(lines) - 1, max(len(lines) - _LONGEST_FOOTER, 0), -1):
        if _SIGNATURE.match(lines[at]) and any(line.strip() for line in lines[:at]):
            return lines[:at]
    for at in range(max(len(lines) - _LONGEST_FOOTER, 1), len(lines)):
        is_below_text = not lines[at - 1].strip() or len(lines[at].strip()) > _LONGEST_UNDERLINE
        if _RULE.match(lines[at]) and is_below_text and _is_footer(lines[at + 1 :]):
            return lines[:at]
    return lines


def _is_footer(lines: Sequence[str]) -> bool:
    """Return whether lines say soon that they are a list's footer: there is no story above what says so."""
    above = 0
    for line in lines:
        if is_footer_line(line):
            return True
        above += len(line)
        if above > _LONGEST_ABOVE_FOOTER:
            return False
    return False


def _lines_to_html(lines: Sequence[str], depth: int) -> str:
    shown: list[str] = []
    for part in _split(lines):
        if all(line.startswith(">") for line in part) and depth < _DEEPEST_QUOTE:
            inner = _lines_to_html([line[1:].removeprefix(" ") for line in part], depth + 1)
            shown.append(f"<blockquote>{inner}</blockquote>")
        elif not all(_RULE.match(line) for line in part):
            shown.append(_part_to_html(part))
    return "".join(shown)


def _split(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph: what stands between empty lines, and is quoted or not."""
    part: list[str] = []
    for line in lines:
        if part and (not line.strip() or line.startswith(">") != part[0].startswith(">")):
            yield part
            part = []
        if line.strip():
            part.append(line)
    if part:
        yield part


def _part_to_html(part: list[str]) -> str:
    if len(part) > 1 and _UNDERLINE.match(part[1]) and len(part[0]) <= _LONGEST_HEADING:
        below = _part_to_html(part[2:]) if part[2:] else ""
        return f"<h2>{escape(part[0].strip(), quote=False)}</h2>{below}"
    whole = " ".join(map(str.strip, part))
    if is_footer_line(whole) or is_line_around(whole):
        return ""
    items = _split_items(part)
    if items:
        return "<ul>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + "</ul>"
    lines = [escape(line.strip(), quote=False) for line in part]
    if _is_wrapped(part):
        return f"<p>{' '.join(lines)}</p>"
    return f"<p>{'<br>'.join(lines)}</p>"


def _split_items(part: Sequence[str]) -> list[str]:
    """Return the items of a list, each with the indented lines below it; none where a line is of no item."""
    items: list[str] = []
    for line in part:
        if mark := _BULLET.match(line):
            items.append(line[mark.end() :].strip())
        elif items and line[:1].isspace():
            items[-1] += " " + line.strip()
        else:
            return []
    return items if len(items) > 1 or part[0].lstrip()[:1] in "*•·▪" else []


def _is_wrapped(part: Sequence[str]) -> bool:
    """Return whether a program broke a paragraph's lines, rather than who wrote it."""
    above = part[:-1]
    return (
        bool(above)
        and all(_SHORTEST_WRAPPED <= len(line) <= _LONGEST_WRAPPED for line in above)
        and len(part[-1]) <= _LONGEST_WRAPPED
        and not any(map(_URL_ALONE.match, part))
    )
