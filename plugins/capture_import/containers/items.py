"""The types between containers and their readers: what a container yields, and the protocols of readers."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Resource, Revisit, Unreadable
from capture_import.containers.metadata import NO_METADATA, CaptureMetadata
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import ByteStream

ContainerItem = Capture | Resource | Revisit | Unreadable | Skipped

DocumentReader = Callable[[ByteStream, str, UnpackBudget, CaptureMetadata], Iterator[ContainerItem]]
"""Reads a document with entries: takes a stream, its source, its budget and its metadata."""


class Documents(Protocol):
    """The documents whose entries are captures (feeds, exports): an argument, so that containers know no form."""

    def find_kind(self, kind: str, head: bytes, name: str = "") -> str:
        """Return a more exact kind for what `kinds` takes for a page, by the words in `head`; else `kind` itself."""
        ...

    def complete_page(self, capture: Capture, metadata: CaptureMetadata) -> ContainerItem:
        """Return a page's capture with what a library that lies beside it knows of it."""
        ...

    def find_reader(self, kind: str) -> DocumentReader | None:
        """Return the reader of a kind of document (one of `kinds`); None for a page."""
        ...

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of this kind has entries."""
        ...


class Reader(Protocol):
    """The reader of any stream, `container.StreamReader`: an argument, so that containers import no other reader."""

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
        """Yield the captures in a stream, as `StreamReader.__call__` says."""
        ...
