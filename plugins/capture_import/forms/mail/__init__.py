"""Mails: one in a file (RFC 5322), many in a mailbox (RFC 4155); newsletters, forwarded mails, attachments."""
