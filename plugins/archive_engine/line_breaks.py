"""The line breaks of templates that no reader sees: they are left out when a template is compiled.

A template has a line for each element. A browser shows none of these breaks beside a block, while an archive of a
hundred thousand articles would keep ten million of them. Between words and links a break is a space, and stays.
"""

import re

from jinja2.ext import Extension

# What begins or ends with the tag of a block (HTML Standard, "Flow content", and tables), or of an element that shows
# nothing. A tag that an expression names, `<{{ heading }}>`, is that of a heading.
_BLOCK = re.compile(
    r"\s*+</?+(?:\{\{|(?:article|aside|body|caption|dd|details|div|dl|doctype|dt|figcaption|figure|footer|form|h[1-6]|head|header|html"
    r"|li|link|main|meta|nav|ol|p|pre|script|section|summary|table|tbody|td|th|thead|title|tr|ul)\b)"
)
_ENDS = (">", "}}", "%}")


class BlockLineBreaks(Extension):
    """Leaves out the line breaks before and after the blocks of HTML templates."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template without these breaks."""
        return join_blocks(source) if (name or "").endswith(".html") else source


def join_blocks(source: str) -> str:
    r"""Return a template's source without the line breaks before and after lines that begin with the tag of a block.

    Such a line that ends with a word is not joined to what follows: that may be its next word.

    >>> join_blocks("<ul>\n<li>\n<a>Lamp</a>\n<a>Ferry</a>\n</ul>\n")
    '<ul><li><a>Lamp</a>\n<a>Ferry</a></ul>'
    >>> join_blocks("<p>Two\nferries</p>\n{{ more }}\n<p>")
    '<p>Two\nferries</p>\n{{ more }}<p>'
    """
    joined: list[str] = []
    is_open = False  # whether the line before has lost its break
    for line in source.split("\n"):
        is_block = _BLOCK.match(line) is not None
        if joined and not is_open and not is_block:
            joined.append("\n")
        joined.append(line)
        is_open = is_block and line.endswith(_ENDS)
    return "".join(joined)
