"""What a worker returns of one capture."""

from dataclasses import dataclass

from newsrecord.record import Article


@dataclass(frozen=True, slots=True)
class ReadResult:
    """An article without its slug, or None and the reason why the capture is rejected.

    `signature` is the MinHash of the article's text (`near_duplicates.text_to_signature`).
    """

    source: str
    sha256: str
    article: Article | None
    reason: str = ""
    signature: bytes = b""
