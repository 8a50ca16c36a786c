"""Text as it stands in XML 1.0. Only characters that XML can hold are kept."""

import re
from xml.sax.saxutils import escape

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return a text for an element or an attribute in quotation marks.

    >>> xml_text('Lamp & "light" <b>')
    'Lamp &amp; &quot;light&quot; &lt;b&gt;'
    """
    if _NO_XML.search(text):
        text = _NO_XML.sub("", text)
    return escape(text, {'"': "&quot;"})
