"""The words of a Markdown text, without its marks."""

from lxml import html as lxml_html
from markdown import Markdown

# the import writes core Markdown and pipe tables, nothing else
_MARKDOWN = Markdown(extensions=["tables"])


def markdown_to_text(body: str) -> str:
    """Return the words that a page made of this Markdown shows."""
    _MARKDOWN.reset()
    rendered = _MARKDOWN.convert(body)
    return " ".join(lxml_html.fragment_fromstring(rendered, create_parent="div").itertext()) if rendered else ""
