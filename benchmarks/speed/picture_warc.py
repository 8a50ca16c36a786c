"""A WARC of news pages with three pictures each, made for the benchmark: every picture has bytes of its own."""

import gzip
import io
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ON_A_PAGE = 3
SIZE = (640, 426)
# So many are drawn; the others are these with another comment in their file.
_DRAWN = 24
_WORDS = "harbour lamp quay ferry tide keeper bridge market council storm rope gull winter engine ticket island".split()


def write_picture_warc(path: Path, pages: int) -> None:
    """Write a WARC of `pages` pages, the pictures of each behind it, in one gzip member a record."""
    drawn = [_draw(number) for number in range(_DRAWN)]
    chance = random.Random(7)
    with path.open("wb") as file:
        for page in range(pages):
            url = f"https://halverin.example/news/{page}"
            file.write(_record(url, "text/html; charset=utf-8", _make_page(page, chance)))
            for place in range(ON_A_PAGE):
                number = page * ON_A_PAGE + place
                file.write(_record(f"{url}-{place}.jpg", "image/jpeg", _number(drawn[number % _DRAWN], number)))


def _draw(number: int) -> bytes:
    """Return a picture that is soft and grainy, as a photograph is."""
    chance = random.Random(number)
    image = Image.new("RGB", SIZE, tuple(chance.randrange(256) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = chance.randrange(SIZE[0]), chance.randrange(SIZE[1])
        pen.ellipse([x, y, x + 240, y + 160], tuple(chance.randrange(256) for _ in range(3)))
    grain = Image.frombytes("RGB", (SIZE[0] // 2, SIZE[1] // 2), chance.randbytes(SIZE[0] * SIZE[1] * 3 // 4))
    image = Image.blend(image.filter(ImageFilter.GaussianBlur(3)), grain.resize(SIZE), 0.06)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=85)
    return file.getvalue()


def _number(picture: bytes, number: int) -> bytes:
    """Return a JPEG with a number in a comment (ITU-T T.81, B.2.4.5), which no reader sees."""
    comment = f"picture {number}".encode()
    return picture[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + picture[2:]


def _make_page(page: int, chance: random.Random) -> bytes:
    def sentence() -> str:
        return f"The {' '.join(chance.choices(_WORDS, k=14))} of number {chance.randrange(100_000)}."

    figures = [
        f'<figure><img src="/news/{page}-{place}.jpg" width="{SIZE[0]}" height="{SIZE[1]}" alt="Picture {place}">'
        f"<figcaption>{sentence()}</figcaption></figure><p>{sentence()} {sentence()} {sentence()}</p>"
        for place in range(ON_A_PAGE)
    ]
    day = f"2024-{page % 12 + 1:02}-{page // 12 % 28 + 1:02}"
    return (
        f"<html lang='en'><head><title>Harbour report {page}</title>"
        f"<meta property='article:published_time' content='{day}T08:00:00Z'></head>"
        f"<body><article><h1>Harbour report {page}</h1><p>{sentence()} {sentence()}</p>{''.join(figures)}</article>"
        "</body></html>"
    ).encode()


def _record(url: str, media_type: str, body: bytes) -> bytes:
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x-bench:{url}>\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + block + b"\r\n\r\n", 1)
