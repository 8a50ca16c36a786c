"""Known formats that can't be imported: recognized by a file's first bytes (magic numbers), each with a remedy.

The numbers are from the formats' own specifications. Libraries for them need code in C (libmagic), and know no
remedies.
"""

from collections import defaultdict
from typing import NamedTuple

from capture_import.containers.kinds import find_root
from capture_import.containers.zip_documents import find_zip_document

_SAVE_AS_TEXT = "open it, save it as plain text or HTML, and import that"
_UNPACK = "unpack it, and import the folder"
_UNPACK_ZIP = "unpack it (it is a zip), and import the folder"
_SAVE_THE_PAGE = "save the page that it belongs to, or its text"
_EXPORT_DATA = "export what it holds as a JSON Feed or as HTML files, and import those"
_EXPORT_HTML = "export its pages as HTML files, and import those"


class _Format(NamedTuple):
    name: str
    magic: bytes
    remedy: str


_FORMATS = (
    _Format("PDF", b"%PDF-", "save its text (`pdftotext FILE.pdf`), and import that"),
    _Format("PostScript", b"%!PS", "save its text (`ps2ascii FILE.ps`), and import that"),
    _Format("RTF", rb"{\rtf", _SAVE_AS_TEXT),
    _Format("Office document before 2007, or Outlook message", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _SAVE_AS_TEXT),
    _Format("SQLite database", b"SQLite format 3\0", _EXPORT_DATA),
    _Format("Outlook mailbox (PST)", b"!BDN", "save its mails as text"),
    _Format("Safari web archive or other binary property list", b"bplist0", "save the page as `Page Source`"),
    _Format("Compiled HTML Help (CHM)", b"ITSF", _EXPORT_HTML),
    _Format("DjVu document", b"AT&TFORM", "save its text (`djvutxt FILE.djvu`), and import that"),
    _Format("7z archive", b"7z\xbc\xaf\x27\x1c", _UNPACK),
    _Format("RAR archive", b"Rar!\x1a\x07", _UNPACK),
    _Format("Microsoft cabinet", b"MSCF\0\0\0\0", _UNPACK),
    _Format("LZ4 data", b"\x04\x22\x4d\x18", _UNPACK),
    _Format("compress data (.Z)", b"\x1f\x9d", _UNPACK),
    _Format("lzip data", b"LZIP\x01", _UNPACK),
    _Format("Unix archive (ar, deb)", b"!<arch>\n", _UNPACK),
    _Format("RPM package", b"\xed\xab\xee\xdb", _UNPACK),
    _Format("PNG picture", b"\x89PNG\r\n", _SAVE_THE_PAGE),
    _Format("JPEG picture", b"\xff\xd8\xff", _SAVE_THE_PAGE),
    _Format("GIF picture", b"GIF87a", _SAVE_THE_PAGE),
    _Format("GIF picture", b"GIF89a", _SAVE_THE_PAGE),
    _Format("TIFF picture", b"II*\0", _SAVE_THE_PAGE),
    _Format("TIFF picture", b"MM\0*", _SAVE_THE_PAGE),
    _Format("icon", b"\0\0\1\0", _SAVE_THE_PAGE),
    _Format("JPEG XL picture", b"\0\0\0\x0cJXL ", _SAVE_THE_PAGE),
    _Format("JPEG 2000 picture", b"\0\0\0\x0cjP  ", _SAVE_THE_PAGE),
    _Format("Photoshop picture", b"8BPS\0\1", _SAVE_THE_PAGE),
    _Format("MP3 sound", b"ID3\2", _SAVE_THE_PAGE),
    _Format("MP3 sound", b"ID3\3", _SAVE_THE_PAGE),
    _Format("MP3 sound", b"ID3\4", _SAVE_THE_PAGE),
    _Format("MP3 sound", b"\xff\xfb", _SAVE_THE_PAGE),
    _Format("Ogg sound or film", b"OggS\0", _SAVE_THE_PAGE),
    _Format("FLAC sound", b"fLaC\0", _SAVE_THE_PAGE),
    _Format("MIDI sound", b"MThd\0\0", _SAVE_THE_PAGE),
    _Format("AMR sound", b"#!AMR", _SAVE_THE_PAGE),
    _Format("Matroska or WebM film", b"\x1a\x45\xdf\xa3", _SAVE_THE_PAGE),
    _Format("Flash film", b"FLV\1", _SAVE_THE_PAGE),
    _Format("MPEG film", b"\0\0\1\xba", _SAVE_THE_PAGE),
    _Format("MPEG film", b"\0\0\1\xb3", _SAVE_THE_PAGE),
    _Format("Windows Media", b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _SAVE_THE_PAGE),
    _Format("WOFF font", b"wOFF\0", _SAVE_THE_PAGE),
    _Format("WOFF font", b"wOF2\0", _SAVE_THE_PAGE),
    _Format("WOFF font", b"wOFFOTTO", _SAVE_THE_PAGE),
    _Format("OpenType font", b"OTTO\0", _SAVE_THE_PAGE),
    _Format("TrueType font", b"\0\1\0\0\0", _SAVE_THE_PAGE),
    _Format("program (ELF)", b"\x7fELF", _SAVE_THE_PAGE),
    _Format("program (Windows)", b"MZ\x90\0", _SAVE_THE_PAGE),
    _Format("WebAssembly", b"\0asm", _SAVE_THE_PAGE),
    _Format("Java class", b"\xca\xfe\xba\xbe", _SAVE_THE_PAGE),
    _Format("HDF5 data", b"\x89HDF\r\n", _EXPORT_DATA),
    _Format("Parquet data", b"PAR1\x15", _EXPORT_DATA),
)  # fmt: skip
_BY_FIRST_BYTE: dict[int, list[_Format]] = defaultdict(list)
for _format in _FORMATS:
    _BY_FIRST_BYTE[_format.magic[0]].append(_format)

