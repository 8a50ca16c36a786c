"""Blocks among a text that are no part of it: lists of links, pointers elsewhere, headings with nothing below.

`drop_noise` is for web pages; of a text without its page only lines that are surely a site's are dropped
(`drop_site_lines`).
"""

import re
from itertools import islice

from capture_import.fields.body.blocks import Block
from capture_import.fields.body.boilerplate_lines import (
    is_end_heading,
    is_pointer,
    is_site_line,
    is_site_paragraph,
    is_surely_of_site,
)
from capture_import.fields.body.inline_markdown import TextRun, linked_share, split_lines
from capture_import.fields.body.sentences import ends_sentence
from capture_import.fields.dates import find_mentions, read_clock, read_line
from capture_import.fields.urls import is_same_site

_CLOCK_ALONE = re.compile(r"\d{1,2}[:.h]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?|uhr|h|[A-Z]{2,4})?\Z", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_WORDS_OF_LETTERS = re.compile(r"[^\W\d_]{3,}")
_FEW_WORDS = 3
_LETTERS = re.compile(r"\w")
_LAST_PART = 0.45
_NEVER_SAID_TWICE, _LEAST_RUN = 100, 3
_LONG_SENTENCE = 60
_MOSTLY = 0.8
_FEW_PARAGRAPHS = 3


def drop_site_lines(blocks: list[Block]) -> list[Block]:
    """Return the blocks of a text without its page, such as an entry's, without lines that are surely a site's."""
    return [
        block
        for block in blocks
        if block.kind != "paragraph" or not is_surely_of_site(block.text, linked_share(block.words))
    ]


def drop_noise(blocks: list[Block], url: str = "") -> list[Block]:
    """Return the blocks without those that are no part of the article: lists of links, pointers elsewhere, headings
    with nothing below.

    `url` is the page's: links to other sites are sources, and stay.
    """
    blocks = _cut_at_end(_without_repetitions(blocks))
    times = _list_entry_times(blocks)
    kept = [block for position, block in enumerate(blocks) if position in times or not _is_noise(block, url)]
    result: list[Block] = []
    for position, block in enumerate(kept):
        following = kept[position + 1] if position + 1 < len(kept) else None
        if block.kind == "heading" and following is None:
            continue
        result.append(block)
    return result


def _without_repetitions(blocks: list[Block]) -> list[Block]:
    """Return the blocks without runs of three long texts or more that stood before in the same order: some pages hold a
    part once for each width of the screen. Shorter runs may be the author's repetitions.
    """
    places: dict[str, int] = {}
    long: list[int] = []
    firsts: list[int] = []
    for position, block in enumerate(blocks):
        text = block.text if block.kind in ("paragraph", "list", "table") else ""
        if len(text) >= _NEVER_SAID_TWICE:
            firsts.append(places.setdefault(text, len(long)))
            long.append(position)
    repeated: set[int] = set()
    begin = 0
    for place in range(1, len(long) + 1):
        if place == len(long) or firsts[place] != firsts[place - 1] + 1:
            if firsts[begin] < begin and place - begin >= _LEAST_RUN:
                repeated.update(long[begin:place])
            begin = place
    return [block for position, block in enumerate(blocks) if position not in repeated]


def _list_entry_times(blocks: list[Block]) -> set[int]:
    """Return the places of the times that stand above (or below) the headings of a text's entries.

    A live blog has them: two at least.
    """
    times = {
        position
        for position, block in enumerate(blocks)
        if block.kind == "paragraph"
        and any(other.kind == "heading" for other in blocks[max(position - 1, 0) : position + 2])
        and _is_time(block.text)
    }
    return times if len(times) > 1 else set()


def _is_time(text: str) -> bool:
    """Return whether a line is a time of day, with its date perhaps, and nothing else."""
    return len(text) < 40 and (
        bool(_CLOCK_ALONE.match(text)) or (read_clock(text) is not None and read_line(text).is_date)
    )


def _cut_at_end(blocks: list[Block]) -> list[Block]:
    """Leave out what a heading such as `About the author` opens, in the last part of a text."""
    lengths = [len(block.text) for block in blocks]
    following = sum(lengths)
    end = (1 - _LAST_PART) * following
    for position, block in enumerate(blocks):
        if (
            following < end
            and lengths[position] < 45
            and block.kind in ("heading", "paragraph")
            and is_end_heading(block.text)
            and (block.kind == "heading" or not _stands_in_cell(block))
        ):
            return blocks[:position]
        following -= lengths[position]
    return blocks


def _is_table_of_contents(block: Block) -> bool:
    """Return whether a list's items are links to places of the page itself."""
    if block.element is None or len(block.children) < _FEW_PARAGRAPHS:
        return False
    links = [link for link in block.element.iter("a") if (link.get("href") or "").startswith("#")]
    letters = sum(len(link.text_content().strip()) for link in links)
    return len(links) >= _FEW_PARAGRAPHS and letters >= _MOSTLY * len(block.text)


def _opens_sentences(block: Block) -> bool:
    """Return whether a heading's sentences stand beside it, among others of the text; a teaser has a box of its own."""
    if block.element is None:
        return False
    following = block.element.getnext()
    parent = block.element.getparent()
    return (
        following is not None
        and parent is not None
        and following.tag == "p"
        and len(following.text_content()) > _LONG_SENTENCE
        and sum(1 for _ in islice(parent.iterchildren("p"), _FEW_PARAGRAPHS)) == _FEW_PARAGRAPHS
    )


def _stands_in_cell(block: Block) -> bool:
    """Return whether a block stands in a cell that has others beside it."""
    if block.element is None:
        return False
    cell = next((outer for outer in (block.element, *block.element.iterancestors()) if outer.tag in ("td", "th")), None)
    return cell is not None and (cell.getnext() is not None or cell.getprevious() is not None)


def _is_noise(block: Block, url: str) -> bool:
    text = block.text
    if not _LETTERS.search(text):
        return True
    if block.kind == "list":
        shares = [
            linked_share(item.words) if item.kind == "paragraph" else 0.0 for items in block.children for item in items
        ]
        if _is_table_of_contents(block):
            return True
        return _are_mostly_links(shares) and (len(shares) > 1 or len(text) < 120)
    if block.kind == "paragraph":
        if sum(run.text == "\n" for run in block.words) >= _FEW_PARAGRAPHS - 1 and _are_mostly_links(
            [linked_share(line) for line in split_lines(block.words)]
        ):
            return not _leads_elsewhere(block.words, url)
        share = linked_share(block.words)
        if share > 0.8:
            is_wholly = share > 0.95
            is_short = len(text) < _LONG_SENTENCE
            return len(text) < 160 and (not ends_sentence(text) or is_pointer(text) or (is_wholly and is_short))
        if is_site_paragraph(text, share):
            return True
        if len(text) < 40 and is_date_alone(text):
            return True
    if block.kind == "heading":
        return (
            linked_share(block.words) > 0.8 and not _opens_sentences(block) and not _leads_elsewhere(block.words, url)
        ) or (len(text) < 45 and (is_pointer(text) or is_site_line(text)))
    if block.kind == "quote":
        words = [run for part in block.children for inner in part for run in inner.words]
        return linked_share(words) > 0.9 and len(text) < 200
    return False


def _leads_elsewhere(words: list[TextRun], url: str) -> bool:
    """Return whether all links in words lead to other sites than the page's."""
    links = [run.href for run in words if run.href]
    return bool(url and links) and not any(is_same_site(link, url) for link in links)


def _are_mostly_links(shares: list[float]) -> bool:
    """Return whether most items of a list, or lines of a paragraph, are links, by how much of each is linked."""
    return bool(shares) and sum(share > 0.7 for share in shares) >= 0.6 * len(shares)


def is_date_alone(text: str) -> bool:
    """Return whether a line is a date or a time and nothing more."""
    return (
        not text.endswith((".", "!", "?"))
        and len(_WORDS_OF_LETTERS.findall(text)) <= _FEW_WORDS
        and (
            bool(_TIME_OF_DAY.search(text))
            or any(mention.first is None for mention in find_mentions(text))
            or read_line(text).is_date
        )
    )
