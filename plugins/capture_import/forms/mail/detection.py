"""Whether bytes are a mail, or a mailbox of many: by the header that programs write, never by a name."""

import re

MAIL_MEDIA_TYPE = "message/rfc822"

_FIELD = re.compile(rb"([!-9;-~]{1,80})[ \t]{0,9}:")
_SEPARATOR = re.compile(rb"From [^\n]{1,300}\d\d:\d\d[^\n]{0,80}\r?\n(?=>?[A-Za-z][A-Za-z-]{0,60}:[ \t\r\n])")
# What a mail program or a server writes, and nobody types above a text.
_OF_PROGRAMS = frozenset(
    b"message-id mime-version received return-path delivered-to dkim-signature list-id list-unsubscribe "
    b"content-transfer-encoding x-mozilla-status x-gmail-labels authentication-results".split()
)
# What a mail has, and a page that a browser saved as MHTML has not.
_OF_MAILS = frozenset(
    b"to cc bcc message-id received return-path delivered-to dkim-signature list-id list-unsubscribe x-mozilla-status "
    b"x-gmail-labels reply-to".split()
)
_OF_PAGES = frozenset(b"snapshot-content-location".split())
_OF_NEWSGROUPS = frozenset(b"newsgroups path".split())


def is_mailbox(head: bytes) -> bool:
    """Return whether bytes begin as a mailbox does: `From SENDER DAY`, then a mail's header."""
    return head.startswith(b"From ") and bool(_SEPARATOR.match(head))


def is_mail(head: bytes, *, may_be_page: bool = False) -> bool:
    r"""Return whether bytes begin with a mail's header: who sent it, when or what about, and what a program writes.

    `may_be_page` says that a page which a browser saved as MHTML begins so, too.

    >>> is_mail(b"From: Ann <ann@a.example>\nDate: Tue, 4 Aug 2015 06:00:00 +0100\nMessage-ID: <1@a.example>\n\n")
    True
    >>> is_mail(b"From: Ann Lee\nDate: 4 August 2015\nSubject: The lamp\n\nIt burns.")
    False
    """
    names = _list_fields(head)
    if names & (_OF_PAGES | _OF_NEWSGROUPS) or not names & {b"date", b"subject", b"received"}:
        return False
    is_sent = b"from" in names and bool(names & _OF_PROGRAMS) and bool(names & _OF_MAILS)
    is_packed = b"content-type" in names and bool(names & {b"mime-version", b"content-transfer-encoding"})
    return is_sent or (is_packed and not may_be_page)


def _list_fields(head: bytes) -> set[bytes]:
    """Return the names of the fields before the first empty line; none where a line is no field."""
    names: set[bytes] = set()
    if not _FIELD.match(head.lstrip(b"\xef\xbb\xbf")):
        return names
    for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n"):
        if not line.strip():
            return names
        if line[:1] in b" \t":
            continue
        field = _FIELD.match(line)
        if not field:
            return set()
        names.add(field[1].lower())
    # a header that is longer than what is looked at
    return names
