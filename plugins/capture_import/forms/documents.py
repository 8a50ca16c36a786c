"""Files that hold many entries, each a capture: feeds and exports. Their readers, by kind of file."""

from capture_import.containers import kinds
from capture_import.containers.items import DocumentReader
from capture_import.containers.unread_formats import find_unread_format
from capture_import.forms.databases.readers import DATABASES, find_database_reader

_TEXT_DOCUMENTS = (kinds.WORD, kinds.OPENDOCUMENT, kinds.EPUB, kinds.RTF, kinds.PDF)


class EntryDocuments:
    """The readers of all kinds of documents.

    They and their libraries take longer to load than a page of plain text takes to read: each is loaded when such a
    file is met.
    """

    def find_kind(self, kind: str, head: bytes) -> str:
        """Return the kind of what is a page by its bytes: an export of a newspaper database, told by its words."""
        if kind != kinds.PAGE:
            return kind
        from capture_import.forms.databases.hints import has_hint  # noqa: PLC0415 - see above

        # a Word document or a mailbox may hold such stories: it stays what it is
        if not has_hint(head) or find_unread_format(head):
            return kind
        from capture_import.forms.databases.detection import find_database  # noqa: PLC0415 - see above

        return find_database(head) or kind

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
        if kind in _TEXT_DOCUMENTS:
            return _find_text_document_reader(kind)
        return find_database_reader(kind)

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries: JSON may be anything."""
        if kind != kinds.JSON:
            return kind in (kinds.FEED, kinds.WORDPRESS, *DATABASES)
        from capture_import.forms.entries.json_documents import is_known_json  # noqa: PLC0415 - see above

        return is_known_json(content)


def _find_text_document_reader(kind: str) -> DocumentReader:
    from capture_import.forms.text_documents import captures  # noqa: PLC0415 - see above

    return {
        kinds.WORD: captures.docx_to_captures,
        kinds.OPENDOCUMENT: captures.odt_to_captures,
        kinds.EPUB: captures.epub_to_captures,
        kinds.RTF: captures.rtf_to_captures,
        kinds.PDF: captures.pdf_to_captures,
    }[kind]
