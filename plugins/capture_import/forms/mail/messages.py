"""One mail to captures: its own text, what is attached to it and is a capture itself, the pictures in it."""

import re
from collections.abc import Iterable, Iterator
from email.message import Message

from capture_import.containers.budget import UnpackBudget
from capture_import.containers.capture import Capture, Resource, Unreadable
from capture_import.containers.container import StreamReader
from capture_import.containers.items import ContainerItem, Documents
from capture_import.containers.members import NameCounter, shown_name
from capture_import.containers.metadata import CaptureMetadata
from capture_import.containers.skipped import Skipped
from capture_import.containers.streams import ByteStream, Damaged, bytes_to_stream, read_whole
from capture_import.fields.dates import to_iso
from capture_import.fields.mails import (
    Sender,
    clean_subject,
    is_forwarding_subject,
    is_line_of_web_form,
    is_unwanted_label,
    read_sender,
)
from capture_import.fields.names import fold_name
from capture_import.fields.rejection import Rejected
from capture_import.fields.urls import clean_url, host_of
from capture_import.forms.entries.entry import EntryTag, NewsItem, entry_to_capture, unique_lines
from capture_import.forms.mail import header
from capture_import.forms.mail.detection import MAIL_MEDIA_TYPE
from capture_import.forms.mail.html_mails import html_to_text, level_headings
from capture_import.forms.mail.parts import Parts, bytes_of, find_address, list_sources, name_of, read_parts

_CUT = "cut off: the mail ends inside its text: save it anew"
_NO_TEXT = "a mail without text"
_UNWANTED = "mails that were deleted, drafts and spam"
_REPORTS = "delivery reports, receipts and other mails of programs"
_OF_PROGRAM = "Mail System Internal Data"  # what c-client sets at the top of a mailbox
_COVERS = "mails that only bring what is attached"
_ATTACHED = "files attached to mails that hold no text"
_PICTURES = "pictures attached to mails beside their text"
# Letters of a mail's own text: what is shorter says no more than that something is attached.
_SHORTEST_OWN = 200
_DEEPEST_MAIL = 5
_URL = re.compile(r"https?://[^\s<>\"')]+")
# Thunderbird's and mutt's marks of a mail.
_MOZILLA_DELETED = 0x0008


def read_message(
    content: bytes,
    source: str,
    budget: UnpackBudget,
    metadata: CaptureMetadata,
    documents: Documents,
    *,
    is_file: bool = False,
    depth: int = 0,
) -> Iterator[ContainerItem]:
    """Yield what a mail holds. `is_file` says that it is a file of its own: its bytes are then the capture's, where it
    is a text alone.
    """
    message = header.parse_mail(content)
    if is_unwanted(message, source):
        yield Skipped(source, _UNWANTED, 1)
        return
    if is_report(message):
        yield Skipped(source, _REPORTS, 1)
        return
    try:
        parts = read_parts(message)
    except Rejected as rejected:
        yield Unreadable(source, str(rejected))
        return
    has_more = bool(parts.mails or parts.attached)
    if parts.text.is_cut:
        yield Unreadable(source, _CUT)
    elif not parts.text.letters or (has_more and _is_cover(message, parts)):
        if has_more or parts.others or parts.pictures:
            yield Skipped(source, _COVERS, 1)
        else:
            yield Unreadable(source, "; ".join([_NO_TEXT, *parts.faults]))
    elif (
        is_file
        and not message.is_multipart()
        and not parts.text.is_html
        and metadata.media_type in ("", MAIL_MEDIA_TYPE)
    ):
        captured_at = metadata.captured_at or header.read_arrival(message)
        yield Capture(source, content, MAIL_MEDIA_TYPE, "", metadata.url, captured_at, kind=metadata.kind)
    else:
        yield from _list_pictures(parts, source, budget)
        entry = _to_entry(message, parts, metadata)
        arrived = CaptureMetadata(captured_at=metadata.captured_at or header.read_arrival(message))
        if len(entry.content_html) > budget.limits.entry_bytes:
            limit = budget.limits.entry_bytes
            yield Unreadable(
                source, f"too large: a mail whose text has more than {limit} characters (the limit entry_bytes)"
            )
        else:
            yield entry_to_capture(source, entry, arrived)
    yield from _read_attached(parts, source, budget, metadata, documents, depth)


def mail_to_entry(capture: Capture) -> NewsItem:
    """Return what a mail says that is a capture as it stands: a text alone. Raises Rejected where it has none."""
    message = header.parse_mail(capture.body)
    parts = read_parts(message)
    if not parts.text.letters:
        raise Rejected("; ".join([_NO_TEXT, *parts.faults]))
    return _to_entry(message, parts, CaptureMetadata(url=capture.url))


def is_unwanted(message: Message, source: str = "") -> bool:
    """Return whether a mail's owner threw it away, never sent it, or has it among spam: by the marks that mail programs
    set, and by the flags in a Maildir's names.
    """
    try:
        mozilla = int(str(message.get("X-Mozilla-Status") or "0"), 16)
    except ValueError:
        mozilla = 0
    marks = str(message.get("X-Status") or "")
    labels = header.read_field(message, "X-Gmail-Labels").split(",")
    flags = source.rpartition("/")[2].rpartition(":2,")[2] if ":2," in source else ""
    return (
        bool(mozilla & _MOZILLA_DELETED)
        or bool({"D", "T"} & set(marks))
        or any(map(is_unwanted_label, labels))
        or bool({"D", "T"} & set(flags))
    )


def is_report(message: Message) -> bool:
    """Return whether a program wrote a mail (RFC 3464, 3834): a delivery report, a receipt, an absence note."""
    return (
        message.get_content_type() == "multipart/report"
        or header.read_address(message)[0] == _OF_PROGRAM
        or str(message.get("Auto-Submitted") or "").lower().startswith("auto-replied")
    )


