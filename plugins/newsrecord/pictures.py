"""A picture in an article's body: a paragraph of its own in Markdown, `![alternative text](address "caption")`.

The address is the path of the picture's file in the content folder (`{static}/pictures/ab/ab12.jpg`) if it was saved,
else the URL at which it was published.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from newsrecord.clean_text import clean_line
from newsrecord.markdown_text import close_brackets, escape_text
from newsrecord.whole_numbers import text_to_number

FOLDER = "pictures"
SAVED = "{static}/"
"""What stands before the path of a saved picture, which is relative to the content folder (Pelican, "Linking to
internal content")."""

_PARAGRAPH = re.compile(
    r"^!\[(?P<alt>(?:\\.|[^\]\\\n])*)\]\((?P<address>[^\s()\"<>]+)(?: \"(?P<caption>(?:\\.|[^\"\\\n])*)\")?\)$", re.M
)
_UNSAFE_IN_ADDRESS = re.compile(r"""[\s()<>"'\\\[\]`|^]""")
_SPECIAL_IN_CAPTION = re.compile(r"[\\`&\"']")
_ESCAPED = re.compile(r"\\(.)|&(?:#\d+|\w+);")


# The path of a stored picture: its name is the SHA-256 of its bytes.
_STORED = re.compile(rf"\b{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.(?:jpg|png|gif|webp|avif)\b")


class Picture(NamedTuple):
    """A picture of an article's body: its address, its alternative text, its caption."""

    address: str
    alt: str = ""
    caption: str = ""


def picture_to_markdown(picture: Picture) -> str:
    r"""Return a picture as a paragraph of Markdown.

    >>> picture_to_markdown(Picture("https://paper.example/lamp 1.jpg", "A lamp", 'The "old" lamp'))
    '![A lamp](https://paper.example/lamp%201.jpg "The &quot;old&quot; lamp")'
    """
    alt = close_brackets(escape_text(clean_line(picture.alt)))
    caption = escape_title(picture.caption)
    title = f' "{caption}"' if caption else ""
    return f"![{alt}]({quote_address(picture.address)}{title})"


def escape_title(text: str) -> str:
    """Return a text as the title of a picture or a link in Markdown."""
    return _SPECIAL_IN_CAPTION.sub(_escape_character, clean_line(text))


def quote_address(address: str) -> str:
    """Return an address with percent escapes for the characters that would end it in Markdown."""
    return _UNSAFE_IN_ADDRESS.sub(_percent, address)


def find_pictures(markdown: str) -> Iterator[Picture]:
    """Yield the pictures of a body in order."""
    if "![" in markdown:
        for match in _PARAGRAPH.finditer(markdown):
            yield Picture(match["address"], _unescape(match["alt"]), _unescape(match["caption"] or ""))


def replace_addresses(markdown: str, choose: Callable[[str], str | None]) -> str:
    """Return a body in which `choose(address)` has replaced the address of each picture.

    A picture for which it returns an empty string is removed; one for which it returns None stays as it is.
    """

    def write(match: re.Match[str]) -> str:
        address = choose(match["address"])
        if address is None:
            return match[0]
        if not address:
            return ""
        start, end = match.start(), match.end()
        before, after = match.start("address") - start, match.end("address") - start
        return match.string[start : start + before] + quote_address(address) + match.string[start + after : end]

    if "![" not in markdown:
        return markdown
    replaced = _PARAGRAPH.sub(write, markdown)
    return replaced if replaced == markdown else re.sub(r"\n{3,}", "\n\n", replaced).strip("\n")


def list_stored(text: str) -> set[str]:
    """Return the paths of stored pictures, below the content folder, that the text of an article's file has."""
    return set(_STORED.findall(text))


def read_image_list(line: str) -> list[object]:
    """Return the members of the front matter's `Images`, a JSON list; [] for a line that is no such list."""
    if not line:
        return []
    try:
        images = json.loads(line, parse_int=text_to_number)
    except (ValueError, RecursionError):
        return []
    return images if isinstance(images, list) else []


def without_pictures(markdown: str) -> str:
    """Return a body without its pictures."""
    if "![" not in markdown:
        return markdown
    return re.sub(r"\n{3,}", "\n\n", _PARAGRAPH.sub("", markdown)).strip("\n")


def _escape_character(match: re.Match[str]) -> str:
    return {'"': "&quot;", "'": "&#39;", "&": "&amp;"}.get(match[0], f"\\{match[0]}")


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or html.unescape(match[0]), text)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8"))
