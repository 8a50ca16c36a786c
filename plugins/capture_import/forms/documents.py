"""Files that hold many entries, each a capture: feeds and exports. Their readers, by kind of file."""

from collections.abc import Collection, Hashable
from functools import partial

from capture_import.containers import kinds
from capture_import.containers.capture import Capture
from capture_import.containers.items import ContainerItem, DocumentReader
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.unread_formats import find_unread_format
from capture_import.forms.databases.readers import DATABASES, find_database_reader
from capture_import.forms.exports.detection import (
    is_movable_type,
    is_substack_list,
    is_substack_page,
    is_substack_table,
)
from capture_import.forms.mail.detection import is_mail, is_mailbox

_TEXT_DOCUMENTS = (kinds.WORD, kinds.OPENDOCUMENT, kinds.EPUB, kinds.RTF, kinds.PDF)


class EntryDocuments:
    """The readers of all kinds of documents.

    They and their libraries take longer to load than a page of plain text takes to read: each is loaded when such a
    file is met.
    """

    def __init__(self, *, post_types: Collection[str] = ()) -> None:
        self._post_types = post_types
        # the last table of posts that was read, for the pages that it names
        self._tables: dict[Hashable, dict[str, dict[str, str]]] = {}

    def find_kind(self, kind: str, head: bytes, name: str = "") -> str:
        """Return the kind of what is a page by its bytes: an export of a newspaper database, told by its words."""
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
        from capture_import.forms.databases.hints import has_hint  # noqa: PLC0415 - see above

        # a Word document or a mailbox may hold such stories: it stays what it is
        if not has_hint(head) or find_unread_format(head):
            return kind
        from capture_import.forms.databases.detection import find_database  # noqa: PLC0415 - see above

        return find_database(head) or kind

    def complete_page(self, capture: Capture, metadata: CaptureMetadata) -> ContainerItem:
        """Return a page's capture with what an export's table that lies beside it knows of it."""
        neighbours = metadata.neighbours
        if neighbours is None or not is_substack_page(neighbours.path):
            return capture
        from capture_import.forms.exports.substack import complete_page  # noqa: PLC0415 - see above

        return complete_page(capture, neighbours, self._tables)

    def find_reader(self, kind: str) -> DocumentReader | None:
        """Return the reader of a kind of document; None for a page."""
        if kind == kinds.FEED:
            from capture_import.forms.entries.feeds import feed_to_captures  # noqa: PLC0415 - see above

            return feed_to_captures
        if kind == kinds.WORDPRESS:
            from capture_import.forms.entries.wordpress import wordpress_to_captures  # noqa: PLC0415 - see above

            return partial(wordpress_to_captures, post_types=self._post_types)
        if kind == kinds.JSON:
            from capture_import.forms.entries.json_documents import json_to_captures  # noqa: PLC0415 - see above

            return json_to_captures
        if kind == kinds.NITF:
            from capture_import.forms.agencies.nitf import nitf_to_captures  # noqa: PLC0415 - see above

            return nitf_to_captures
        if kind == kinds.NEWSML:
            from capture_import.forms.agencies.newsml import newsml_to_captures  # noqa: PLC0415 - see above

            return newsml_to_captures
        if kind == kinds.MOVABLE_TYPE:
            from capture_import.forms.exports.movable_type import movable_type_to_captures  # noqa: PLC0415 - see above

            return movable_type_to_captures
        if kind == kinds.SUBSTACK:
            from capture_import.forms.exports.substack import table_to_items  # noqa: PLC0415 - see above

            return table_to_items
        if kind == kinds.SUBSTACK_LIST:
            from capture_import.forms.exports.substack import list_to_items  # noqa: PLC0415 - see above

            return list_to_items
        if kind in (kinds.MAIL, kinds.MAILBOX):
            return self._find_mail_reader(kind)
        if kind in _TEXT_DOCUMENTS:
            return _find_text_document_reader(kind)
        return find_database_reader(kind)

    def _find_mail_reader(self, kind: str) -> DocumentReader:
        # with the package `email`, which takes longer to load than a page of plain text takes to read
        if kind == kinds.MAIL:
            from capture_import.forms.mail.messages import mail_to_captures  # noqa: PLC0415 - see above

            return partial(mail_to_captures, documents=self)
        from capture_import.forms.mail.mailboxes import mailbox_to_captures  # noqa: PLC0415 - see above

        return partial(mailbox_to_captures, documents=self)

    def has_entries(self, kind: str, content: bytes) -> bool:
        """Return whether a document of such a kind is one that has entries: JSON may be anything."""
        if kind != kinds.JSON:
            return kind in (kinds.FEED, kinds.WORDPRESS, kinds.NITF, kinds.NEWSML, *DATABASES)
        from capture_import.forms.entries.json_documents import is_known_json  # noqa: PLC0415 - see above

        return is_known_json(content)


def _find_mail(head: bytes, *, may_be_page: bool) -> str:
    """Return which kind of mails begins with these bytes: one, or a mailbox of many; empty for anything else."""
    if is_mailbox(head):
        return kinds.MAILBOX
    return kinds.MAIL if is_mail(head, may_be_page=may_be_page) else ""


def _find_text_document_reader(kind: str) -> DocumentReader:
    from capture_import.forms.text_documents import captures  # noqa: PLC0415 - see above

    return {
        kinds.WORD: captures.docx_to_captures,
        kinds.OPENDOCUMENT: captures.odt_to_captures,
        kinds.EPUB: captures.epub_to_captures,
        kinds.RTF: captures.rtf_to_captures,
        kinds.PDF: captures.pdf_to_captures,
    }[kind]
