"""The fields of a mail's header as text: encoded words (RFC 2047), bytes of an undeclared encoding, folded lines."""

import re
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses

from capture_import.containers.times import text_to_time
from capture_import.fields.dates import to_iso
from capture_import.fields.encoding_names import find_codec
from capture_import.fields.encodings import find_encoding
from newsrecord.clean_text import clean_line

_ANGLED = re.compile(r"<?(https?://[^<>\s]+)>?", re.I)


class _AsItStands(Compat32):
    """Hands fields on as they stand: bytes beyond ASCII as surrogates, where the library would lose them."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the field's value."""
        return value


def parse_mail(content: bytes) -> Message:
    """Return a mail's parts and fields."""
    return message_from_bytes(content, policy=_AsItStands())


def read_field(message: Message, name: str) -> str:
    """Return a field's text in one line; empty where the mail does not have it."""
    value = message.get(name)
    return clean_line(decode(str(value))) if value is not None else ""


def decode(value: str) -> str:
    """Return a field's value with encoded words as their text.

    >>> decode("=?utf-8?Q?Die_L=C3=A4mpchen?=")
    'Die Lämpchen'
    """
    value = re.sub(r"\r?\n[ \t]+", " ", value)
    if "=?" in value:
        try:
            return "".join(_chunk_to_text(chunk, charset) for chunk, charset in decode_header(_to_escapes(value)))
        except (HeaderParseError, ValueError, LookupError):
            return value.encode("utf-8", "replace").decode()
    return _bytes_to_text(value.encode("utf-8", "surrogateescape"), "")


def read_address(message: Message, name: str = "From") -> tuple[str, str]:
    """Return the name and the address of the first whom a field names."""
    return split_address(re.sub(r"\r?\n[ \t]+", " ", str(message.get(name) or "")))


def split_address(value: str) -> tuple[str, str]:
    """Return the name and the address of the first whom a text names: `Ann Lee <ann@a.example>`.

    >>> split_address('"Lee, Ann" <ann@a.example>, Bo <bo@a.example>'), split_address("Ann Lee [mailto:ann@a.example]")
    (('Lee, Ann', 'ann@a.example'), ('Ann Lee', 'ann@a.example'))
    """
    value = re.sub(r"\[(?:mailto:)?([^\[\]\s]+@[^\[\]\s]+)\]", r"<\1>", _to_escapes(value))
    # encoded words are decoded after the parts are told apart: they may hold commas
    for shown, address in getaddresses([value]):
        if shown or address:
            return clean_line(decode(shown)), clean_line(address)
    # no address by the standard, but one by its look: `Ann (Gazette) Lee, editor <ann@gazette.example>`
    shown, _, address = value.partition("<")
    return clean_line(decode(shown)), clean_line(address.partition(">")[0])


def read_list_name(message: Message) -> str:
    """Return what a list calls itself (`List-Id`, RFC 2919): the words before its identifier."""
    return read_field(message, "List-Id").partition("<")[0].strip(" \"'")


def read_list_host(message: Message) -> str:
    """Return the host of a list: the end of its identifier, which begins with the list's own name."""
    identifier = read_field(message, "List-Id").rpartition("<")[2].strip("<> ")
    return identifier.partition(".")[2].casefold() if identifier.count(".") > 1 else ""


def read_web_address(message: Message) -> str:
    """Return where the mail can be read in the web (`Archived-At`, RFC 5064)."""
    value = read_field(message, "Archived-At")
    found = _ANGLED.match(value)
    return found[1] if found else ""


def read_date(message: Message) -> str:
    """Return when it was sent, as ISO 8601 where it can be read, else as it stands."""
    return to_iso(_without_comment(read_field(message, "Date")))


def read_arrival(message: Message) -> datetime | None:
    """Return when it first came to a server, which writes that behind the last semicolon of `Received`."""
    for value in reversed(message.get_all("Received") or []):
        if when := text_to_time(_without_comment(str(value).rpartition(";")[2])):
            return when
    return None


def _without_comment(text: str) -> str:
    """Return a date without what stands in brackets behind it, such as the zone's name."""
    text = text.strip()
    return text.rpartition("(")[0].strip() if text.endswith(")") else text


def _chunk_to_text(chunk: bytes | str, charset: str | None) -> str:
    if isinstance(chunk, str):
        return chunk
    return _bytes_to_text(chunk, charset or "")


def _bytes_to_text(content: bytes, charset: str) -> str:
    # RFC 2231 lets a language follow
    codec = find_codec(charset.partition("*")[0]) if charset else ""
    if codec:
        return content.decode(codec, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        found = find_encoding(content)
        return content.decode(found.name if found else "windows-1252", "replace")


def _to_escapes(value: str) -> str:
    """Return a value whose bytes beyond ASCII are text again: the parser hands them on as surrogates."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return _bytes_to_text(value.encode("utf-8", "surrogateescape"), "")
    return value