# RIFF and ISO base media files name their content behind a length.
_RIFF = {b"WEBP": "WebP picture", b"WAVE": "WAV sound", b"AVI ": "AVI film"}
_BRAND_OF_PICTURE = (b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1")
_PALM = {b"BOOKMOBI": "Mobipocket or Kindle book", b"TEXtREAd": "Palm book"}
# XML formats by their root element.
_XML = {
    "newsml": ("NewsML 1", "convert it to NewsML-G2, NITF or ninjs"),
    "en-export": ("Evernote export (ENEX)", "export the notes as HTML, and import those"),
    "svg": ("SVG picture", _SAVE_THE_PAGE),
    "opml": ("OPML list of feeds", "fetch the feeds that it names, and import those"),
    "urlset": ("sitemap", "fetch the pages that it names, and import those"),
    "sitemapindex": ("sitemap", "fetch the pages that it names, and import those"),
    "plist": ("Apple property list", _EXPORT_HTML),
    "mediawiki": ("MediaWiki export", _EXPORT_HTML),
    "worddocument": ("Word XML", _SAVE_AS_TEXT),
    "fictionbook": ("FictionBook", _SAVE_AS_TEXT),
}


# Root elements of web pages and of parts of them; feeds, which have readers of their own.
_PAGE_ROOTS = frozenset(
    (
        "html head body title meta link base style script frameset main article section header footer nav aside div p "
        "span a b i em strong font center h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure img br hr pre form "
        "rss feed rdf channel"
    ).split()
)
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_LONGEST_ROOT = 40


def find_unread_format(head: bytes, name: str = "", media_type: str = "") -> str:
    """Return why a file with these first bytes can't be imported: its format and a remedy; "" for any other file.

    `name` is that of the file or member, `media_type` what its container declares.

    >>> find_unread_format(b"%PDF-1.7")
    'PDF is not read: save its text (`pdftotext FILE.pdf`), and import that'
    >>> find_unread_format(b"A headline about %PDF-")
    ''
    """
    if not head:
        return ""
    for known in _BY_FIRST_BYTE.get(head[0], ()):
        if head.startswith(known.magic):
            return _reason(known.name, known.remedy)
    if head.startswith(b"PK\x03\x04"):
        document = find_zip_document(head, name)
        return _reason(document, _UNPACK_ZIP if "EPUB" in document else _SAVE_AS_TEXT) if document else ""
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        return _reason(_RIFF[head[8:12]], _SAVE_THE_PAGE)
    if head[4:8] == b"ftyp":
        return _reason(
            "AVIF or HEIC picture" if head[8:12] in _BRAND_OF_PICTURE else "MP4 sound or film", _SAVE_THE_PAGE
        )
    if head[60:68] in _PALM:
        return _reason(_PALM[head[60:68]], "convert it to HTML (with Calibre, for example), and import that")
    return _find_xml(head, media_type)


def _find_xml(head: bytes, media_type: str) -> str:
    beginning = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    root = find_root(head) if beginning[:1] == b"<" else ""
    if known := _XML.get(root):
        return _reason(*known)
    is_xml = beginning.startswith((b"<?xml", b"<\0?\0x"))
    if not is_xml or not root or root in _PAGE_ROOTS or media_type.startswith(_PAGE_TYPES):
        return ""
    return _reason(f"XML whose root is <{root[:_LONGEST_ROOT]}>", "convert it to ninjs, a feed or HTML")


def _reason(name: str, remedy: str) -> str:
    return f"{name} is not read: {remedy}"
