"""Escapes plain text for Markdown, so that the page shows it letter by letter."""

import re

from newsrecord.clean_text import clean_block

_SPECIAL = re.compile(r"[\\`*_\[{<&#]")
_CLOSING = re.compile(r"(\\.)|\]")
_REFERENCE = re.compile(r"&(?:#|[0-9A-Za-z]+;)")
# Characters that begin a block at the beginning of a line. A backslash escapes most of them; a character reference,
# those that Python-Markdown does not let a backslash escape.
_LINE_START = re.compile(r"[#>+-]|!(?=!!)|[:=~|]|(?P<number>\d+)\.(?=\s|$)")


def escape_text(text: str) -> str:
    r"""Return the text of one paragraph or heading as Markdown that Python-Markdown renders to exactly that text.

    White space at the ends of lines is removed, and so are characters that no page can show, and empty lines, which
    would end the paragraph.

    >>> escape_text("- the statement said.")
    '\\- the statement said.'
    >>> escape_text("2 * 3 < 7 & [sic]")
    '2 \\* 3 &lt; 7 & \\[sic]'
    """
    lines = (line.strip() for line in clean_block(text).replace("\t", " ").split("\n"))
    return "\n".join(_escape_line(line, is_alone="\n" not in text) for line in lines if line)


def close_brackets(text: str) -> str:
    r"""Return escaped text as a link's or a picture's words may have it: without a bracket that ends them early.

    >>> close_brackets(r"\[sic]")
    '\\[sic\\]'
    """
    return _CLOSING.sub(lambda match: match[1] or r"\]", text)


def _escape_line(line: str, *, is_alone: bool) -> str:
    start = _LINE_START.match(line)
    prefix = ""
    if start:
        if start["number"]:
            prefix, line = f"{start['number']}\\.", line[start.end() :]
        elif line[0] in ":=~|":
            prefix, line = f"&#{ord(line[0])};", line[1:]
        else:
            prefix, line = f"\\{line[0]}", line[1:]
    line = _SPECIAL.sub(_escape_character, line)
    return prefix + (line if is_alone else line.replace("|", "&#124;"))


def _escape_character(match: re.Match[str]) -> str:
    character, line, at = match[0], match.string, match.start()
    if character == "<":
        return "&lt;"
    if character == "&":
        return "&amp;" if _REFERENCE.match(line, at) else "&"
    if character == "#" and line[at + 1 :].strip():
        return "#"
    return f"\\{character}"
