"""Text out of metadata: one line, without the tags and character references that publishers leave in it."""

import html
import re

_QUOTED = 60
SOFT_HYPHEN = "\u00ad"
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_PARTING_TAG = re.compile(r"<(?:br|p|div)\b", re.IGNORECASE)


def plain(text: str) -> str:
    """Return text as one line without tags and character references, be they escaped once or twice.

    >>> plain("Harbour &amp;amp; <b>Sea</b>")
    'Harbour & Sea'
    """
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" " if _PARTING_TAG.search(text) else "", text)
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def quote(text: str) -> str:
    """Return a text as a reason or a note quotes it."""
    return repr(text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…")
