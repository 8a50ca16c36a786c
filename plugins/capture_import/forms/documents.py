"""Files that hold many entries, each a capture: feeds, exports, tables, mailboxes. Their readers, by kind of file.

The readers and their libraries take longer to load than a page of plain text takes to read: each is loaded when such a
file is met.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from functools import partial

from capture_import.containers import kinds
from capture_import.containers.capture import Capture
from capture_import.containers.items import ContainerItem, DocumentReader
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.neighbours import split_library_page
from capture_import.containers.unread_formats import find_unread_format
from capture_import.forms.databases.readers import DATABASES, find_database_reader
from capture_import.forms.exports.detection import (
    is_movable_type,
    is_substack_list,
    is_substack_page,
    is_substack_table,
)
from capture_import.forms.mail.detection import is_mail, is_mailbox
from capture_import.forms.tables.columns import Columns
from capture_import.forms.tables.hints import may_be_table

_TEXT_DOCUMENTS = (kinds.WORD, kinds.OPENDOCUMENT, kinds.EPUB, kinds.RTF, kinds.PDF)


class EntryDocuments:
    """The readers of all kinds of documents.

    `named_columns` are a table's columns that the call names, each with its field; `post_types` the types of WordPress
    posts that are articles, too.
    """

    def __init__(self, named_columns: Iterable[tuple[str, str]] = (), *, post_types: Collection[str] = ()) -> None:
        self._columns = Columns(dict(named_columns))
        self._post_types = post_types
        # the last table of posts that was read, for the pages that it names
        self._tables: dict[Hashable, dict[str, dict[str, str]]] = {}

    def find_kind(self, kind: str, head: bytes, name: str = "") -> str:
        """Return the kind of what is a page by its bytes: an export of a newspaper database, told by its words; a
        table, told by its columns; a mail, told by its header.
        """
        if kind in (kinds.PAGE, kinds.MHTML):
            kind = _find_mail(head, may_be_page=kind == kinds.MHTML) or kind
        if kind != kinds.PAGE:
            return kind
        if is_movable_type(head):
            return kinds.MOVABLE_TYPE
        if is_substack_table(head):
            return kinds.SUBSTACK
        if is_substack_list(head):
            return kinds.SUBSTACK_LIST
        from capture_import.forms.databases.hints import has_hint  # noqa: PLC0415 - loaded when a page is met

        # a Word document or a mailbox may hold such stories: it stays what it is
        if has_hint(head) and not find_unread_format(head):
            from capture_import.forms.databases.detection import find_database  # noqa: PLC0415 - loaded for few files

            if database := find_database(head):
                return database
        return kinds.TABLE if self._is_table(head, name) else kind

    def _is_table(self, head: bytes, name: str) -> bool:
        if not may_be_table(head) or find_unread_format(head[: kinds.HEAD]):
            return False
        from capture_import.forms.tables.dialects import find_dialect  # noqa: PLC0415 - loaded for few files

        return find_dialect(head, name, self._columns) is not None

    def list_unmet_columns(self) -> list[str]:
        """Return the columns that the call names and that no table had."""
        return self._columns.list_unmet()

    def complete_page(self, capture: Capture, metadata: CaptureMetadata) -> ContainerItem:
        """Return a page's capture with what a library or an export's table that lies beside it knows of it."""
        neighbours = metadata.neighbours
        if neighbours is None:
            return capture
        if is_substack_page(neighbours.path):
            from capture_import.forms.exports import substack  # noqa: PLC0415 - loaded when such a page is met

            return substack.complete_page(capture, neighbours, self._tables)
        if split_library_page(neighbours.path):
            from capture_import.forms.read_later import libraries  # noqa: PLC0415 - loaded when such a page is met

            return libraries.complete_page(capture, neighbours)
        return capture

    def find_reader(self, kind: str) -> DocumentReader | None:
        """Return the reader of a kind of document; None for a page."""
        if kind == kinds.WORDPRESS:
            from capture_import.forms.entries.wordpress import wordpress_to_captures  # noqa: PLC0415 - loaded for few

            return partial(wordpress_to_captures, post_types=self._post_types)
        if kind == kinds.JSON:
            from capture_import.forms.entries.json_documents import json_to_captures  # noqa: PLC0415 - loaded for few

            return partial(json_to_captures, columns=self._columns)
        if kind == kinds.TABLE:
            from capture_import.forms.tables.csv_tables import csv_to_captures  # noqa: PLC0415 - loaded for few

            return partial(csv_to_captures, columns=self._columns)
        if kind == kinds.MAIL:
            from capture_import.forms.mail.messages import mail_to_captures  # noqa: PLC0415 - loads `email`

            return partial(mail_to_captures, documents=self)
        if kind == kinds.MAILBOX:
            from capture_import.forms.mail.mailboxes import mailbox_to_captures  # noqa: PLC0415 - loads `email`

            return partial(mailbox_to_captures, documents=self)
        if kind in _TEXT_DOCUMENTS:
            return _find_text_document_reader(kind)
        return _LOADERS[kind]() if kind in _LOADERS else find_database_reader(kind)

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries: JSON may be anything."""
        if kind != kinds.JSON:
            return kind in (kinds.FEED, kinds.WORDPRESS, kinds.NITF, kinds.NEWSML, *DATABASES)
        from capture_import.forms.entries.json_documents import is_known_json  # noqa: PLC0415 - loaded for few files

        return is_known_json(content)


