"""The text of a page that a browser printed: what stands round each sheet is taken off, its URL kept.

A browser prints the day and the title above each sheet, the URL and the sheet's number below.
"""

import re
from collections.abc import Sequence

from capture_import.forms.plain_text.blocks import is_sentence

_BELOW = re.compile(r"(https?://\S+)\s+(\d{1,4})/(\d{1,4})\Z")
# A day in digits and, after a gap, the title.
_ABOVE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b[^\n]{0,20}?(?:\s{3,}|\t)\S")


def take_off_frames(text: str) -> tuple[str, str]:
    r"""Return the text of a printed page without what stands round its sheets, and its URL; a text that is not printed
    as it is, and an empty URL.

    Such a text is known by its sheets: each ends with the same URL and its number, from the first to the last.

    >>> above, below = "3/8/2021     Lamp", "http://a.example/"
    >>> take_off_frames("\n".join((above, "It is", f"{below} 1/2", above, "lit.", f"{below} 2/2")))
    ('It is\nlit.', 'http://a.example/')
    """
    if " 1/" not in text:
        return text, ""
    lines = text.splitlines()
    ends = [(at, found) for at, line in enumerate(lines) if (found := _BELOW.match(line.strip()))]
    urls = {found[1] for _, found in ends}
    numbers = [(found[2], found[3]) for _, found in ends]
    if len(urls) != 1 or numbers != [(str(number), str(len(ends))) for number in range(1, len(ends) + 1)]:
        return text, ""
    starts = [0, *(at + 1 for at, _ in ends)]
    sheets = [_strip(lines[start:at]) for start, (at, _) in zip(starts, ends, strict=False)]
    firsts = {sheet[0].strip() for sheet in sheets if sheet}
    if len(firsts) == 1 and (len(sheets) > 1 or _ABOVE.match(min(firsts))):
        sheets = [_strip(sheet[1:]) for sheet in sheets]
    shown: list[str] = []
    for sheet in [*sheets, _strip(lines[starts[-1] :])]:
        if shown and sheet and is_sentence(shown[-1].rstrip()) and not sheet[0][:1].islower():
            shown.append("")
        shown += sheet
    return "\n".join(shown), urls.pop()


def _strip(lines: Sequence[str]) -> list[str]:
    """Return a sheet's lines without the empty ones round it."""
    kept = list(lines)
    while kept and not kept[0].strip():
        kept.pop(0)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept
