"""What became of a capture in the archive."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture; `article` is the path of its article's file, empty where there is none.

    `body_note` is the article's `Body_note`, for the report to count.
    """

    source: str
    status: str
    article: str = ""
    reason: str = ""
    body_note: str = ""
