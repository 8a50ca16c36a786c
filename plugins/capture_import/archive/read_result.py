"""What a worker has read of one capture, as it comes to the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsrecord.record import Article


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading a capture gave: an article, not yet placed, or the reason why the capture is rejected.

    `pictures` are the addresses of each picture of the article, the one that it is named by first; `embedded` the bytes
    of those that stand in the capture itself.
    """

    source: str
    sha256: str
    article: Article | None
    reason: str = ""
    signature: bytes = b""
    pictures: tuple[tuple[str, ...], ...] = ()
    embedded: Mapping[str, bytes] = field(default_factory=dict)
