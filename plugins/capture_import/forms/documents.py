"""Files that hold many entries, each a capture: feeds and exports. Their readers, by kind of file."""

from capture_import.containers import kinds
from capture_import.containers.items import DocumentReader


class EntryDocuments:
    """The readers of all kinds of documents.

    They and their libraries take longer to load than a page of plain text takes to read: each is loaded when such a
    file is met.
    """

    def find_reader(self, kind: str) -> DocumentReader | None:
        """Return the reader of a kind of document; None for a page."""
        if kind == kinds.FEED:
            from capture_import.forms.entries.feeds import feed_to_captures  # noqa: PLC0415 - see above

            return feed_to_captures
        if kind == kinds.WORDPRESS:
            from capture_import.forms.entries.wordpress import wordpress_to_captures  # noqa: PLC0415 - see above

            return wordpress_to_captures
        if kind == kinds.JSON:
            from capture_import.forms.entries.json_documents import json_to_captures  # noqa: PLC0415 - see above

            return json_to_captures
        return None

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries: JSON may be anything."""
        if kind != kinds.JSON:
            return kind in (kinds.FEED, kinds.WORDPRESS)
        from capture_import.forms.entries.json_documents import is_known_json  # noqa: PLC0415 - see above

        return is_known_json(content)
