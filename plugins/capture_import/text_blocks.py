"""Lines of a text capture's body to Markdown: paragraphs, subheads, quotations with attribution, lists."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsrecord.markdown_text import escape_text

_ATTRIBUTION = re.compile(r"[-–—]\s*(?=[^\s\d])(.{2,240})\Z")
_BULLET = re.compile(r"(?:[•·▪●‣*]|[-–—](?=\s))\s*(?=\S)")
_SURE_BULLET = re.compile(r"[•·▪●‣]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'»”’)\]]*\Z|[»”)\]]\Z")
_LONGEST_SUBHEAD = 110
_FEWEST_WORDS_OF_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class Body:
    """A body in Markdown, and the other articles' headlines that stood in it."""

    markdown: str
    paragraphs: tuple[str, ...]
    related: tuple[str, ...]


def lines_to_body(lines: Sequence[str], is_subhead: Callable[[str], bool]) -> Body:
    """Give the body of some lines (none empty). `is_subhead` knows the publisher's own subheads (`Recall`).

    A line without a sentence's end is a subhead where a paragraph follows. Where nothing follows but the end or a known
    subhead, and it is as long as a headline, it is another article's headline. The words stay to the letter.
    """
    blocks: list[str] = []
    paragraphs: list[str] = []
    related: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else ""
        items = _count_items(lines, at)
        if items:
            texts = [_BULLET.sub("", item, count=1) for item in lines[at : at + items]]
            blocks.append("\n".join(f"- {escape_text(text)}" for text in texts))
            paragraphs += texts
            at += items
            continue
        if _is_attribution(lines, at + 1) and not looks_like_subhead(line, is_subhead, strictly=True):
            blocks.append(f"> {escape_text(line)}\n>\n> {escape_text(following)}")
            paragraphs += [line, following]
            at += 2
            continue
        if looks_like_subhead(line, is_subhead):
            ends = not following or is_subhead(following)
            if following and not ends:
                blocks.append(f"## {escape_text(line)}")
            elif not is_subhead(line) and len(line.split()) >= _FEWEST_WORDS_OF_HEADLINE and blocks:
                related.append(line)
            else:
                blocks.append(f"## {escape_text(line)}" if following else escape_text(line))
        else:
            blocks.append(escape_text(line))
            paragraphs.append(line)
        at += 1
    return Body("\n\n".join(blocks), tuple(paragraphs), tuple(related))


def looks_like_subhead(line: str, is_subhead: Callable[[str], bool], *, strictly: bool = False) -> bool:
    """Whether a line can be a subhead or a headline: a known one, or short and without a sentence's end."""
    if is_subhead(line) or strictly:
        return is_subhead(line)
    return len(line) <= _LONGEST_SUBHEAD and not _SENTENCE_END.search(line) and not line[0].islower() and line[0] not in "-–—•"


def is_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line))


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    """Whether a line says who said the line before: `- the statement said.`, alone, not one of a list's."""
    if not 0 < at < len(lines) or not _ATTRIBUTION.match(lines[at]):
        return False
    before = lines[at - 1]
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return not _BULLET.match(before) and not before.endswith(":") and not _ATTRIBUTION.match(after)


def _count_items(lines: Sequence[str], at: int) -> int:
    """How many lines from here on are one list: marked by bullets, or two or more by dashes."""
    for mark, least in ((_SURE_BULLET, 1), (_BULLET, 2)):
        count = 0
        while at + count < len(lines) and mark.match(lines[at + count]):
            count += 1
        if count >= least:
            return count
    return 0
