"""Whether a capture is a web page: by what its container declares, else by how it begins."""

import re

from capture_import.containers.capture import Capture

_HEAD = 4096
_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_TEXT_TYPES = ("text/plain", "text/markdown")
_SUFFIX = re.compile(r"\.(?:html?|xhtml|shtml|php|aspx?)\Z", re.IGNORECASE)
_BEGINNING = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*+(?:<\?xml[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+)*+"
    rb"<(?:%s)\b"
)
_DOCUMENT = re.compile(_BEGINNING % rb"!doctype\s+html|html|head|body", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(_BEGINNING % rb"[a-z][a-z0-9]*", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(
    rb"</?(?:p|div|article|section|main|h[1-6]|ul|ol|li|table|tr|td|meta|link|title|br)\b[^<>]*+>", re.IGNORECASE
)
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:[\w-]+[ \t]*:|#)")
_FEWEST_TAGS = 6


def is_web_page(capture: Capture) -> bool:
    """Return whether a capture holds HTML.

    Plain text can begin with a tag, too (a headline may be about `<script>`): without a document's beginning it takes a
    file's name, or tags of blocks in number, to be HTML.
    """
    media_type = capture.media_type.partition(";")[0].strip().lower()
    if media_type in _MEDIA_TYPES:
        return True
    if media_type in _TEXT_TYPES:
        return False
    head = capture.body[:_HEAD].replace(b"\0", b"")
    if _DOCUMENT.match(head):
        return True
    if _SUFFIX.search(capture.source):
        # what a static site's program makes a page of begins with front matter
        return b"<" in head and not _FRONT_MATTER.match(head)
    return bool(_FRAGMENT.match(head)) and len(_BLOCK_TAG.findall(head)) >= _FEWEST_TAGS
