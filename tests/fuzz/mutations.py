"""Random mutations of a file: of bytes, lines, tags, lengths, headers, encodings, and of the members of containers."""

import bz2
import gzip
import io
import lzma
import random
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Sequence

Mutation = Callable[[bytes, random.Random], bytes]
_LARGEST = 300_000
TOKENS = [
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b[31m", b"\r", b"\x85", b"\xe2\x80\xae", b"\xc2\xa0",
    b"\x0b\x0c", b"http://[x", b"http://user:pass@halverin.example/", b"javascript:alert(1)",
    b"https://x.example:99999/", b"//", b"http://x.example/%zz%00", b"9" * 4400, b"1e999", b"-1", b"0000-00-00",
    b"9999-12-31T23:59:60Z", b"2023-02-30", b"Date: ", b"Title: ", b"---\n", b"+++\n", b"<!--", b"-->", b"<![CDATA[",
    b"]]>", b"<script>", b"</script>", b"<pre ", b"<svg><title>", b"<template>", b"<plaintext>", b"<base href='//x'>",
    b"&#0;", b"&#x110000;", b"&nbsp", b"&amp;amp;", b'<meta charset="utf-16">', b'<meta charset="x-user-defined">',
    b'<?xml version="1.0" encoding="ebcdic"?>', b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b'{"@type": "NewsArticle", "headline": [null], "datePublished": {}}', b"[caption]", b"{{ x }}", b"{% raw %}",
    b"a@a@a@a@a@a@", b"[" * 300, b"(" * 300, b"*" * 300, b"> " * 300, b"| " * 300, b" " * 3000, b"\n" * 3000,
    b"<div>" * 400, b"<b>" * 400, b"`" * 300, b"By By By ", b"Fri, 31 Feb 2023 25:61:61 +9999", b"CON",
    b"../../../../etc/passwd", b"a" * 20000, "\u0456".encode() * 5000, "\U0001f600".encode() * 50,
]  # fmt: skip


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _slice(data: bytes, chance: random.Random, most: int = 400) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.randint(1, most))


def flip_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 2, 8, 64])):
        if changed:
            changed[chance.randrange(len(changed))] = chance.choice([0, 0xFF, 0x0A, 0x3C, chance.randrange(256)])
    return bytes(changed)


def cut(data: bytes, chance: random.Random) -> bytes:
    """Cut off the end, the start, or a part of the middle."""
    start, end = _slice(data, chance, max(1, len(data) // 2))
    return chance.choice([data[:start], data[start:], data[:start] + data[end:]])


def insert_token(data: bytes, chance: random.Random) -> bytes:
    """Insert a token that has caused faults before."""
    for _ in range(chance.choice([1, 1, 3])):
        at = _place(data, chance)
        data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def repeat_slice(data: bytes, chance: random.Random) -> bytes:
    """Repeat a part many times."""
    start, end = _slice(data, chance, chance.choice([2, 20, 200]))
    return data[:end] + data[start:end] * chance.choice([1, 10, 300]) + data[end:]


def move_slice(data: bytes, chance: random.Random) -> bytes:
    """Move a part elsewhere."""
    start, end = _slice(data, chance)
    rest = data[:start] + data[end:]
    at = _place(rest, chance)
    return rest[:at] + data[start:end] + rest[at:]


def change_lines(data: bytes, chance: random.Random) -> bytes:
    """Remove, repeat, join, swap or reverse lines."""
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at : at + chance.choice([1, 1, 5])]
        case 1:
            lines[at:at] = [lines[at]] * chance.choice([1, 30, 500])
        case 2:
            lines[at] = lines[at].rstrip(b"\r\n") + b" "
        case 3:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 4:
            chance.shuffle(lines)
        case _:
            lines[at : at + 10] = reversed(lines[at : at + 10])
    return b"".join(lines)


def change_line_ends(data: bytes, chance: random.Random) -> bytes:
    """Use other line ends."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b"\xe2\x80\xa8", b" "]))


def change_tag(data: bytes, chance: random.Random) -> bytes:
    """Remove, repeat, break or rename a tag."""
    tags = list(re.finditer(rb"</?[a-zA-Z][^<>]{0,300}>", data[:_LARGEST]))
    if not tags:
        return insert_token(data, chance)
    tag = chance.choice(tags)
    text = tag[0]
    new = chance.choice(
        [
            b"",
            text * chance.choice([2, 100, 1000]),
            text[:-1],
            re.sub(
                rb"[a-zA-Z]+",
                chance.choice([b"div", b"table", b"p", b"math", b"noscript", b"article", b"title", b"x"]),
                text,
                count=1,
            ),
            re.sub(rb"\"[^\"]*\"", lambda _: b'"' + chance.choice(TOKENS) + b'"', text, count=1),
            text.replace(b'"', b"").replace(b"=", b" = "),
        ]
    )
    return data[: tag.start()] + new + data[tag.end() :]


def change_header(data: bytes, chance: random.Random) -> bytes:
    """Break a line of the form `Name: value`."""
    headers = list(re.finditer(rb"^([\w-]{2,30}): ?([^\r\n]{0,400})", data[:_LARGEST], re.MULTILINE))
    if not headers:
        return change_lines(data, chance)
    header = chance.choice(headers)
    name, value = header[1], header[2]
    new = chance.choice(
        [
            name + b" " + value,
            name + b":",
            name + b": " + chance.choice(TOKENS),
            name + b": " + value + b"\n" + name + b": " + value[::-1],
            name + b": " + value * 30,
            name.swapcase() + b" : " + value,
            b" " + name + b": " + value,
            b"",
        ]
    )
    return data[: header.start()] + new + data[header.end() :]


def change_number(data: bytes, chance: random.Random) -> bytes:
    """Replace a number (a length, a day, an index) by another."""
    numbers = list(re.finditer(rb"\d+", data[:_LARGEST]))
    if not numbers:
        return flip_bytes(data, chance)
    number = chance.choice(numbers)
    value = int(number[0][:18])
    new = chance.choice(
        [
            str(value + 1),
            str(max(0, value - 1)),
            "0",
            str(value * 1000),
            "9" * 25,
            "-" + str(value),
            "",
            "9" * 4400,
            "0x1F",
            "\u0663",
        ]
    )
    return data[: number.start()] + new.encode() + data[number.end() :]


def change_encoding(data: bytes, chance: random.Random) -> bytes:
    """Write the text, or half of it, in another encoding."""
    text = data.decode("utf-8", errors="replace")
    other = text.encode(
        chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1251", "latin-1", "koi8-r", "shift_jis", "utf-7"]),
        errors="replace",
    )
    return other if chance.random() < 0.7 else data[: len(data) // 2] + other[len(other) // 2 :]


MUTATIONS: Sequence[Mutation] = [
    flip_bytes, cut, insert_token, repeat_slice, move_slice, change_lines, change_line_ends, change_tag, change_tag,
    change_header, change_header, change_number, change_encoding, insert_token,
]  # fmt: skip


def splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Join the beginning of one file to the end of another."""
    return data[: _place(data, chance)] + other[_place(other, chance) :]


def mutate(data: bytes, chance: random.Random, others: Sequence[bytes] = ()) -> bytes:
    """Return a file changed in one to four ways."""
    for _ in range(chance.choice([1, 1, 2, 4])):
        if others and chance.random() < 0.08:
            data = splice(data, chance.choice(others), chance)
        else:
            data = chance.choice(MUTATIONS)(data, chance)
    return data[:_LARGEST]


def mutate_container(data: bytes, chance: random.Random) -> bytes:
    """Return a container with changed bytes, or packed again with a changed member."""
    changed = None
    if chance.random() < 0.6:
        try:
            changed = _mutate_inside(data, chance)
        except (
            OSError,
            EOFError,
            zlib.error,
            lzma.LZMAError,
            zipfile.BadZipFile,
            tarfile.TarError,
            ValueError,
            NotImplementedError,
            KeyError,
        ):
            changed = None  # the members of a damaged container can't be read
    if changed is None:
        places: list[Callable[[int], int]] = [
            chance.randrange,
            lambda size: max(0, size - 1 - chance.randrange(min(size, 400))),
        ]
        array = bytearray(data)
        for _ in range(chance.choice([1, 3, 20])):
            if array:
                array[chance.choice(places)(len(array))] = chance.randrange(256)
        changed = (
            bytes(array)
            if chance.random() < 0.6
            else chance.choice([cut, repeat_slice, move_slice, insert_token])(bytes(array), chance)
        )
    return changed[:_LARGEST]


def _mutate_inside(data: bytes, chance: random.Random) -> bytes:
    if data.startswith(b"\x1f\x8b"):
        inside = gzip.decompress(data)
        return gzip.compress(
            mutate_container(inside, chance) if inside[257:262] == b"ustar" else mutate(inside, chance), mtime=0
        )
    if data.startswith(b"BZh"):
        return bz2.compress(mutate(bz2.decompress(data), chance))
    if data.startswith(b"\xfd7zXZ"):
        return lzma.compress(mutate(lzma.decompress(data), chance))
    if data.startswith(b"PK"):
        return _mutate_zip(data, chance)
    if data[257:262] == b"ustar":
        return _mutate_tar(data, chance)
    return mutate(data, chance)


def _mutate_zip(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        changed = chance.choice(names)
        for name in dict.fromkeys(names):
            content = source.read(name)
            new = zipfile.ZipInfo(name)
            new.compress_type = chance.choice(
                [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
            )
            if name == changed:
                content = mutate(content, chance)
                new.filename = chance.choice(
                    [name, "../" + name, name + "\\x", "", "a/" * 60 + name, name.replace(".", "\u202e.")]
                )
            target.writestr(new, content)
    return out.getvalue()


def _mutate_tar(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(data)) as source, tarfile.open(fileobj=out, mode="w") as target:
        members = source.getmembers()
        changed = chance.choice(members)
        for member in members:
            file = source.extractfile(member)
            content = file.read() if file else b""
            if member is changed:
                content = mutate(content, chance)
                member.name = chance.choice([member.name, "../" + member.name, "/abs", "x" * 300])
                member.type = chance.choice([member.type, tarfile.SYMTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE])
                member.linkname = "elsewhere" if member.issym() else ""
            member.size = len(content) if member.isreg() else 0
            target.addfile(member, io.BytesIO(content))
    return out.getvalue()
