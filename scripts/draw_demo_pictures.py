"""Draw the demo's pictures and save its illustrated pages, each in another form, to captures/. For developers.

The pages in `demo_pages/` name their pictures as a newspaper's site would. The same bytes come out each time with one
release of Pillow. All stand in one file, since they share a palette and a few shapes.
"""

import base64
import io
import math
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
PAGES = Path(__file__).with_name("demo_pages")
SITE = "https://hvn.example"
Colour = tuple[int, int, int]
# Drawn so many times larger, then made smaller: edges are smooth.
SCALE = 2
INK, SEA, SAND, LAMP, BRICK = (38, 42, 54), (58, 96, 122), (222, 205, 170), (255, 226, 150), (150, 74, 58)


class Drawing:
    """A picture in the making; lengths are pixels of the finished one."""

    def __init__(self, width: int, height: int, top: Colour, bottom: Colour) -> None:
        self.width, self.height = width, height
        column = Image.new("RGB", (1, height * SCALE))
        for y in range(column.height):
            share = y / column.height
            column.putpixel((0, y), _mix(top, bottom, share))
        self.image = column.resize((width * SCALE, height * SCALE))
        self.draw = ImageDraw.Draw(self.image)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.draw.rectangle([left * SCALE, top * SCALE, right * SCALE, bottom * SCALE], fill=colour)

    def shape(self, points: Sequence[tuple[float, float]], colour: Colour) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: Sequence[tuple[float, float]], colour: Colour, width: float = 3) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.draw.ellipse(
            [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE], colour
        )

    def text(self, x: float, y: float, words: str, size: int = 22, colour: Colour = INK, anchor: str = "la") -> None:
        self.draw.text((x * SCALE, y * SCALE), words, colour, ImageFont.load_default(size * SCALE), anchor=anchor)

    def save(self, form: str, quality: int = 72) -> bytes:
        """Return the finished picture's bytes, as JPEG or PNG."""
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        if form == "PNG":
            small.quantize(32, dither=Image.Dither.NONE).save(file, form, optimize=True)
        else:
            small.save(file, form, quality=quality, optimize=True, progressive=True)
        return file.getvalue()


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _water(drawing: Drawing, top: float, seed: int, colour: Colour = SEA) -> None:
    """Draw water with waves from `top` on down."""
    drawing.box(0, top, drawing.width, drawing.height, colour)
    chance = random.Random(seed)
    y = top + 8
    while y < drawing.height:
        for _ in range(9):
            x, long = chance.uniform(-40, drawing.width), chance.uniform(30, 120)
            drawing.line([(x, y), (x + long / 2, y - 3), (x + long, y)], _mix(colour, (255, 255, 255), 0.16), 2)
        y += 10 + (y - top) / 12


def _hills(drawing: Drawing, base: float, height: float, colour: Colour, phase: float) -> None:
    points = [
        (x, base - height * (0.55 + 0.45 * math.sin(x / 170 + phase) * math.cos(x / 410 + phase)))
        for x in range(0, drawing.width + 20, 20)
    ]
    drawing.shape([(0, base), *points, (drawing.width, base)], colour)


def _lighthouse(drawing: Drawing, x: float, base: float, height: float, *, is_lit: bool) -> None:
    wide = height / 7
    top = base - height
    if is_lit:
        for far, share in ((1200, 0.12), (1100, 0.22)):
            glow = _mix((70, 80, 118), LAMP, share)
            drawing.shape([(x, top + 8), (x + far, top - 130 * share * 8), (x + far, top + 40)], glow)
            drawing.shape([(x, top + 8), (x - far, top - 100 * share * 8), (x - far, top + 60)], glow)
    drawing.shape([(x - wide / 2, top), (x + wide / 2, top), (x + wide, base), (x - wide, base)], (236, 232, 222))
    for band in range(3):
        low, high = base - height * (0.18 + 0.28 * band), base - height * (0.32 + 0.28 * band)
        half = [wide * (1 - (base - at) / height / 2) for at in (low, high)]
        drawing.shape([(x - half[1], high), (x + half[1], high), (x + half[0], low), (x - half[0], low)], BRICK)
    drawing.box(x - wide * 0.75, top - 4, x + wide * 0.75, top + 3, INK)
    drawing.box(x - wide / 3, top - wide * 0.8, x + wide / 3, top - 4, LAMP if is_lit else (120, 130, 140))
    drawing.shape([(x - wide / 2, top - wide * 0.8), (x + wide / 2, top - wide * 0.8), (x, top - wide * 1.5)], INK)


