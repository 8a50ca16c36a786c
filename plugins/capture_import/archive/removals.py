"""Captures of articles that the owner removed for good, told by their hash or their URL in any container."""

from collections.abc import Iterable

from capture_import.fields.urls import story_key
from newsrecord.removals import Removal

REMOVED = "removed by the owner"


class Removals:
    """What was removed, by capture and by URL."""

    def __init__(self, removals: Iterable[Removal] = ()) -> None:
        self._by_capture: dict[str, str] = {}
        self._by_url: dict[str, str] = {}
        for removal in removals:
            self._by_capture.update(dict.fromkeys(removal.captures, removal.reason))
            if key := story_key(removal.url):
                self._by_url[key] = removal.reason

    def find(self, sha256: str, url: str = "") -> str:
        """Return why a capture is not imported, by its hash or its URL; empty for one that was not removed."""
        if sha256 in self._by_capture:
            return _to_reason(self._by_capture[sha256])
        key = story_key(url) if url and self._by_url else ""
        return _to_reason(self._by_url[key]) if key in self._by_url else ""


def is_removed(reason: str) -> bool:
    """Return whether a rejection's reason says that the owner removed it."""
    return reason.startswith(REMOVED)


def _to_reason(reason: str) -> str:
    return f"{REMOVED}: {reason}" if reason else REMOVED
