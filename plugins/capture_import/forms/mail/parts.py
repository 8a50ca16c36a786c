"""A mail's parts (RFC 2045 to 2047, 2387): its text, in the form that has most of it; pictures; what is attached."""

import re
from dataclasses import dataclass, field
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.utils import collapse_rfc2231_value
from urllib.parse import unquote

from capture_import.fields.encodings import bytes_to_text
from capture_import.fields.rejection import Rejected
from capture_import.forms.mail.header import decode
from capture_import.forms.mail.plain_mails import plain_to_html
from newsrecord.clean_text import clean_line

_MOSTLY = 0.5
_URL = re.compile(r"https?://\S+")
_TAG = re.compile(r"<(?:style|script)\b[^<]*</(?:style|script)>|<[^<>]*>", re.I)
_SOURCE = re.compile(r"""\bsrc\s{0,9}=\s{0,9}(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""", re.I)
_META_CHARSET = re.compile(rb"<meta\b[^<>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_DEEPEST = 20
_OF_MAILS = ("message/rfc822", "message/global")
_ENCRYPTED = ("multipart/encrypted", "application/pgp-encrypted")
_IN_SMIME = ("application/pkcs7-mime", "application/x-pkcs7-mime")
# What is attached and holds no capture.
_NO_CAPTURE = re.compile(
    r"(?:image|audio|video|font)/|text/(?:calendar|(?:x-)?vcard|directory|x-amp-html|css|watch-html)|application/(?:pgp-\w+|x?-?pkcs7-\w+|"
    r"ics|ms-tnef|vnd\.ms-tnef|x-msdownload|javascript)|message/(?:delivery|disposition|partial|external|feedback)",
    re.I,
)
_PICTURE = re.compile(r"image/", re.I)


@dataclass(frozen=True, slots=True)
class Section:
    """One form of a mail's text, as HTML; `is_html` where it was that, `is_cut` where the mail ends inside it."""

    html: str = ""
    is_html: bool = False
    is_cut: bool = False

    @property
    def letters(self) -> int:
        """How much of it is text, addresses not counted."""
        return sum(map(str.isalnum, _URL.sub("", _TAG.sub(" ", self.html))))


@dataclass(slots=True)
class Parts:
    """What a mail holds."""

    text: Section = field(default_factory=Section)
    plain: str = ""
    pictures: list[Message] = field(default_factory=list)
    attached: list[Message] = field(default_factory=list)
    mails: list[Message] = field(default_factory=list)
    others: int = 0
    faults: list[str] = field(default_factory=list)
    cut: Message | None = None


def read_parts(message: Message) -> Parts:
    """Return a mail's parts. Raises Rejected for one that is encrypted."""
    parts = Parts()
    leaves = [part for part in message.walk() if not part.is_multipart()]
    containers = [part for part in message.walk() if part.is_multipart()]
    if leaves and any(
        isinstance(defect, CloseBoundaryNotFoundDefect) for part in containers for defect in part.defects
    ):
        parts.cut = leaves[-1]
    parts.text = _read(message, parts, 0)
    return parts


def name_of(part: Message) -> str:
    """Return the name of an attached file, without folders; empty where it has none."""
    value = part.get_filename()
    name = clean_line(decode(collapse_rfc2231_value(value))) if value else ""
    return re.split(r"[/\\]", name)[-1]


def bytes_of(part: Message) -> bytes:
    """Return a part's bytes, out of their packing."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def list_sources(html: str) -> dict[str, str]:
    """Return how a mail's HTML calls its pictures, as it stands there, by the same in plain letters."""
    found = (next(filter(None, match), "").strip() for match in _SOURCE.findall(html))
    return {unquote(address).casefold(): address for address in found if address}


def find_address(part: Message, sources: dict[str, str]) -> str:
    """Return how a mail's HTML calls a picture of the mail; empty where it does not."""
    for name, prefix in (("Content-ID", "cid:"), ("Content-Location", "")):
        value = str(part.get(name) or "").strip().strip("<>")
        if value and (address := sources.get(f"{prefix}{value}".casefold())):
            return address
    return ""


def _read(part: Message, parts: Parts, depth: int) -> Section:
    kind = part.get_content_type()
    if kind in _ENCRYPTED or (kind in _IN_SMIME and "signed" not in str(part.get_param("smime-type") or "")):
        raise Rejected("an encrypted mail: save it decrypted, from a mail program that has the key, and import that")
    if kind in _IN_SMIME:
        raise Rejected("a mail in an S/MIME envelope: save its text or the page that it shows, and import that")
    if kind in _OF_MAILS:
        inner = part.get_payload()
        parts.mails += [mail for mail in inner if isinstance(mail, Message)] if isinstance(inner, list) else []
        return Section()
    children = part.get_payload()
    if part.is_multipart() and isinstance(children, list) and depth < _DEEPEST:
        return _read_children(kind, part, [child for child in children if isinstance(child, Message)], parts, depth + 1)
    if part.is_multipart():
        parts.faults.append("parts in parts, deeper than mails are")
        return Section()
    return _read_leaf(kind, part, parts)


def _read_children(kind: str, part: Message, children: list[Message], parts: Parts, depth: int) -> Section:
    if kind == "multipart/alternative":
        return _choose([_read(child, parts, depth) for child in children])
    if kind == "multipart/related":
        start = str(part.get_param("start") or "")
        root = next((child for child in children if start and child.get("Content-ID") == start), children[0])
        text = _read(root, parts, depth)
        for child in children:
            if child is not root:
                _read(child, parts, depth)
        return text
    if kind in ("multipart/signed", "multipart/report"):
        text = _read(children[0], parts, depth) if children else Section()
        for child in children[1:]:
            if kind == "multipart/report" or not _NO_CAPTURE.match(child.get_content_type()):
                _read(child, parts, depth)
        return text
    sections = [section for section in (_read(child, parts, depth) for child in children) if section.html]
    return Section(
        "".join(section.html for section in sections),
        any(section.is_html for section in sections),
        any(section.is_cut for section in sections),
    )


def _choose(sections: list[Section]) -> Section:
    """Return the form of a text to read: HTML where it has the text, one that is whole before one that is cut."""
    filled = [section for section in sections if section.html]
    whole = [section for section in filled if not section.is_cut] or filled
    most = max((section.letters for section in whole), default=0)
    enough = [section for section in whole if section.letters >= _MOSTLY * most]
    return next((section for section in reversed(enough) if section.is_html), enough[-1] if enough else Section())


def _read_leaf(kind: str, part: Message, parts: Parts) -> Section:
    is_attached = part.get_content_disposition() == "attachment"
    is_named = bool(name_of(part))
    if kind.startswith("multipart/"):  # one without its boundary
        kind = "text/plain"
    if kind in ("text/html", "application/xhtml+xml") and not is_attached and not (is_named and parts.text.html):
        html = _decode(part, parts)
        return Section(html, is_html=True, is_cut=part is parts.cut)
    if kind in ("text/plain", "text/markdown") and not is_attached and not is_named:
        text = _decode(part, parts)
        if "-----BEGIN PGP MESSAGE-----" in text[:2000]:
            raise Rejected(
                "an encrypted mail: save it decrypted, from a mail program that has the key, and import that"
            )
        parts.plain = parts.plain or text
        is_flowed = str(part.get_param("format") or "").lower() == "flowed"
        drops_space = str(part.get_param("delsp") or "").lower() == "yes"
        html = plain_to_html(text, is_flowed=is_flowed, drops_space=drops_space)
        return Section(html, is_cut=part is parts.cut)
    if _PICTURE.match(kind):
        parts.pictures.append(part)
    elif _NO_CAPTURE.match(kind) or name_of(part).lower() == "winmail.dat":
        parts.others += 1
    else:
        parts.attached.append(part)
    return Section()


def _decode(part: Message, parts: Parts) -> str:
    content = bytes_of(part)
    if not content.strip():
        return ""
    charset = str(part.get_param("charset") or "")
    found = _META_CHARSET.search(content[:4096]) if not charset else None
    try:
        return bytes_to_text(content, charset or (found[1].decode() if found else "")).text
    except Rejected as rejected:
        parts.faults.append(str(rejected))
        return ""
