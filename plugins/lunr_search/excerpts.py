"""Excerpts: the beginning of each article's text, from which the search page shows the sentence with the found words.

Whole texts would double the index. The first EXCERPT_LENGTH characters have a sentence with a found word in nine of ten
results, since news says first what it is about; for the others the page looks into the article itself.
"""

import zlib
from collections.abc import Sequence

from lunr_search.scripts import Base64, to_base64

EXCERPT_LENGTH = 800
"""Characters of an excerpt: the index stays below six tenths of the articles' text."""
CUT = " …"
"""The end of an excerpt that is not the whole text."""
_LONGEST_WORD = 40  # a script without spaces is cut at any character


def make_excerpt(lede: str, body: str) -> str:
    r"""Return the lede and the beginning of the body, unless that begins with the lede; one line for a paragraph.

    >>> make_excerpt("Two ferries sail.", "Both ferries sailed on\xa0Monday.\n\nNobody  was hurt.")
    'Two ferries sail.\nBoth ferries sailed on Monday.\nNobody was hurt.'
    """
    text = "\n".join(_take_lines(body))
    lede = " ".join(lede.split())
    if lede and not text.replace("\n", " ").startswith(lede.removesuffix(CUT)):
        text = f"{lede}\n{text}" if text else lede
    if len(text) <= EXCERPT_LENGTH:
        return text
    text = text[:EXCERPT_LENGTH].rstrip()
    last_space = text.rfind(" ", EXCERPT_LENGTH - _LONGEST_WORD)
    return text[: last_space if last_space > 0 else None] + CUT


def _take_lines(body: str) -> list[str]:
    """Return the lines of a body without superfluous white space, until they are longer than an excerpt."""
    lines: list[str] = []
    size = 0
    for each in body.splitlines():
        line = " ".join(each.split())
        if not line:
            continue
        if size > EXCERPT_LENGTH + 1:
            break
        lines.append(line)
        size += len(line) + 1
    return lines


def pack_excerpts(excerpts: Sequence[str]) -> Base64:
    """Return excerpts, separated by NUL, as Base64 of raw DEFLATE (RFC 1951), which browsers can inflate."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = "\0".join(text.replace("\0", " ") for text in excerpts).encode("utf-8", "replace")
    return to_base64(packer.compress(data) + packer.flush())
