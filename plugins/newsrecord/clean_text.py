"""Removes or replaces the characters that no article may hold."""

import re

# C0 and C1 controls but tab and line feed, lone surrogates, noncharacters, byte-order mark, line and paragraph
# separators, and the bidirectional controls that can make a line look other than it is stored. None can be shown, and
# most make an XML feed ill-formed (XML 1.0, section 2.2, "Characters").
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
# C1 controls are characters of Windows' code page 1252 that were read as Latin-1: browsers take them so, too (WHATWG,
# HTML, "numeric character reference end state").
_WINDOWS = {chr(code): bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
# A sequence of UTF-8 that was decoded as Latin-1; one with a C1 control in it can be nothing else.
_UTF8_AS_LATIN1 = re.compile("[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_C1 = re.compile("[\x80-\x9f]")
_SEPARATORS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def clean_block(text: str) -> str:
    r"""Return text with `\n` line ends and without characters that no page can show; separators become a space.

    >>> clean_block("one\r\ntwo\x00\x0cthree \x93four\x94")
    'one\ntwo three “four”'
    >>> clean_block("It\xe2\x80\x99s \xe2\x80\x9clit\xe2\x80\x9d")
    'It’s “lit”'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # printable characters are never forbidden, and this test is many times faster than the search
    if text.replace("\n", "").replace("\u00a0", "").isprintable():
        return text
    text = "\n".join(map(_decode_again, text.split("\n")))
    return _FORBIDDEN.sub(lambda match: " " if match[0] in _SEPARATORS else _WINDOWS.get(match[0], ""), text)


def _decode_again(line: str) -> str:
    """Return a line with UTF-8 that was decoded as Latin-1 decoded again, where at least one sequence is certainly
    such.
    """
    if not any(_C1.search(sequence) for sequence in _UTF8_AS_LATIN1.findall(line)):
        return line
    return _UTF8_AS_LATIN1.sub(lambda match: match[0].encode("latin-1").decode("utf-8", "ignore"), line)


def clean_line(text: str) -> str:
    r"""Return text as one line: each run of white space (no-break spaces too) becomes one space, and none is at the
    ends.

    >>> clean_line("  A\u00a0headline\n\twith gaps ")
    'A headline with gaps'
    """
    # most lines are printable, and hold nothing to remove
    return " ".join((text if text.isprintable() else clean_block(text)).split())
