"""The limits that keep a bad capture from costing more than itself."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How large, deep and slow a capture or a container may be before it is rejected."""

    capture_bytes: int = 20 * MB
    """A single page, unpacked."""
    capture_seconds: float = 20.0
    """Reading a single page, of the processor's time, in the worker (on a cluster by the clock)."""
    nested_containers: int = 3
    """A zip in a tar in a zip is three deep; what lies deeper is rejected."""
    container_members: int = 10_000_000
    """Members of one zip or tar. A zip's directory is held in memory, about 0.7 kB a member; of
    a tar's members 0.1 kB each."""
    expansion: int = 200
    """How many times larger than the file all that it unpacks to may be, however nested; small ones may reach 64 MB.

    A WARC's records are counted one by one instead, by `capture_bytes`: what is larger is passed through, never held.
    """
    feed_bytes: int = 64 * MB
    """A JSON feed, ninjs document, MHTML file or document of an office program, which are read whole."""
    entry_bytes: int = 4 * MB
    """A single entry of an RSS or Atom feed or of a WordPress export, a single story of a newspaper database."""
