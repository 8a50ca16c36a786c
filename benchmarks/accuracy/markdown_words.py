"""The words that a page made of Markdown shows."""

from lxml import html as lxml_html
from markdown import Markdown

# tables are written as pipe tables; nothing else is beyond Markdown's core
_MARKDOWN = Markdown(extensions=["tables"])


def markdown_to_text(body: str) -> str:
    """Return the words that a page made of Markdown shows."""
    _MARKDOWN.reset()
    rendered = _MARKDOWN.convert(body)
    return " ".join(lxml_html.fragment_fromstring(rendered, create_parent="div").itertext()) if rendered else ""
