"""The limits that keep a bad capture from costing more than itself."""

from dataclasses import dataclass

MB = 1024 * 1024


def page_too_large(limit: int) -> str:
    """Return the reason of a page that is larger than `capture_bytes`."""
    return f"too large: a page of more than {limit} bytes (the limit capture_bytes)"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, deep and slow a capture or a container may be before it is rejected."""

    capture_bytes: int = 20 * MB
    """A single page, unpacked."""
    capture_seconds: float = 20.0
    """Processor time for reading a single page, in the worker; on a cluster it is by the clock."""
    nested_containers: int = 3
    """How deep containers may lie in each other: a zip in a tar in a zip is three deep."""
    container_members: int = 10_000_000
    """Members of one zip or tar. A zip's directory takes about 0.7 kB of memory a member, a tar 0.1 kB."""
    expansion: int = 200
    """How many times its own size a file may unpack to, over all levels of nesting; every file may unpack to 64 MB.

    It does not hold for WARCs, whose records have the limit `capture_bytes` each: larger ones are skipped, never held.
    """
    feed_bytes: int = 64 * MB
    """A JSON feed, ninjs document, Ghost export, MHTML file or mail: these are read whole."""
    entry_bytes: int = 4 * MB
    """A single entry of an RSS or Atom feed or of a WordPress export, story of a newspaper database, item of an agency,
    or the text of a mail."""
