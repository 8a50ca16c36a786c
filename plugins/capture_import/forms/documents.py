"""Files that hold many entries, each a capture: feeds, exports, tables. Their readers, by kind of file."""

from collections.abc import Iterable
from functools import partial

from capture_import.containers import kinds
from capture_import.containers.capture import Capture
from capture_import.containers.items import ContainerItem, DocumentReader
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.neighbours import split_library_page
from capture_import.containers.unread_formats import find_unread_format
from capture_import.forms.tables.columns import Columns
from capture_import.forms.tables.hints import may_be_table

_DATABASES = (kinds.NEXIS, kinds.FACTIVA, kinds.PROQUEST, kinds.EUROPRESSE)


class EntryDocuments:
    """The readers of all kinds of documents.

    They and their libraries take longer to load than a page of plain text takes to read: each is loaded when such a
    file is met. `named_columns` are a table's columns that the call names, each with its field.
    """

    def __init__(self, named_columns: Iterable[tuple[str, str]] = ()) -> None:
        self._columns = Columns(dict(named_columns))

    def find_kind(self, kind: str, head: bytes, name: str = "") -> str:
        """Return the kind of what is a page by its bytes: an export of a newspaper database, told by its words; a
        table, told by its columns.
        """
        if kind != kinds.PAGE:
            return kind
        from capture_import.forms.databases.hints import has_hint  # noqa: PLC0415 - see above

        # a Word document or a mailbox may hold such stories: it stays what it is
        if has_hint(head) and not find_unread_format(head):
            from capture_import.forms.databases.detection import find_database  # noqa: PLC0415 - see above

            if database := find_database(head):
                return database
        return kinds.TABLE if self._is_table(head, name) else kind

    def _is_table(self, head: bytes, name: str) -> bool:
        if not may_be_table(head) or find_unread_format(head[: kinds.HEAD]):
            return False
        from capture_import.forms.tables.dialects import find_dialect  # noqa: PLC0415 - see above

        return find_dialect(head, name, self._columns) is not None

    def list_unmet_columns(self) -> list[str]:
        """Return the columns that the call names and that no table had."""
        return self._columns.list_unmet()

    def complete_page(self, capture: Capture, metadata: CaptureMetadata) -> ContainerItem:
        """Return a page's capture with what a library that lies beside it knows of it."""
        neighbours = metadata.neighbours
        if neighbours is None or not split_library_page(neighbours.path):
            return capture
        from capture_import.forms.read_later.libraries import complete_page  # noqa: PLC0415 - see above

        return complete_page(capture, neighbours)

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

            return partial(json_to_captures, columns=self._columns)
        if kind == kinds.TABLE:
            from capture_import.forms.tables.csv_tables import csv_to_captures  # noqa: PLC0415 - see above

            return partial(csv_to_captures, columns=self._columns)
        if kind == kinds.EVERNOTE:
            from capture_import.forms.read_later.evernote import evernote_to_captures  # noqa: PLC0415 - see above

            return evernote_to_captures
        if kind == kinds.ZOTERO:
            from capture_import.forms.read_later.zotero_rdf import zotero_to_items  # noqa: PLC0415 - see above

            return zotero_to_items
        return _find_database_reader(kind) if kind in _DATABASES else None

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries: JSON may be anything."""
        if kind != kinds.JSON:
            return kind in (kinds.FEED, kinds.WORDPRESS, *_DATABASES)
        from capture_import.forms.entries.json_documents import is_known_json  # noqa: PLC0415 - see above

        return is_known_json(content)


def _find_database_reader(kind: str) -> DocumentReader:
    if kind == kinds.NEXIS:
        from capture_import.forms.databases.nexis import nexis_to_captures  # noqa: PLC0415 - see above

        return nexis_to_captures
    if kind == kinds.FACTIVA:
        from capture_import.forms.databases.factiva import factiva_to_captures  # noqa: PLC0415 - see above

        return factiva_to_captures
    if kind == kinds.PROQUEST:
        from capture_import.forms.databases.proquest import proquest_to_captures  # noqa: PLC0415 - see above

        return proquest_to_captures
    from capture_import.forms.databases.europresse import europresse_to_captures  # noqa: PLC0415 - see above

    return europresse_to_captures