def _find_mail(head: bytes, *, may_be_page: bool) -> str:
    """Return which kind of mails begins with these bytes: one, or a mailbox of many; empty for anything else."""
    if is_mailbox(head):
        return kinds.MAILBOX
    return kinds.MAIL if is_mail(head, may_be_page=may_be_page) else ""


def _find_text_document_reader(kind: str) -> DocumentReader:
    from capture_import.forms.text_documents import captures  # noqa: PLC0415 - loaded when such a file is met

    return {
        kinds.WORD: captures.docx_to_captures,
        kinds.OPENDOCUMENT: captures.odt_to_captures,
        kinds.EPUB: captures.epub_to_captures,
        kinds.RTF: captures.rtf_to_captures,
        kinds.PDF: captures.pdf_to_captures,
    }[kind]


def _load_feeds() -> DocumentReader:
    from capture_import.forms.entries.feeds import feed_to_captures  # noqa: PLC0415 - loaded when such a file is met

    return feed_to_captures


def _load_nitf() -> DocumentReader:
    from capture_import.forms.agencies.nitf import nitf_to_captures  # noqa: PLC0415 - loaded when such a file is met

    return nitf_to_captures


def _load_newsml() -> DocumentReader:
    from capture_import.forms.agencies.newsml import newsml_to_captures  # noqa: PLC0415 - loaded for few files

    return newsml_to_captures


def _load_movable_type() -> DocumentReader:
    from capture_import.forms.exports.movable_type import movable_type_to_captures  # noqa: PLC0415 - loaded for few

    return movable_type_to_captures


def _load_substack_table() -> DocumentReader:
    from capture_import.forms.exports.substack import table_to_items  # noqa: PLC0415 - loaded when such a file is met

    return table_to_items


def _load_substack_list() -> DocumentReader:
    from capture_import.forms.exports.substack import list_to_items  # noqa: PLC0415 - loaded when such a file is met

    return list_to_items


def _load_evernote() -> DocumentReader:
    from capture_import.forms.read_later.evernote import evernote_to_captures  # noqa: PLC0415 - loaded for few files

    return evernote_to_captures


def _load_zotero() -> DocumentReader:
    from capture_import.forms.read_later.zotero_rdf import zotero_to_items  # noqa: PLC0415 - loaded for few files

    return zotero_to_items


_LOADERS: dict[str, Callable[[], DocumentReader]] = {
    kinds.FEED: _load_feeds,
    kinds.NITF: _load_nitf,
    kinds.NEWSML: _load_newsml,
    kinds.MOVABLE_TYPE: _load_movable_type,
    kinds.SUBSTACK: _load_substack_table,
    kinds.SUBSTACK_LIST: _load_substack_list,
    kinds.EVERNOTE: _load_evernote,
    kinds.ZOTERO: _load_zotero,
}
