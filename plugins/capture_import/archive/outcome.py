"""What became of a capture in the archive."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one capture; `article` is the path of its article's file, empty where there is none."""

    source: str
    status: str
    article: str = ""
    reason: str = ""
