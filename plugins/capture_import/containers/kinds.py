"""The kind of a file, a member or a record by its first bytes; by its name only where these do not decide."""

import re
import tarfile

from capture_import.containers.unpacking import MAGIC
from capture_import.containers.zip_documents import find_zip_document

HEAD = 8192
"""How many of the first bytes `kind_of` looks at."""

PAGE, ZIP, TAR, WARC, ARC, FEED, WORDPRESS, JSON, MHTML = (
    "page",
    "zip",
    "tar",
    "WARC",
    "ARC",
    "feed",
    "WordPress export",
    "JSON",
    "MHTML",
)
# Exports of newspaper databases. The words by which they are recognized are known to `items.Documents` alone.
NEXIS, FACTIVA, PROQUEST, EUROPRESSE = "Nexis export", "Factiva export", "ProQuest export", "Europresse export"
# Mails, told by the header of the first: `items.Documents` tells them.
MAIL, MAILBOX = "mail", "mailbox"
# The XML of news agencies.
NITF, NEWSML = "NITF", "NewsML-G2"
MOVABLE_TYPE = "Movable Type export"
SUBSTACK, SUBSTACK_LIST = "Substack table of posts", "Substack list of readers"
COMPRESSED = tuple(MAGIC)

_JSON_NAMES = (".json", ".jsonl", ".ndjson", ".jsonlines")
_MARKDOWN_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_BEFORE_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.S | re.I
)
_ROOT = re.compile(rb"<([A-Za-z_][\w.:-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)")
_AGENCY_ROOTS = {b"nitf": NITF, b"newsitem": NEWSML, b"newsmessage": NEWSML, b"packageitem": NEWSML}
_FEED_ROOTS = (b"rss", b"feed", b"rdf", b"channel")
_NEWSML = re.compile(rb"iptc\.org/std/nar/|standard\s*=\s*[\"']NewsML-G2")
_JSON_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})")
_MHTML_HEADER = re.compile(rb"^content-type:\s*multipart/related", re.I | re.M)


def kind_of(head: bytes, name: str = "", media_type: str = "") -> str:
    """Return the kind of a file by its first HEAD bytes: one of the names above.

    >>> kind_of(b'<?xml version="1.0"?><rss version="2.0"><channel>')
    'feed'
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return PAGE if find_zip_document(head, name) else ZIP
    for compression, magic in MAGIC.items():
        if head.startswith(magic):
            return compression
    if re.match(rb"WARC/\d", head):
        return WARC
    if head.startswith((b"filedesc://", b"Internet Archive File version")):
        return ARC
    if _is_tar(head):
        return TAR
    if _is_json(head, name, media_type):
        return JSON
    if _MHTML_HEADER.search(head) and b"mime-version" in head.lower() and not head.lstrip().startswith(b"<"):
        return MHTML
    return _kind_of_xml(head)


def find_root(head: bytes) -> str:
    """Return the name of a document's first element, without its prefix, in lower case; empty where there is none."""
    root = _match_root(head)
    return root[1].rpartition(b":")[2].lower().decode() if root else ""


def _match_root(head: bytes) -> re.Match[bytes] | None:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4] in (b"<\0?\0", b"\0<\0?"):
        head = head.replace(b"\0", b"")[2 * (head[:1] in (b"\xff", b"\xfe")) :]
    before = _BEFORE_ROOT.match(head)
    return _ROOT.match(head, before.end()) if before else None


def _kind_of_xml(head: bytes) -> str:
    root = _match_root(head)
    if not root:
        return PAGE
    name = root[1].rpartition(b":")[2].lower()
    if name in _AGENCY_ROOTS:
        return _AGENCY_ROOTS[name] if name == b"nitf" or _NEWSML.search(head) else PAGE
    if name not in _FEED_ROOTS:
        return PAGE
    return WORDPRESS if b"wordpress.org/export/" in root[2] else FEED


def _is_json(head: bytes, name: str, media_type: str) -> bool:
    if name.lower().endswith(_JSON_NAMES) or media_type.endswith(("/json", "+json")):
        return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    if name.lower().endswith(_MARKDOWN_NAMES):
        return False  # its front matter may be JSON
    return bool(_JSON_START.match(head))


def _is_tar(head: bytes) -> bool:
    if len(head) < tarfile.BLOCKSIZE or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError):
        return False
    return True
