"""What note-taking programs write beside Markdown: links between notes (`[[Halverin]]`), embedded files, highlights,
callouts, comments. Their words are text, their marks are not.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor

# Not `[[1]](https://...)`, which is a link of Markdown.
_LINK = r"(?P<embed>!?)\[\[(?P<target>[^\[\]|\n]{1,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\](?!\()"
_HIGHLIGHT = r"(==)(?=[^\s=])([^=\n]{1,2000})(?<!\s)=="
_PICTURE = re.compile(r"\.(?:avif|bmp|gif|jpe?g|png|svg|webp)\Z", re.IGNORECASE)
_SIZE = re.compile(r"\d+(?:x\d+)?\Z")
_CALLOUT = re.compile(r"^(?P<marks>[ \t]{0,3}(?:>[ \t]?)+)\[![\w-]{1,40}\][+-]?[ \t]*(?P<title>[^\n]*)$", re.MULTILINE)
# A width, or width and height, behind the words of a picture: `![The lamp|400](lamp.jpg)`.
_SIZE_BEHIND = re.compile(r"(!\[[^\[\]|\n]{0,300})\|\d{1,5}(?:x\d{1,5})?(?=\]\()")
_COMMENT = re.compile(r"%%(?:[^%\n]|%(?!%)|\n(?!\n))*%%")
_BLOCK_NAME = re.compile(r"(?<=\S)[ \t]+\^[0-9a-z]{6}[ \t]*$", re.MULTILINE)
# Between the code in backticks (190) and the links of Markdown (170), which would take its brackets.
_LINK_PRIORITY, _HIGHLIGHT_PRIORITY = 175, 56


class _WikiLink(InlineProcessor):
    """A link to a note as its words; an embedded picture as a picture, another embedded file as nothing."""

    # the argument's name is the library's
    def handleMatch(  # type: ignore[override]  # noqa: N802 - see above
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        target, words = m["target"].strip(), (m["words"] or "").strip()
        name = target.rpartition("/")[2]
        if not m["embed"]:
            return words or name.replace("#", " ").strip(), m.start(0), m.end(0)
        if not _PICTURE.search(target):
            return "", m.start(0), m.end(0)
        picture = Element("img", {"src": target, "alt": "" if _SIZE.match(words) else words})
        return picture, m.start(0), m.end(0)


def register_wiki_marks(reader: Markdown) -> None:
    """Have a reader of Markdown know these marks."""
    reader.inlinePatterns.register(_WikiLink(_LINK, reader), "wiki link", _LINK_PRIORITY)
    reader.inlinePatterns.register(SimpleTagInlineProcessor(_HIGHLIGHT, "mark"), "highlight", _HIGHLIGHT_PRIORITY)


def show_callouts(text: str) -> str:
    r"""Return Markdown without comments, names of blocks and sizes of pictures, with titles of callouts as paragraphs.

    >>> show_callouts("> [!quote] The keeper\n> It is lit.")
    '> The keeper\n>\n> It is lit.'
    """
    text = _SIZE_BEHIND.sub(r"\1", _BLOCK_NAME.sub("", _COMMENT.sub("", text)))
    return _CALLOUT.sub(
        lambda match: (
            f"{match['marks']}{match['title']}\n{match['marks'].rstrip()}" if match["title"] else match["marks"]
        ),
        text,
    )
