"""What reading a container gives, and the reader that containers call for what lies in them."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from capture_import.capture import Capture, Revisit, Unreadable
from capture_import.sources.allowance import Allowance
from capture_import.sources.knowledge import NOTHING, Knowledge
from capture_import.sources.passed_over import PassedOver
from capture_import.sources.streams import ByteStream

Found = Capture | Revisit | Unreadable | PassedOver


class Reader(Protocol):
    """The reader of any stream, `container.stream_to_captures`; handed in, so that containers know no others."""

    def __call__(
        self,
        stream: ByteStream,
        source: str,
        name: str,
        allowance: Allowance,
        knowledge: Knowledge = NOTHING,
        file: BinaryIO | None = None,
    ) -> Iterator[Found]:
        """Give the captures in a stream."""
        ...
