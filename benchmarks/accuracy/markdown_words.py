"""The words of a Markdown text, without its marks."""

from lxml import html as lxml_html
from markdown import Markdown

# the import writes core Markdown and pipe tables, nothing else
_MARKDOWN = Markdown(extensions=["tables"])


def markdown_to_text(body: str) -> str:
    """Return the words that a page made of this Markdown shows, but for pictures and cards of what it embeds: neither
    keys nor peers count these.
    """
    _MARKDOWN.reset()
    rendered = _MARKDOWN.convert(body)
    if not rendered:
        return ""
    root = lxml_html.fragment_fromstring(rendered, create_parent="div")
    for paragraph in list(root.iter("p")):
        if len(paragraph) == 1 and paragraph[0].tag == "a" and paragraph[0].get("title") and not paragraph.text:
            paragraph.drop_tree()
    return " ".join(root.itertext())
