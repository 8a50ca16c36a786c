"""A file's text as Python-Markdown's preprocessors and the archive's leave it: before any block is read in it."""

import re

from newsrecord.credentials import find_credentials

# What Python-Markdown or the archive's extension takes out of a text before anything is read in it.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# The same in UTF-8, with tabs: single bytes, and the first byte of each of the others with the last.
_CONTROL_BYTES = bytes([*range(10), *range(11, 32), 127])
_C1_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_NONCHARACTER = re.compile(rb"\xef\xbf[\xbe\xbf]")
# A line of spaces: Python-Markdown empties it.
_BLANK_LINE = re.compile(r"\n +(?=\n)")


def normalize(text: str) -> str | None:
    """Return a file's text as Python-Markdown's preprocessors and the archive's leave it.

    None where they would take out more than tabs and the spaces of empty lines.
    """
    if _has_controls(text):
        if _CONTROLS.search(text):
            return None
        if "\t" in text:
            text = text.expandtabs(4)
    if any(find_credentials(text)):
        return None
    return _BLANK_LINE.sub("\n", text + "\n") if "\n " in text and " \n" in text + "\n" else text


def _has_controls(text: str) -> bool:
    """Return whether a text has tabs or, perhaps, what can't be shown; much quicker than a search for that."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    if len(data.translate(None, _CONTROL_BYTES)) != len(data):
        return True
    # searched for only behind their first byte, which most texts lack
    return bool((b"\xc2" in data and _C1_CONTROL.search(data)) or (b"\xef\xbf" in data and _NONCHARACTER.search(data)))
