"""The words of a block: texts of the page to words, lines to paragraphs, raised numbers to characters."""

import re

from lxml.html import HtmlElement

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.inline_markdown import TextRun

_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NUMBER = re.compile(r"\s*([0-9+\-−=()]{1,12})\s*\Z")


def read_text(text: str | None, href: str) -> list[TextRun]:
    """Return a text of the page as runs; a line end in the source is white space."""
    return [TextRun(" " if text == "\n" else text, href)] if text else []


def raise_or_lower(element: HtmlElement) -> str:
    """Return a number in `<sup>` or `<sub>` in raised or lowered characters, or as `[1]` where it links to a note; an
    empty string for other text.
    """
    match = _NUMBER.match("".join(element.itertext()))
    if not match:
        return ""
    parent = element.getparent()
    if element.tag == "sup" and (
        next(element.iter("a"), None) is not None or (parent is not None and parent.tag == "a")
    ):
        return f"[{match[1]}]"
    return match[1].translate(_RAISED if element.tag == "sup" else _LOWERED)


def split_paragraphs(words: list[TextRun], element: HtmlElement) -> list[Block]:
    """Return words as paragraphs: two line ends in a row divide them, a single one stays in its paragraph."""
    parts: list[list[TextRun]] = [[]]
    pending = 0
    for run in words:
        if run.text == "\n" and not run.href:
            pending += 1
            continue
        if pending:
            if not run.text.strip():
                continue
            if parts[-1]:
                if pending > 1:
                    parts.append([])
                else:
                    parts[-1].append(TextRun("\n"))
        pending = 0
        parts[-1].append(run)
    blocks = [Block("paragraph", part, element=element) for part in parts]
    return [block for block in blocks if block.text]
