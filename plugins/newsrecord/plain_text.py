"""The words of an article's body without the marks of its Markdown: what a reader sees of them, a line a paragraph."""

import html
import re

from newsrecord.pictures import without_pictures

_BLOCK_MARKS = re.compile(r"(?:[ ]*+(?:>|#{1,6}(?=[ ])|-(?=[ ]{3})|\d{1,9}\.(?=[ ]{2})))++")
_TABLE_RULE = re.compile(r"\|?(?:[ ]*+:?-{3,}+:?[ ]*+\|?)++")
# An escaped character; what stands around the words of a link, whose brackets are escaped where they are words; marks.
_INLINE = re.compile(
    r"\\(?P<escaped>.)|(?P<mark>!?\[|\]\([^()\s]*+(?:[ ]\"[^\"]*+\")?\)|\*++|`++)|&(?:#\d{1,7}|\w{1,31});"
)


def markdown_to_words(body: str) -> str:
    r"""Return the words of a body in canonical Markdown; other Markdown keeps some of its marks.

    >>> markdown_to_words("## Lamp\n\n> The *old* [lamp](https://a.example) is\n> lit\\.\n\n1.  A &lt; B").split("\n")
    ['Lamp', 'The old lamp is lit.', 'A < B']
    """
    paragraphs = (_read_paragraph(paragraph) for paragraph in without_pictures(body).split("\n\n"))
    return "\n".join(filter(None, paragraphs))


def _read_paragraph(paragraph: str) -> str:
    lines = (line[_end_of_marks(line) :] for line in paragraph.split("\n") if not _TABLE_RULE.fullmatch(line))
    return " ".join(_INLINE.sub(_read_mark, " ".join(lines)).split())


def _end_of_marks(line: str) -> int:
    marks = _BLOCK_MARKS.match(line)
    return marks.end() if marks else 0


def _read_mark(match: re.Match[str]) -> str:
    if match["escaped"] is not None:
        return match["escaped"]
    return "" if match["mark"] else html.unescape(match[0])
