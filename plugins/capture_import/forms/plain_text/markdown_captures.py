"""Markdown of captures to HTML: Python-Markdown, with extensions for what web clippers write."""

from typing import NamedTuple

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

from capture_import.forms.plain_text.wiki_marks import register_wiki_marks, show_callouts

# GitHub's ~~struck~~; Python-Markdown has no rule for it.
_STRUCK = r"(~~)(?=[^\s~])([^~]+)(?<!\s)~~"


class _Mark(NamedTuple):
    """A character for which Python-Markdown takes quadratic time: the square of its count in a paragraph."""

    text: str
    closing: str
    most: int  # how many may stand in a paragraph without their closing character
    hidden: str  # its stand-in while Python-Markdown runs: a Unicode noncharacter, which no text holds
    html: str


_MARKS = (
    _Mark("[", "]", 50, "\ufdd0", "["),
    _Mark("(", ")", 50, "\ufdd1", "("),
    _Mark("<", ">", 50, "\ufdd2", "&lt;"),
    _Mark("\\", "\n", 1000, "\ufdd3", "\\"),
)


def markdown_to_html(text: str) -> str:
    """Return a Markdown text as HTML."""
    reader = Markdown(extensions=["tables", "fenced_code", "footnotes"])
    # at the priority of emphasis, below that of code, so that `~~` inside code stays
    reader.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 55)
    register_wiki_marks(reader)
    html = reader.convert("\n\n".join(map(_hide_marks, show_callouts(text).split("\n\n"))))
    for mark in _MARKS:
        html = html.replace(mark.hidden, mark.html)
    return html


def _hide_marks(block: str) -> str:
    """Return a paragraph; a mark that it holds too often is replaced by its stand-in."""
    for mark in _MARKS:
        if block.count(mark.text) - block.count(mark.closing) > mark.most:
            block = block.replace(mark.text, mark.hidden)
    return block
