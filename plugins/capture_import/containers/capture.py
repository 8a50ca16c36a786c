"""What containers hold: captures (a page's bytes with their metadata), pictures, revisits, and what can't be read."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Capture:
    """One saved page.

    `source` is its name in the report: a path, with `#` and the member or record behind it where that is a container.
    `media_type`, `charset`, `url` and `captured_at` are what the container declares, and empty where it declares
    nothing; the file system's times are never used, so that every machine makes the same archive. `keys` are those by
    which a revisit can refer to it (`revisits.py`). `kind` is what a person says that the page is (`article` or another
    word, from a sidecar); it overrides every rule. `declared` is what a library or table declares of the article on the
    page, as the form that reads it writes that down; it goes before what the page declares itself. `language` is
    declared by the site in whose source the page lies. `frames` are those that a browser saved beside the page: each as
    the page names it, with its URL.
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
    language: str = ""
    frames: tuple[tuple[str, str], ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal: an article's first identity."""
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
    """A part of a container that can't be read, and why."""

    source: str
    reason: str


class OutOfReach(Unreadable):
    """What the system could not read now, and why: a file without the right to read it, a disk that fails, a folder
    that can't be listed. The next import tries again.
    """


@dataclass(frozen=True, slots=True)
class Revisit:
    """A crawler's record that a page had not changed. It has no bytes, but the keys of the capture that it repeats.

    The surest key is first. `captured_at` is when the page was seen again; `meaning` describes that capture for the
    report.
    """

    source: str
    keys: tuple[str, ...]
    captured_at: datetime | None
    meaning: str
