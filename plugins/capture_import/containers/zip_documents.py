"""Zip files that are documents (docx, EPUB ...) and not packed folders, by their first member, else by name."""

import re

_COMPRESSED = re.compile(r"\.(?:gz|bz2|xz|zst)\Z")
_NAMES = {
    ".docx": "Word document (docx)", ".xlsx": "Excel workbook (xlsx)", ".pptx": "PowerPoint slides (pptx)",
    ".odt": "OpenDocument text", ".ods": "OpenDocument table", ".odp": "OpenDocument slides",
    ".epub": "EPUB book",
    ".jar": "Java archive", ".apk": "Android package", ".xpi": "browser extension", ".crx": "browser extension",
    ".whl": "Python package",
}  # fmt: skip
# Office Open XML: names of first members, and the folders of the members behind it.
_OFFICE_FIRST = (b"[Content_Types].xml", b"_rels/.rels", b"docProps/app.xml", b"docProps/core.xml")
_OFFICE_PARTS = ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"ppt/", ".pptx"))
# EPUB and OpenDocument: the content of the first member, `mimetype`, which is not compressed.
_MEDIA_TYPES = (
    (b"application/epub+zip", ".epub"),
    (b"application/vnd.oasis.opendocument.text", ".odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    (b"application/vnd.oasis.opendocument.presentation", ".odp"),
)


def find_zip_document(head: bytes, name: str = "") -> str:
    r"""Return the kind of document that a zip with these first bytes is; "" for one that may hold pages.

    >>> find_zip_document(b"PK\x03\x04", "inbox/letter.docx")
    'Word document (docx)'
    """
    suffix = f".{_COMPRESSED.sub('', name.lower()).rpartition('.')[2]}"
    end = 30 + int.from_bytes(head[26:28], "little")
    first = head[30:end]
    if first == b"mimetype":
        for media_type, its_suffix in _MEDIA_TYPES:
            if head[end : end + 100].startswith(media_type):
                return _NAMES[its_suffix]
    if first in _OFFICE_FIRST:
        inside = next((its_suffix for folder, its_suffix in _OFFICE_PARTS if folder in head[end:]), suffix)
        return _NAMES.get(inside, "Microsoft Office document")
    return _NAMES.get(suffix, "")
