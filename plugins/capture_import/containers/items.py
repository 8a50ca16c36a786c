"""What reading a container yields; the reader that containers call for what lies in them; readers of documents."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Resource, Revisit, Unreadable
from capture_import.containers.metadata import NO_METADATA, CaptureMetadata
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import ByteStream

ContainerItem = Capture | Resource | Revisit | Unreadable | Skipped

DocumentReader = Callable[[ByteStream, str, UnpackBudget, CaptureMetadata], Iterator[ContainerItem]]
"""Reads a file that holds entries and no files: a stream, its source, its budget, what is known of it."""


class Documents(Protocol):
    """The documents whose entries are captures (feeds, exports); handed in, so that containers know no form."""

    def find_kind(self, kind: str, head: bytes, name: str = "") -> str:
        """Return the kind of what is a page by `kinds`, told by the words of its first bytes; else the kind itself."""
        ...

    def complete_page(self, capture: Capture, metadata: CaptureMetadata) -> ContainerItem:
        """Return a page's capture with what a library that lies beside it knows of it."""
        ...

    def find_reader(self, kind: str) -> DocumentReader | None:
        """Return the reader of a kind of document (`kinds`); None for a page."""
        ...

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries."""
        ...


class Reader(Protocol):
    """The reader of any stream, `container.StreamReader`; handed in, so that containers know no others."""

    documents: Documents

    def __call__(
        self,
        stream: ByteStream,
        source: str,
        name: str,
        budget: UnpackBudget,
        metadata: CaptureMetadata = NO_METADATA,
        file: BinaryIO | None = None,
    ) -> Iterator[ContainerItem]:
        """Yield the captures in a stream."""
        ...
