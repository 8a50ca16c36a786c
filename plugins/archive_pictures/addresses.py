"""What the address of a picture in an article means: a file of the content, a page of the web, or nothing.

Pure: whether the file is there is not known here.
"""

import posixpath
import re
from typing import NamedTuple
from urllib.parse import unquote

_MARK = re.compile(r"\{(?:static|attach)\}|\|(?:static|attach)\|")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# White space and controls: browsers leave them out of an address.
_BLANKS = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_WEB = re.compile(r"https?://[^/]", re.IGNORECASE)


class PicturePlace(NamedTuple):
    """Where a picture is: a `file` of the content by its path there, or a `url`, or neither, for a `reason`."""

    file: str = ""
    url: str = ""
    reason: str = ""


def read_address(address: str, source: str) -> PicturePlace:
    """Return where the picture of an address is; `source` is the path of its article in the content.

    `{static}/a.jpg` and `/a.jpg` begin at the content's folder, any other path at the article's.

    >>> read_address("{static}/pictures/ab/ab12.jpg", "2024/05/02/lamp.md").file
    'pictures/ab/ab12.jpg'
    >>> read_address("../lamp.jpg", "2024/lamp.md").file, read_address("{attach}lamp.jpg", "2024/lamp.md").file
    ('lamp.jpg', '2024/lamp.jpg')
    >>> read_address("../../lamp.jpg", "2024/lamp.md").reason
    'it lies outside the content'
    """
    plain = _BLANKS.sub("", address)
    if _WEB.match(plain):
        return PicturePlace(url=plain)
    path = unquote(_MARK.sub("", address.strip(), count=1)).replace("\\", "/")
    if not path or "\0" in path:
        return PicturePlace(reason="it has no address")
    if plain.startswith("//") or _SCHEME.match(plain):
        return PicturePlace(reason="its address is none of a file of the content")
    folder = "" if path.startswith("/") else posixpath.dirname(source)
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    parts = joined.split("/")
    if parts[0] == "..":
        return PicturePlace(reason="it lies outside the content")
    if any(part.startswith(".") for part in parts):
        return PicturePlace(reason="it is hidden: its name, or that of its folder, begins with a dot")
    return PicturePlace(file=joined)
