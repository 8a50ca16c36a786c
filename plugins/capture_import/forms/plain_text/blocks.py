"""Lines of a text capture's body to Markdown: paragraphs, subheads, quotations with attribution, lists."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from capture_import.fields.body.credits import is_credit_line
from newsrecord.markdown_text import escape_text

_ATTRIBUTION = re.compile(r"[-–—]\s*(?=[^\s\d])(.{2,240})\Z")
_BULLET = re.compile(r"(?:[•·▪●‣*]|[-–—](?=\s))\s*(?=\S)")
_SURE_BULLET = re.compile(r"[•·▪●‣]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'»”’)\]]*\Z|[»”)\]]\Z")
# Inside a line: one sentence ends and the next begins. A quotation from its first sign to its last.
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…][\"'»”’)]*\s+[\"'«“„(]*[A-ZА-ЯЁІЇЄҐÀ-ÖØ-Þ]")
_QUOTATION = re.compile(r"[\"“„][^\"“”„]*[\"”]\Z|«[^«»]*»\Z|“[^“”]*”\Z")
_HOUR = re.compile(r"\d{1,2}[:.]\d\d\b")
_QUESTION = re.compile(r"[?!][\"'»”’)\]]*\Z")
_LONGEST_SUBHEAD = 110
_FEWEST_WORDS_OF_HEADLINE = 4


@dataclass(frozen=True, slots=True)
class PlainTextBody:
    """A body in Markdown, and the other articles' headlines that stood in it."""

    markdown: str
    paragraphs: tuple[str, ...]
    related: tuple[str, ...]


def lines_to_body(lines: Sequence[str], is_subhead: Callable[[str], bool]) -> PlainTextBody:
    """Return the body of some lines (none empty). `is_subhead` knows the publisher's own subheads (`Recall`).

    A line without a sentence's end is a subhead where a paragraph follows. Where nothing follows but the end, a known
    subhead or another such line, and it is as long as a headline, it is another article's headline. The words stay to
    the letter.
    """
    blocks: list[str] = []
    paragraphs: list[str] = []
    related: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        following = lines[at + 1] if at + 1 < len(lines) else ""
        items = _count_items(lines, at)
        run = _count_headlines(lines, at, is_subhead)
        if items:
            texts = [_BULLET.sub("", item, count=1) for item in lines[at : at + items]]
            blocks.append("\n".join(f"- {escape_text(text)}" for text in texts))
            paragraphs += texts
            at += items
        elif _is_attribution(lines, at + 1) and not is_subhead(line):
            blocks.append(f"> {escape_text(line)}\n>\n> {escape_text(following)}")
            paragraphs += [line, following]
            at += 2
        elif run:
            for text, form in zip(lines[at : at + run], _forms_of_run(lines, at, run, is_subhead), strict=True):
                if form == _RELATED:
                    related.append(text)
                else:
                    blocks.append(f"## {escape_text(text)}" if form == _SUBHEAD else escape_text(text))
            at += run
        elif is_subhead(line):
            blocks.append(f"## {escape_text(line)}" if following else escape_text(line))
            at += 1
        else:
            blocks.append(escape_text(line))
            paragraphs.append(line)
            at += 1
    return PlainTextBody("\n\n".join(blocks), tuple(paragraphs), tuple(related))


def _count_headlines(lines: Sequence[str], at: int, is_subhead: Callable[[str], bool]) -> int:
    """How many lines from here on, one after the other, can be subheads or other articles' headlines."""
    count = 0
    while (
        at + count < len(lines)
        and _can_be_headline(lines, at + count, is_subhead)
        and not (count and _is_attribution(lines, at + count + 1))
    ):
        count += 1
    return count


def _can_be_headline(lines: Sequence[str], at: int, is_subhead: Callable[[str], bool]) -> bool:
    line = lines[at]
    if is_subhead(line) or len(line) > _LONGEST_SUBHEAD or line[0].islower() or line[0] in "-–—•":
        return False
    if _SENTENCES.search(line) or _QUOTATION.match(line) or is_credit_line(line) or _HOUR.match(line):
        return False
    # a question can be a headline where a text has come to its end
    return not is_sentence(line) or bool(_QUESTION.search(line) and at and at + 1 == len(lines))


_RELATED, _SUBHEAD, _PLAIN = "related", "subhead", "plain"


def _forms_of_run(lines: Sequence[str], at: int, run: int, is_subhead: Callable[[str], bool]) -> list[str]:
    """Say of each line of a run what it is.

    What a text that has begun closes with are related headlines, and so they are before a known subhead. Before a
    paragraph stands its subhead, and above that a related headline at most: more such lines are a list's. So are those
    behind a colon. What stands below a known subhead is its paragraph.
    """
    if at and is_subhead(lines[at - 1]):
        return [_PLAIN, *(_forms_of_run(lines, at + 1, run - 1, is_subhead) if run > 1 else ())]
    texts = lines[at : at + run]
    before, behind = lines[at - 1] if at else "", lines[at + run] if at + run < len(lines) else ""
    is_headline = [len(text.split()) >= _FEWEST_WORDS_OF_HEADLINE and at > 0 for text in texts]
    if before.endswith(":"):
        return [_PLAIN] * run if run > 1 or not behind else [_SUBHEAD]
    if not behind or is_subhead(behind):
        return [_RELATED if can_be else _SUBHEAD if behind else _PLAIN for can_be in is_headline]
    if run > 2:
        return [_PLAIN] * (run - 1) + [_SUBHEAD]
    return [_RELATED if can_be else _SUBHEAD for can_be in is_headline[:-1]] + [_SUBHEAD]


def is_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line))


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    """Return whether a line says who said the line before: `- the statement said.`, alone, not one of a list's."""
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
