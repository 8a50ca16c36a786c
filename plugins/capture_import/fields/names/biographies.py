"""The name that opens a text about somebody: `Ann Lee is ...`, `Ann Lee (left)`."""

import re

from capture_import.fields.names.judging import NAME
from capture_import.fields.names.words import either, words_of

_OPENING = re.compile(rf"({NAME})(?:\Z|\s[-–—|(]\s?|\s{either(words_of('biography'))}\s)")


def opening_name(text: str) -> str:
    """Return the name that a text is, or that opens somebody's biography; an empty string for any other text.

    >>> opening_name("Ann Lee writes about the harbour."), opening_name("Ann Lee and the lamp")
    ('Ann Lee', '')
    """
    match = _OPENING.match(text)
    return match[1] if match else ""
