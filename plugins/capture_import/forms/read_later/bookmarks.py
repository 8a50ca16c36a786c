"""Objects of JSON that are references alone: citations, bookmarks."""

from collections.abc import Mapping
from typing import Any

from capture_import.containers.link_lists import link_list_reason

_CSL_NAMES = frozenset(["issued", "accessed", "container-title", "URL", "title-short", "DOI", "publisher-place"])
_PINBOARD_NAMES = frozenset(["extended", "shared", "toread", "meta", "hash"])
# What Firefox calls a folder, a link and a line between them in its backups.
_FIREFOX = "text/x-moz-place"
_TEXTS = frozenset(["text", "body", "content", "html"])


def find_reference(item: Mapping[str, Any]) -> str:
    """Return why an object that only names a page is rejected; empty for any other."""
    if _TEXTS & item.keys():
        return ""
    if isinstance(item.get("type"), str) and "title" in item and len(_CSL_NAMES & item.keys()) > 1:
        return link_list_reason("a list of references (CSL JSON)")
    if "href" in item and len(_PINBOARD_NAMES & item.keys()) > 1:
        return link_list_reason("a list of links (Pinboard)")
    kind = item.get("type")
    if isinstance(kind, str) and kind.startswith(_FIREFOX):
        return link_list_reason("bookmarks of a browser (JSON)")
    roots = item.get("roots")
    if isinstance(roots, dict) and "bookmark_bar" in roots:
        return link_list_reason("bookmarks of a browser (JSON)")
    return ""