def _boat(drawing: Drawing, x: float, y: float, size: float, colour: Colour) -> None:
    drawing.shape([(x - size, y - size / 4), (x + size, y - size / 4), (x + size * 0.75, y + size / 6),
                   (x - size * 0.8, y + size / 6)], colour)  # fmt: skip
    drawing.box(x - size * 0.35, y - size * 0.6, x + size * 0.2, y - size / 4, (238, 234, 226))
    drawing.line([(x + size * 0.4, y - size / 4), (x + size * 0.4, y - size * 1.2)], INK, size / 22)


def _houses(drawing: Drawing, base: float, seed: int, *, is_night: bool = False) -> None:
    chance = random.Random(seed)
    x = -10.0
    while x < drawing.width:
        wide, high = chance.uniform(60, 110), chance.uniform(70, 150)
        wall = _mix(
            chance.choice([(214, 178, 142), (178, 120, 96), (206, 200, 186), (146, 152, 158)]), INK, 0.55 * is_night
        )
        drawing.box(x, base - high, x + wide, base, wall)
        drawing.shape(
            [(x - 4, base - high), (x + wide + 4, base - high), (x + wide / 2, base - high - 42)], _mix(BRICK, INK, 0.3)
        )
        for row in range(int(high // 48)):
            for column in range(int(wide // 34)):
                left, top = x + 12 + 34 * column, base - high + 14 + 48 * row
                lit = is_night and chance.random() < 0.5
                drawing.box(left, top, left + 14, top + 22, LAMP if lit else _mix(wall, INK, 0.5))
        x += wide + 2


def draw_harbour() -> bytes:
    drawing = Drawing(1200, 800, (120, 160, 196), (248, 222, 190))
    drawing.disc(900, 170, 54, (255, 240, 200))
    _hills(drawing, 420, 130, (120, 140, 140), 0.4)
    _houses(drawing, 440, 3)
    _water(drawing, 440, 5)
    drawing.box(0, 436, 1200, 456, (120, 112, 102))
    for x, y, size, colour in ((260, 560, 80, BRICK), (620, 520, 52, (66, 92, 70)), (930, 640, 110, (42, 60, 92))):
        _boat(drawing, x, y, size, colour)
    return drawing.save("JPEG")


def draw_lamp() -> bytes:
    drawing = Drawing(1200, 800, (22, 26, 54), (92, 92, 128))
    chance = random.Random(8)
    for _ in range(70):
        drawing.disc(chance.uniform(0, 1200), chance.uniform(0, 420), chance.uniform(0.6, 1.8), (220, 224, 240))
    _lighthouse(drawing, 640, 600, 360, is_lit=True)
    drawing.shape([(330, 640), (470, 580), (660, 566), (830, 590), (960, 640)], (52, 52, 62))
    _water(drawing, 632, 4, (36, 48, 78))
    return drawing.save("JPEG")


def draw_stair() -> bytes:
    """Draw a tall one: the stair of the lighthouse from below."""
    drawing = Drawing(600, 1000, (96, 88, 84), (52, 48, 50))
    for turn in range(46, 0, -1):
        angle, far = turn * 0.42, 24 + turn * 9.4
        x, y = 300 + far * math.cos(angle) * 0.62, 440 + far * math.sin(angle)
        shade = _mix((236, 216, 172), (70, 62, 62), turn / 46)
        drawing.shape(
            [(300, 440), (x, y), (300 + far * math.cos(angle + 0.3) * 0.62, 440 + far * math.sin(angle + 0.3))], shade
        )
    drawing.disc(300, 440, 26, LAMP)
    return drawing.save("JPEG")


def draw_bridge() -> bytes:
    drawing = Drawing(1200, 675, (176, 202, 220), (236, 236, 226))
    _hills(drawing, 430, 110, (138, 158, 138), 2.1)
    _water(drawing, 425, 11, (82, 116, 128))
    for span in range(5):
        left = 60 + 216 * span
        arch = [(left + 216 * step / 12, 300 - 96 * math.sin(math.pi * step / 12)) for step in range(13)]
        drawing.line(arch, (92, 104, 112), 9)
        for x, y in arch[1:-1:2]:
            drawing.line([(x, y), (x, 306)], (92, 104, 112), 4)
        drawing.box(left - 16, 306, left + 16, 470, (150, 140, 126))
    drawing.box(1124, 306, 1156, 470, (150, 140, 126))
    drawing.box(0, 300, 1200, 318, (70, 76, 84))
    for x in (210, 520, 760):
        drawing.box(x, 276, x + 44, 300, BRICK)
    return drawing.save("JPEG")


def draw_ferry() -> bytes:
    drawing = Drawing(1200, 800, (196, 210, 214), (232, 226, 214))
    _hills(drawing, 400, 90, (150, 160, 166), 0.9)
    _water(drawing, 395, 21, (70, 112, 126))
    drawing.shape([(240, 430), (960, 430), (900, 540), (310, 540)], (34, 70, 92))
    drawing.box(330, 360, 860, 430, (240, 238, 230))
    drawing.box(420, 304, 640, 360, (240, 238, 230))
    for x in range(352, 840, 46):
        drawing.box(x, 380, x + 26, 406, (96, 122, 136))
    drawing.box(700, 280, 748, 360, BRICK)
    drawing.line([(250, 424), (950, 424)], (240, 238, 230), 4)
    return drawing.save("JPEG")


def draw_apples() -> bytes:
    drawing = Drawing(700, 700, (208, 190, 150), (160, 128, 88))
    chance = random.Random(30)
    for row in range(6):
        for column in range(6):
            x, y = 70 + 125 * column + 62 * (row % 2) - 40, 90 + 118 * row
            skin = chance.choice([(172, 52, 44), (196, 84, 56), (186, 148, 62)])
            drawing.disc(x + 8, y + 12, 60, (96, 70, 48))
            drawing.disc(x, y, 58, skin)
            drawing.disc(x - 18, y - 20, 12, _mix(skin, (255, 255, 255), 0.5))
            drawing.line([(x, y - 40), (x + 8, y - 66)], (70, 50, 36), 5)
    return drawing.save("JPEG", 60)


def draw_lanterns() -> bytes:
    drawing = Drawing(1200, 675, (30, 32, 60), (84, 66, 84))
    _houses(drawing, 540, 14, is_night=True)
    drawing.box(0, 540, 1200, 675, (58, 52, 58))
    for string in range(3):
        points = [(x, 120 + 70 * string + 46 * math.sin(math.pi * x / 1200)) for x in range(0, 1201, 40)]
        drawing.line(points, INK, 2)
        for x, y in points[1::2]:
            drawing.disc(x, y + 14, 20, _mix((84, 66, 84), LAMP, 0.35))
            drawing.disc(x, y + 14, 11, LAMP)
    return drawing.save("JPEG", 62)


def draw_chart() -> bytes:
    """Draw a chart, as PNG: flat colours and words."""
    drawing = Drawing(900, 560, (252, 250, 244), (252, 250, 244))
    drawing.text(40, 28, "Passengers of the winter ferry, thousands", 26)
    values = {"2019": 31, "2020": 12, "2021": 24, "2022": 37, "2023": 41, "2024": 58, "2025": 66}
    for at, (year, value) in enumerate(values.items()):
        left, top = 80 + 112 * at, 480 - 5.4 * value
        drawing.box(left, top, left + 72, 480, SEA)
        drawing.text(left + 36, top - 30, str(value), 22, INK, "ma")
        drawing.text(left + 36, 492, year, 22, INK, "ma")
    drawing.line([(60, 480), (860, 480)], INK, 2)
    return drawing.save("PNG")


def draw_map() -> bytes:
    """Draw a map of the harbour, as PNG."""
    drawing = Drawing(900, 700, (206, 222, 230), (206, 222, 230))
    drawing.shape([(0, 0), (900, 0), (900, 180), (640, 230), (420, 200), (300, 300), (0, 280)], (238, 232, 214))
    drawing.shape([(0, 700), (0, 520), (260, 470), (520, 560), (900, 500), (900, 700)], (238, 232, 214))
    drawing.line([(360, 240), (380, 520)], BRICK, 7)
    drawing.line([(640, 228), (560, 330), (700, 420), (860, 380)], INK, 2)
    drawing.disc(860, 380, 8, INK)
    for x, y, words in ((60, 120, "HALVERIN"), (400, 370, "Tidegate Bridge"), (600, 130, "Fish Quay"),
                        (80, 600, "Southside"), (700, 330, "Osvell ferry")):  # fmt: skip
        drawing.text(x, y, words, 24)
    return drawing.save("PNG")


DRAWINGS: dict[str, Callable[[], bytes]] = {
    "harbour.jpg": draw_harbour,
    "lamp.jpg": draw_lamp,
    "stair.jpg": draw_stair,
    "bridge.jpg": draw_bridge,
    "ferry.jpg": draw_ferry,
    "apples.jpg": draw_apples,
    "lanterns.jpg": draw_lanterns,
    "chart.png": draw_chart,
    "map.png": draw_map,
}
_SOURCE = re.compile(r'(?<=")https://hvn\.example/media/([a-z]+\.(?:jpg|png))(?=")')


_CANONICAL = re.compile('rel="canonical" href="([^"]+)"')
_TITLE = re.compile("<title>(.*?)</title>")
_SAVED = "Sat Jun 20 2026 10:12:00 GMT+0000"
_BOUNDARY = "----MultipartBoundary--hvn----"


def save_complete(page: str, target: Path) -> None:
    """Save a page as browsers do with "Save page as, complete": its pictures lie in `NAME_files/`."""
    folder = target.with_name(f"{target.stem}_files")
    folder.mkdir(exist_ok=True)

    def save(match: re.Match[str]) -> str:
        (folder / match[1]).write_bytes(DRAWINGS[match[1]]())
        return f"./{folder.name}/{match[1]}"

    head, body = page.split("</head>")  # what the head declares, browsers leave as it is
    target.write_text(f"{head}</head>{_SOURCE.sub(save, body)}", encoding="utf-8")


def save_single_file(page: str, target: Path) -> None:
    """Save a page as SingleFile does: its pictures stand in it as `data:` addresses."""

    def embed(match: re.Match[str]) -> str:
        return f"data:{_kind(match[1])};base64,{base64.b64encode(DRAWINGS[match[1]]()).decode()}"

    head, body = page.split("</head>")
    note = f"<!--\n Page saved with SingleFile \n url: {_find(_CANONICAL, page)} \n saved date: {_SAVED} \n-->"
    head = head.replace("<head>", f"{note}<head>", 1)
    target.write_text(f"{head}</head>{_SOURCE.sub(embed, body)}", encoding="utf-8")


def save_mhtml(page: str, target: Path) -> None:
    """Save a page as Chromium does as MHTML: the page and its pictures are parts of one file."""
    address = _find(_CANONICAL, page)
    first = "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: 8bit"
    parts = [f"{first}\r\nContent-Location: {address}\r\n\r\n{page}"]
    for name in dict.fromkeys(_SOURCE.findall(page)):
        data = base64.encodebytes(DRAWINGS[name]()).decode().replace("\n", "\r\n")
        parts.append(
            f"Content-Type: {_kind(name)}\r\nContent-Transfer-Encoding: base64\r\n"
            f"Content-Location: {SITE}/media/{name}\r\n\r\n{data}"
        )
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nSubject: {_find(_TITLE, page)}\r\n"
        f"Date: Sun, 21 Jun 2026 09:30:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        f'\ttype="text/html";\r\n\tboundary="{_BOUNDARY}"\r\n\r\n\r\n'
    )
    text = head + "".join(f"--{_BOUNDARY}\r\n{part}\r\n" for part in parts) + f"--{_BOUNDARY}--\r\n"
    target.write_bytes(text.encode())


def _find(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found is not None, pattern.pattern
    return found[1]


def _kind(name: str) -> str:
    return "image/png" if name.endswith(".png") else "image/jpeg"


# Each page with the way in which it is saved.
SAVED = {
    "2026-06-14-lamp-of-osvell-keeps-its-stair.html": save_complete,
    "2026-06-19-winter-ferry-had-its-best-year.html": save_single_file,
    "2026-06-20-lantern-square-lights-up-for-the-apple-fair.mhtml": save_mhtml,
}


def main(captures: Path = ROOT / "captures") -> int:
    """Write the captures; return the exit code."""
    for name, save in SAVED.items():
        page = (PAGES / name).with_suffix(".html").read_text(encoding="utf-8")
        save(page, captures / name)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
