"""What a worker has read of one capture, as it comes to the archive."""

from dataclasses import dataclass

from newsrecord.record import Article


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading a capture gave: an article, not yet placed, or the reason why the capture is rejected."""

    source: str
    sha256: str
    article: Article | None
    reason: str = ""
    signature: bytes = b""
