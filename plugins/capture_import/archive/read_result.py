"""What a worker returns of one capture."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsrecord.record import Article


@dataclass(frozen=True, slots=True)
class ReadResult:
    """An article without its slug, or None and the reason why the capture is rejected.

    `signature` is the MinHash of the article's text (`near_duplicates.text_to_signature`). `pictures` has the addresses
    of each picture of the article, the one that it is named by first; `embedded` the bytes of those that stand in the
    capture itself, by address.
    """

    source: str
    sha256: str
    article: Article | None
    reason: str = ""
    signature: bytes = b""
    pictures: tuple[tuple[str, ...], ...] = ()
    embedded: Mapping[str, bytes] = field(default_factory=dict)
