"""A capture to evidence, whatever form it has: the one place where forms are told apart."""

from datetime import date

from capture_import.containers.capture import Capture
from capture_import.containers.kinds import HEAD
from capture_import.containers.unread_formats import find_unread_format
from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.evidence import Evidence
from capture_import.fields.kind import ARTICLE
from capture_import.fields.rejection import NoArticle, Rejected
from capture_import.forms.entries.entry import ENTRY_MEDIA_TYPE
from capture_import.forms.mail.detection import MAIL_MEDIA_TYPE
from capture_import.forms.plain_text.page import capture_to_page
from capture_import.forms.text_documents.document import DOCUMENT_MEDIA_TYPE, PDF_MEDIA_TYPE
from capture_import.forms.web_page.detection import is_web_page
from capture_import.publishers import read_text


def load(capture: Capture) -> None:
    """Load what a capture's form needs. The libraries that read HTML take long: plain text does without them."""
    if capture.media_type in (ENTRY_MEDIA_TYPE, MAIL_MEDIA_TYPE):
        import capture_import.forms.entries.evidence  # noqa: PLC0415 - see above
    elif capture.media_type in (DOCUMENT_MEDIA_TYPE, PDF_MEDIA_TYPE):
        import capture_import.forms.text_documents.evidence  # noqa: PLC0415 - see above

        if capture.media_type == PDF_MEDIA_TYPE:
            from capture_import.forms.text_documents import pdf  # noqa: PLC0415 - see above

            pdf.load()
    elif is_web_page(capture):
        import capture_import.forms.web_page.evidence  # noqa: F401, PLC0415 - see above


def read(
    capture: Capture, given_day: date | None = None, *, most_bytes: int, use_known_publishers: bool = True
) -> Evidence:
    """Return what a capture says. Raises Rejected, with the reason, for one of which nothing can be made.

    `given_day` is the day that the call gives. With `use_known_publishers` the library fundus reads the pages of sites
    that it knows.
    """
    if capture.kind not in ("", ARTICLE):
        raise NoArticle(capture.kind, "its sidecar says so")
    if unread := find_unread_format(capture.body[:HEAD], capture.source, capture.media_type):
        raise Rejected(unread)
    if len(capture.body) > most_bytes:
        raise Rejected(f"too large: more than {most_bytes} bytes")
    if capture.media_type == ENTRY_MEDIA_TYPE:
        from capture_import.forms.entries.evidence import read_entry  # noqa: PLC0415 - see `load`

        return read_entry(capture, given_day)
    if capture.media_type == DOCUMENT_MEDIA_TYPE:
        from capture_import.forms.text_documents.evidence import read_document_capture  # noqa: PLC0415 - see `load`

        return read_document_capture(capture, given_day)
    if capture.media_type == PDF_MEDIA_TYPE:
        from capture_import.forms.text_documents.evidence import read_document  # noqa: PLC0415 - see `load`
        from capture_import.forms.text_documents.pdf import read_pdf  # noqa: PLC0415 - see `load`

        return read_document(read_pdf(capture.body, with_pictures=True), capture, given_day)
    if capture.media_type == MAIL_MEDIA_TYPE:
        from capture_import.forms.entries.evidence import read_entry  # noqa: PLC0415 - see `load`
        from capture_import.forms.mail.messages import mail_to_entry  # noqa: PLC0415 - see `load`

        return read_entry(capture, given_day, mail_to_entry(capture))
    if is_web_page(capture):
        from capture_import.forms.web_page.evidence import read_web_page  # noqa: PLC0415 - see `load`

        evidence = read_web_page(capture, given_day, use_known_publishers=use_known_publishers)
        if capture.declared:
            from capture_import.forms.entries.declared_pages import DeclaredPage  # noqa: PLC0415 - see `load`

            return DeclaredPage(evidence, capture)
        return evidence
    return read_text(capture_to_page(capture, bytes_to_text(capture.body, capture.charset)), given_day)
