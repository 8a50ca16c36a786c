"""Markdown as captures have it, to HTML: Python-Markdown with what clippers write beside it."""

from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

from capture_import.forms.plain_text.wiki_marks import register_wiki_marks, show_callouts

# GitHub's ~~struck~~; Python-Markdown has no rule for it.
_STRUCK = r"(~~)(?=[^\s~])([^~]+)(?<!\s)~~"


class _Mark(NamedTuple):
    """A mark whose time in Python-Markdown grows with the square of its number in a paragraph."""

    text: str
    closing: str
    most: int  # that are not closed
    hidden: str  # what stands for it meanwhile: no character, so no text holds it
    html: str


_MARKS = (
    _Mark("[", "]", 50, "\ufdd0", "["),
    _Mark("(", ")", 50, "\ufdd1", "("),
    _Mark("<", ">", 50, "\ufdd2", "&lt;"),
    _Mark("\\", "\n", 1000, "\ufdd3", "\\"),
)


def markdown_to_html(text: str) -> str:
    """Return a text in Markdown, rendered."""
    reader = Markdown(extensions=["tables", "fenced_code", "footnotes"])
    # beside emphasis: within code the signs are code's
    reader.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 55)
    register_wiki_marks(reader)
    html = reader.convert("\n\n".join(map(_hide_marks, show_callouts(text).split("\n\n"))))
    for mark in _MARKS:
        html = html.replace(mark.hidden, mark.html)
    return html


def _hide_marks(block: str) -> str:
    """Return a paragraph; one that holds too many of a mark has them as words."""
    for mark in _MARKS:
        if block.count(mark.text) - block.count(mark.closing) > mark.most:
            block = block.replace(mark.text, mark.hidden)
    return block
