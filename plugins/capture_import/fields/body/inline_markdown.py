"""The words of a block as Markdown: text to the letter, and links to safe URLs. Blocks are written in `markdown`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from newsrecord.markdown_text import close_brackets, escape_text

# of no width: white space for a reader, not for Python
_ZERO_WIDTH = ("\u200b", "\u2060")
# where a word may be parted at a line's end: no letter of it
_SOFT_HYPHEN = "\u00ad"
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s()<>"'\\\[\]`{}|^]""")


@dataclass(frozen=True, slots=True)
class TextRun:
    r"""A run of text with one link's URL, or none; `"\n"` alone is a line end that the page shows."""

    text: str
    href: str = ""


def plain_text(words: Iterable[TextRun]) -> str:
    """Return the text alone, white space folded."""
    return " ".join(_part("".join([run.text for run in words])).split())


def _part(text: str) -> str:
    """Return text without soft hyphens, all that parts words as white space."""
    if not text.isascii():
        text = text.replace(_SOFT_HYPHEN, "")
        for space in _ZERO_WIDTH:
            text = text.replace(space, " ")
    return text


def _fold_spaces(text: str) -> str:
    """Return text with each run of white space as one space, those at its ends, too."""
    folded = " ".join(text.split())
    if not folded:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{folded}{' ' if text[-1].isspace() else ''}"


def linked_share(words: list[TextRun]) -> float:
    """Return what share of the letters stands in links."""
    total = sum(len(run.text.strip()) for run in words)
    return sum(len(run.text.strip()) for run in words if run.href) / total if total else 0.0


def split_lines(words: Iterable[TextRun]) -> list[list[TextRun]]:
    """Return runs of text by line."""
    lines: list[list[TextRun]] = [[]]
    for run in words:
        if run.text == "\n":
            lines.append([])
        else:
            lines[-1].append(run)
    return [line for line in lines if plain_text(line)]


def join_lines(lines: Iterable[list[TextRun]]) -> list[TextRun]:
    """Return lines as one run of words, with the ends of lines."""
    words: list[TextRun] = []
    for line in lines:
        words += ([TextRun("\n")] if words else []) + line
    return words


def words_to_markdown(words: Iterable[TextRun], *, is_line: bool = False) -> str:
    """Return runs of text as one paragraph of Markdown; `is_line` gives one line (headings, cells of a table)."""
    lines: list[list[TextRun]] = [[]]
    for run in words:
        if run.text == "\n" and not is_line:
            lines.append([])
        else:
            text = _fold_spaces(_part(run.text))
            last = lines[-1]
            if last and last[-1].href == run.href:
                last[-1] = TextRun(_fold_spaces(last[-1].text + text), run.href)
            else:
                last.append(TextRun(text, run.href))
    written = [written for line in lines if (written := _line_to_markdown(line))]
    if len(written) > 1 or is_line:
        written = [line.replace("|", "&#124;") for line in written]
    return "  \n".join(written)


def _line_to_markdown(line: list[TextRun]) -> str:
    parts: list[str] = []
    for run in line:
        text = run.text
        if not parts or parts[-1].endswith(" "):
            text = text.lstrip()
        if not text:
            continue
        stripped = text.strip()
        if not stripped:
            parts.append(" ")
            continue
        escaped = escape_text(stripped)
        before = " " if text[0] == " " else ""
        after = " " if text[-1] == " " else ""
        if run.href:
            escaped = f"[{close_brackets(escaped)}]({_UNSAFE_IN_ADDRESS.sub(_percent, run.href)})"
            # an exclamation mark before a link would make it an image
            if not before and parts and parts[-1].endswith("!"):
                parts[-1] = parts[-1][:-1] + "&#33;"
        parts.append(before + escaped + after)
    return "".join(parts).strip()


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
