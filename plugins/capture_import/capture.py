"""A capture: a page's bytes as they were saved, with what its container knows about them; and why one is set aside."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

_NO_ARTICLE = re.compile(r"no article \(([^()]+)\):")


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved page.

    `source` says where it was found (a path, with `#member` or `!record` behind it inside a container) and is what the
    report names. `media_type`, `charset`, `url` and `captured_at` are what the container declares: empty where it
    declares nothing, and never taken from a file's own times, so that an import gives the same archive everywhere.
    `kind` is what a person has said that it is (`article`, or anything else), which no rule overrules.
    """

    source: str
    body: bytes
    media_type: str = ""
    charset: str = ""
    url: str = ""
    captured_at: datetime | None = None
    keys: tuple[str, ...] = ()
    kind: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the bytes: an article's first identity."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What a container held at some place, that can't be brought out of it, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revisit:
    """A crawler's note that a page was as it had been: no bytes, but the keys of the capture that it means, the surest
    first.

    `captured_at` is when the page was seen again; `meaning` says in words which page is meant.
    """

    source: str
    keys: tuple[str, ...]
    captured_at: datetime | None
    meaning: str


class Rejected(Exception):
    """A capture is set aside; the message is the reason that the report gives."""

    @property
    def reason(self) -> str:
        """The reason, in one line."""
        return str(self)


class NoArticle(Rejected):
    """A capture is no article, but a page of some other kind: nothing is missing from the archive without it.

    The reason says the kind first, in brackets, so that it is known wherever a reason is kept.
    """

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(f"no article ({kind}): {why}")


def reason_to_kind(reason: str) -> str:
    """Return the kind of page that a reason says a capture is; empty for any other reason.

    >>> reason_to_kind(NoArticle("listing", "it shows others").reason), reason_to_kind("no date: it tells none")
    ('listing', '')
    """
    match = _NO_ARTICLE.match(reason)
    return match[1] if match else ""
