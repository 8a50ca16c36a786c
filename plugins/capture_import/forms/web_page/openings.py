"""The beginning of a page's text without what stands there beside it: the headline, a byline, a date."""

import re
from collections.abc import Iterable
from dataclasses import replace

from capture_import.fields.body.inline_markdown import join_lines, plain_text, split_lines
from capture_import.fields.body.noise import is_date_alone
from capture_import.fields.names import split_byline
from capture_import.forms.web_page.bodies import PageBody


def without_headline(body: PageBody, title: str, authors: Iterable[str]) -> PageBody:
    """Return the text without a headline at its beginning, and without a byline and a date below that."""
    blocks = list(body.blocks)
    while blocks and blocks[0].kind in ("heading", "paragraph") and _fold(blocks[0].text) == _fold(title):
        del blocks[0]
    names = {_fold(name) for name in authors}

    def stands_above(line: str) -> bool:
        return (
            _fold(line) == _fold(title)
            or is_date_alone(line)
            or set() < {_fold(name) for name in split_byline(line)} <= names
        )

    if blocks and blocks[0].kind == "paragraph":
        lines = split_lines(blocks[0].words)
        while len(lines) > 1 and stands_above(plain_text(lines[0])):
            del lines[0]
            blocks[0] = replace(blocks[0], words=join_lines(lines))
        is_entry = len(blocks) > 1 and blocks[1].kind == "heading"  # of a live blog, whose times stay
        if len(lines) == 1 and stands_above(plain_text(lines[0])) and not is_entry:
            del blocks[0]
    return replace(body, blocks=blocks)


def _fold(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
