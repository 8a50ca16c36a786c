"""Markdown as captures have it, to HTML: Python-Markdown with what clippers write beside it."""

from markdown import Markdown
from markdown.inlinepatterns import SimpleTagInlineProcessor

# GitHub's ~~struck~~; Python-Markdown has no rule for it.
_STRUCK = r"(~~)(?=[^\s~])([^~]+)(?<!\s)~~"


def markdown_to_html(text: str) -> str:
    """Return a text in Markdown, rendered."""
    reader = Markdown(extensions=["tables", "fenced_code", "footnotes"])
    # beside emphasis: within code the signs are code's
    reader.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 55)
    return reader.convert(text)
