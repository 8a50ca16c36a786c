"""Whether a capture is a web page: by what its container declares, else by how it begins."""

import re

from capture_import.capture import Capture

_HEAD = 4096
_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_TEXT_TYPES = ("text/plain", "text/markdown")
_SUFFIX = re.compile(r"\.(?:html?|xhtml|shtml|php|aspx?)\Z", re.IGNORECASE)
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|main|div|p|h1|script|link|style|table|section)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(capture: Capture) -> bool:
    """Whether a capture holds HTML."""
    media_type = capture.media_type.partition(";")[0].strip().lower()
    if media_type in _MEDIA_TYPES:
        return True
    if media_type in _TEXT_TYPES:
        return False
    head = capture.body[:_HEAD].replace(b"\0", b"")
    return bool(_BEGINNING.match(head)) or (bool(_SUFFIX.search(capture.source)) and b"<" in head)
