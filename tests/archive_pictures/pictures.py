"""Pictures and articles made for the tests: real ones in each form, and files that only look like one."""

import io
import random
import struct
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFile


@cache
def draw(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return a picture of lines that differs for each seed; its corners are red, green, blue and white."""
    image = Image.new("RGB", (width, height), (seed * 37 % 256, 120, 160))
    pen, chance = ImageDraw.Draw(image), random.Random(seed)
    for _ in range(24):
        ends = [(chance.randrange(width), chance.randrange(height)) for _ in range(2)]
        pen.line(ends, tuple(chance.randrange(256) for _ in range(3)), max(1, width // 60))
    wide, high = max(1, width // 4), max(1, height // 4)
    for left, top, colour in (
        (0, 0, (255, 0, 0)),
        (width - wide, 0, (0, 255, 0)),
        (0, height - high, (0, 0, 255)),
        (width - wide, height - high, (255, 255, 255)),
    ):
        pen.rectangle([left, top, left + wide - 1, top + high - 1], colour)
    return image


def encode(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """Return a picture's bytes in a form of Pillow's."""
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def picture(width: int = 64, height: int = 48, seed: int = 1, form: str = "JPEG", **options: Any) -> bytes:
    """Return the bytes of a drawn picture."""
    return encode(draw(width, height, seed), form, **options)


def open_bytes(data: bytes) -> ImageFile.ImageFile:
    """Return the picture of some bytes, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_of_size(width: int, height: int) -> bytes:
    """Return a PNG whose header promises so many pixels and that has next to none: a decompression bomb."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
# name: bytes and what is said of them
HOSTILE = {
    "bomb.png": (png_of_size(40_000, 40_000), "it has too many pixels"),
    "huge.png": (png_of_size(200_000, 200_000), "it has too many pixels"),
    "drawing.svg": (SVG, "it is an SVG drawing, which may hold code; save it as PNG"),
    "drawing.jpg": (
        b"\xef\xbb\xbf  <SVG onload=alert(1)>",
        "it is an SVG drawing, which may hold code; save it as PNG",
    ),
    "page.jpg": (b"<!doctype html><script>alert(1)</script>", "it is none of JPEG, PNG, GIF, WebP and AVIF"),
    "cut.jpg": (picture(400, 300)[:-4000], "it is broken (image file is truncated"),
    "cut.png": (picture(400, 300, form="PNG")[:2000], "it is broken ("),
    "head.jpg": (b"\xff\xd8\xff", "it is "),
    "header.gif": (b"GIF89a", "it is "),
    "riff.webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "it is "),
    "document.png": (b"%PDF-1.7\n", "it is none of JPEG, PNG, GIF, WebP and AVIF"),
    "script.gif": (b"GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//", "it is "),
    "bitmap.bmp": (picture(form="BMP"), "it is none of JPEG, PNG, GIF, WebP and AVIF"),
    "noise.jpg": (random.Random(5).randbytes(5000), "it is none of JPEG, PNG, GIF, WebP and AVIF"),
}


def write(path: Path, data: bytes | str) -> Path:
    """Write a file, and the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
