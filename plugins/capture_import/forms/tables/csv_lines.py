"""The lines of a CSV file, decoded one by one; a record may have several, and can be read again from one of them."""

from collections import deque

from capture_import.containers.streams import ByteStream
from capture_import.fields.encodings import find_encoding

_EVIDENCE = 64 * 1024


class TooLarge(Exception):
    """A record has more characters than one may have."""


class CsvLines:
    """An iterator over lines for `csv.reader`. `taken` are those that were given since `begin`."""

    def __init__(self, stream: ByteStream, charset: str, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._charset = charset
        self._encoding = ""
        self._ahead: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []
        head = stream.peek(_EVIDENCE)
        if not head.isascii():
            self._encoding = self._find(head)
        if head.startswith(b"\xef\xbb\xbf"):
            stream.read(3)

    def __iter__(self) -> "CsvLines":
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else self._read()
        self.taken.append(line)
        self._size += len(line)
        if self._size > self._limit:
            raise TooLarge
        return line

    def begin(self) -> None:
        """Forget the lines that were given: a record begins with the next."""
        self.taken = []
        self._size = 0

    @property
    def has_ahead(self) -> bool:
        """Whether lines were given back that come next."""
        return bool(self._ahead)

    def give_back(self, lines: list[str]) -> None:
        """Put lines before what comes next."""
        self._ahead.extendleft(reversed(lines))

    def _read(self) -> str:
        data = self._stream.read_line(self._limit + 1)
        if not data:
            raise StopIteration
        return self._decode(data.replace(b"\0", b"")).replace("\r\n", "\n")

    def _decode(self, data: bytes) -> str:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            if not self._encoding or self._encoding == "utf-8":
                return data.decode(self._find(data), "replace")
            return data.decode(self._encoding, "replace")

    def _find(self, data: bytes) -> str:
        found = find_encoding(data[: data.rfind(b"\n") + 1] or data, [self._charset])
        return found.name if found else "utf-8"
