"""The items of an RSS, Atom or WordPress file, one at a time.

Their bounds are found in the text, without an XML parser, so that a malformed item does not spoil the others.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from capture_import.containers.streams import ByteStream, Damaged
from capture_import.forms.entries.xml_text import TextStream, repair_xml

_OF_FEEDS = ("item", "entry")
_LONGEST_MARK = 128
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.-]+)?\s*=\s*(?:"[^"]*"|'[^']*')""")
_MISSING = "cut off: the file ends inside this item; those before it are kept"


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its XML, repaired, or the fault for which it can't be read."""

    number: int
    xml: str = ""
    fault: str = ""


class XmlItems:
    """A file's items, the elements of some names. `head`, all XML before the first item, is known once the first item
    is given.
    """

    def __init__(self, stream: ByteStream, charset: str, limit: int, names: Sequence[str] = _OF_FEEDS) -> None:
        either = "|".join(names)
        self._mark = re.compile(
            rf"<!\[CDATA\[|<!--|<((?:[\w.-]+:)?)({either})(?=[\s>/])|</((?:[\w.-]+:)?)({either})\s*>"
        )
        self._end = re.compile(rf"</(?:[\w.-]+:)?(?:{either})\s*>")
        self._text = TextStream(stream, charset)
        self._limit = limit
        self._buffer = ""
        self.head = ""

    @property
    def namespaces(self) -> str:
        """The namespaces that the head declares, as attributes; for each prefix the first declaration."""
        declared = {declaration.partition("=")[0].strip(): declaration for declaration in _NAMESPACE.findall(self.head)}
        return "".join(declared.values())

    def items(self) -> Iterator[Item]:
        """Yield the items in order. Raise Damaged if the head is too large."""
        number = 0
        while True:
            start = self._find(0, is_start=True)
            if not number:
                self.head = repair_xml(self._buffer[: start if start >= 0 else None])
            if start < 0:
                if self._text.fault:
                    raise Damaged(self._text.fault)
                return
            number += 1
            self._buffer = self._buffer[start:]
            end = self._find(1, is_start=False)
            if end < 0:
                is_large = len(self._buffer) > self._limit
                fault = (
                    f"too large: an item of more than {self._limit} bytes (the limit entry_bytes)"
                    if is_large
                    else self._text.fault or _MISSING
                )
                yield Item(number, fault=fault)
                if not is_large or not self._skip_item():
                    return
                continue
            yield Item(number, repair_xml(self._buffer[:end]))
            self._buffer = self._buffer[end:]

    def _find(self, at: int, *, is_start: bool) -> int:
        """Return where the next item starts, or where this one ends (behind its end tag); -1 if that is not found.

        Tags inside CDATA sections and comments do not count.
        """
        while True:
            match = self._mark.search(self._buffer, at)
            if match:
                if match[2] and is_start:
                    return match.start()
                if match[4] and not is_start:
                    return match.end()
                at = match.end()
                if match[0] in ("<![CDATA[", "<!--"):
                    delimiter = "]]>" if match[0] == "<![CDATA[" else "-->"
                    while (end := self._buffer.find(delimiter, at)) < 0:
                        at = max(at, len(self._buffer) - len(delimiter))
                        if not self._grow():
                            return -1
                    at = end + len(delimiter)
                continue
            at = max(at, len(self._buffer) - _LONGEST_MARK)
            if not self._grow():
                return -1

    def _skip_item(self) -> bool:
        """Go behind an item that is too large to be held; False where it does not end."""
        while not (end := self._end.search(self._buffer)):
            self._buffer = self._buffer[-_LONGEST_MARK:]
            if not self._grow():
                return False
        self._buffer = self._buffer[end.end() :]
        return True

    def _grow(self) -> bool:
        if len(self._buffer) > self._limit:
            return False
        parts = [self._buffer]
        wanted = len(self._buffer) // 4 + 1
        while wanted > 0 and (more := self._text.read_some()):
            parts.append(more)
            wanted -= len(more)
        self._buffer = "".join(parts)
        return len(parts) > 1
