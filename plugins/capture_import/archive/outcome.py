"""The outcome of importing a capture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one capture; `status` is one of `report.STATUSES`.

    `article` is the absolute path of the article's file, empty where there is none. `body_note` is the article's
    `Body_note`, which the report counts by kind.
    """

    source: str
    status: str
    article: str = ""
    reason: str = ""
    body_note: str = ""
