"""Records of the source store's rows and queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive_engine.interface import Watched
from archive_engine.output import Stamp


class Edit(NamedTuple):
    """An article's summary before an edit and now, as JSON text; None if it was not, or is not, published. The ids of
    its source before and now; None where there was none, or is none.
    """

    before: str | None
    after: str | None
    before_id: int | None = None
    after_id: int | None = None


class StoredBody(NamedTuple):
    """An article as it was read: its metadata (JSON text) and its body (HTML)."""

    metadata: str
    body: str


class Outline(NamedTuple):
    """A source that has a page: where it is saved, the hash of what it shows, its summaries (JSON text)."""

    path: str
    save_as: str
    hash: bytes
    summaries: str


class ListedArticle(NamedTuple):
    """A published article: the path of its source, where it is saved, the hash of what it shows."""

    path: str
    save_as: str
    hash: bytes


class WantedPlace(NamedTuple):
    """The place that a source wants, and the one that it has, as in `Source`."""

    path: str
    wanted: str
    save_as: str | None
    number: int


class TakenPlace(NamedTuple):
    """A source that has a page, and where it is saved."""

    path: str
    save_as: str


class DatedPath(NamedTuple):
    """A published source and its date in ISO 8601."""

    path: str
    date: str


class SourceProblem(NamedTuple):
    """What is wrong with a source, as `line: reason`, and whether the source is rejected for it."""

    path: str
    problem: str
    is_rejected: bool


class StoredDigest(NamedTuple):
    """The digest of a source for an index (by the name of its part); None if it is not published."""

    path: str
    part: str
    data: str | bytes | None


class OtherFile(NamedTuple):
    """Another file that pages are made of: its path, its stamp, the hash of its bytes."""

    path: str
    stamp: Stamp
    hash: bytes


@dataclass(slots=True)
class Source:
    """One file of the content as it was read: its data, or the problem for which it was rejected.

    `wanted` is where it would be saved were it alone, `save_as` where it is: its own slug makes that place (`number`
    1), or the slug with a number; None where no number frees it. `conflict` says so in words. `problem` without
    `summary` is a file that no page is made of; with it, one that was repaired. `finished` is the fingerprint of what
    a plugin's finisher made of the body, and planners' inputs of the article (empty: nothing), `needs` what has to lie
    in the output for it, `watched` the files that it looked at, `aliases` the old addresses that the file names; these
    three are put and never read.
    """

    path: str
    stamp: Stamp
    hash: bytes
    problem: str | None = None
    wanted: str | None = None
    save_as: str | None = None
    number: int = 1
    conflict: str | None = None
    slug: str | None = None
    status: str | None = None
    date: str | None = None
    summary: str | None = None
    finished: bytes = b""
    metadata: str | None = None
    body: str | None = None
    needs: Mapping[str, str] | None = None
    watched: Mapping[str, Watched] | None = None
    aliases: Sequence[str] = ()
