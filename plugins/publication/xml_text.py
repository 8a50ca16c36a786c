"""Text as it stands in XML 1.0. Only characters that XML can hold are kept."""

import re
from xml.sax.saxutils import escape

_OUTSIDE = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NO_XML = re.compile(_OUTSIDE)
_SPECIAL = re.compile(f'[&<>"]|{_OUTSIDE}')


def xml_text(text: str) -> str:
    """Return a text for an element or an attribute in quotation marks.

    >>> xml_text('Lamp & "light" <b>')
    'Lamp &amp; &quot;light&quot; &lt;b&gt;'
    """
    if not _SPECIAL.search(text):
        return text
    return escape(_NO_XML.sub("", text), {'"': "&quot;"})
