"""A capture: a page's bytes as they were saved, with what its container knows about them; a picture saved with pages; a
revisit; what can't be read.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved page.

    `source` says where it was found (a path, with `#member` or `!record` behind it inside a container) and is what the
    report names. `media_type`, `charset`, `url` and `captured_at` are what the container declares: empty where it
    declares nothing, and never taken from a file's own times, so that an import gives the same archive everywhere.
    `kind` is what a person has said that it is (`article`, or anything else), which no rule overrules. `declared` is
    what a library or table declares of the article on the page, as the form that reads it writes that down; it goes
    before what the page declares itself.
    """

    source: str
    body: bytes
    media_type: str = ""
    charset: str = ""
    url: str = ""
    captured_at: datetime | None = None
    keys: tuple[str, ...] = ()
    kind: str = ""
    declared: str = ""

    @property
    def sha256(self) -> str:
        """The hash of the bytes: an article's first identity."""
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture that a container holds for the pages in it.

    `source` says where it was found, as a capture's does. `address` is what pages call it: its URL where that is known,
    else the reference as it stands in the page that uses it (`cid:...`, a path inside the container).
    """

    source: str
    address: str
    media_type: str
    body: bytes


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