def _is_cover(message: Message, parts: Parts) -> bool:
    """Return whether a mail's own text is that of somebody who only sends what is attached."""
    is_digest = message.get_content_type() == "multipart/digest" or any(
        part.get_content_type() == "multipart/digest" for part in message.walk()
    )
    if is_digest:
        return True
    return parts.text.letters < _SHORTEST_OWN


def _to_entry(message: Message, parts: Parts, metadata: CaptureMetadata) -> NewsItem:
    subject = header.read_field(message, "Subject")
    list_name = header.read_list_name(message)
    name, address = header.read_address(message)
    sender = read_sender(name, address, list_name)
    lists = f"{list_name} {header.read_field(message, 'To')} {header.read_field(message, 'Cc')}"
    title, published = clean_subject(subject, lists), header.read_date(message)
    names = frozenset(fold_name(text) for text in (name, list_name, sender.publisher, sender.author) if text)
    text = html_to_text(parts.text.html, names, may_be_forwarded=is_forwarding_subject(subject))
    if forwarded := text.forwarded:
        name, address = header.split_address(forwarded.sender)
        sender = read_sender(name, address)
        title = clean_subject(forwarded.subject) or title
        published = to_iso(forwarded.date) or published
    if not title and len(text.headings) == 1:
        title = text.headings[0]
    content = level_headings(text.html, title) if parts.text.is_html else text.html
    return NewsItem(
        title=title,
        url=metadata.url
        or header.read_web_address(message)
        or _find_link((*text.links, *_list_links(parts.plain)), message, address),
        published=published,
        authors=(sender.author,) if sender.author and not text.byline else (),
        byline=text.byline,
        tags=tuple(EntryTag(word) for word in unique_lines(header.read_field(message, "Keywords").split(","))),
        language=header.read_field(message, "Content-Language").partition(",")[0] or text.language,
        content_html=content.strip(),
        publisher=_choose_publisher(sender, list_name, name),
        identifier=header.read_field(message, "Message-ID").strip("<>"),
    )


def _choose_publisher(sender: Sender, list_name: str, name: str) -> str:
    return sender.publisher or (list_name if fold_name(list_name) != fold_name(name) else "")


def _list_links(plain: str) -> list[str]:
    """Return where the plain form of a newsletter says that it can be read in the web."""
    return [url for line in plain.splitlines() if is_line_of_web_form(line) for url in _URL.findall(line)]


def _find_link(links: Iterable[str], message: Message, address: str) -> str:
    """Return where a newsletter says that it can be read in the web: a page of its sender's own, no counter's."""
    hosts = {address.rpartition("@")[2].casefold(), header.read_list_host(message)}
    for link in links:
        url = clean_url(link)
        host = host_of(url)
        if url.rstrip("/").count("/") > 2 and host and any(_is_of(host, other) for other in hosts if other):
            return url
    return ""


def _is_of(host: str, other: str) -> bool:
    return host == other or host.endswith("." + other) or other.endswith("." + host)


def _list_pictures(parts: Parts, source: str, budget: UnpackBudget) -> Iterator[ContainerItem]:
    beside = 0
    sources = list_sources(parts.text.html) if parts.pictures else {}
    for part in parts.pictures:
        body = bytes_of(part)
        address = find_address(part, sources)
        if address and body and part is not parts.cut and len(body) <= budget.limits.capture_bytes:
            yield Resource(source, address, part.get_content_type(), body)
        else:
            beside += 1
    if beside:
        yield Skipped(source, _PICTURES, beside)


def _read_attached(
    parts: Parts, source: str, budget: UnpackBudget, metadata: CaptureMetadata, documents: Documents, depth: int
) -> Iterator[ContainerItem]:
    unique = NameCounter().unique
    for mail in parts.mails:
        where = f"{source}#{unique(shown_name(clean_subject(header.read_field(mail, 'Subject')) or 'mail'))}"
        if depth >= _DEEPEST_MAIL:
            yield Unreadable(where, f"a mail in more than {_DEEPEST_MAIL} mails: save it by itself, and import that")
            continue
        try:
            content = mail.as_bytes()
        except Exception as error:  # noqa: BLE001 - the library raises many for what is no mail
            yield Unreadable(where, f"a mail that can't be read: {type(error).__name__}")
            continue
        yield from read_message(content, where, budget, CaptureMetadata(), documents, depth=depth + 1)
    read = StreamReader(documents)
    for part in parts.attached:
        name = name_of(part) or f"attachment{_suffix(part)}"
        where = f"{source}#{unique(shown_name(name))}"
        if part is parts.cut:
            yield Unreadable(where, "cut off: the mail ends inside this attached file: save it anew")
            continue
        known = CaptureMetadata(media_type=_declared_type(part), charset=str(part.get_param("charset") or "").lower())
        try:
            yield from read(bytes_to_stream(bytes_of(part)), where, name, budget.deeper(), known)
        except Damaged as damaged:
            yield Unreadable(where, str(damaged))
    if parts.others:
        yield Skipped(source, _ATTACHED, parts.others)


def _declared_type(part: Message) -> str:
    kind = part.get_content_type()
    return kind if kind.startswith("text/") else ""


def _suffix(part: Message) -> str:
    return {"text/html": ".html", "text/plain": ".txt"}.get(part.get_content_type(), "")


def mail_to_captures(
    stream: ByteStream, source: str, budget: UnpackBudget, metadata: CaptureMetadata, documents: Documents
) -> Iterator[ContainerItem]:
    """Yield what a file that is a mail holds."""
    content = read_whole(stream, budget.limits.feed_bytes, "a mail")
    yield from read_message(content, source, budget, metadata, documents, is_file=True)
