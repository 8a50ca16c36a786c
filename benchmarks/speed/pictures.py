"""Pictures a second: a site of articles with drawn pictures is built, built again, and built into a second folder.

    .venv/bin/python -m benchmarks.speed.pictures --pictures 500

Prints one JSON object; writes nothing but a temporary folder.
"""

import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[2]
SIZE = (1200, 800)
IN_ARTICLE = 5


def main() -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=500, help=f"how many, of {SIZE[0]} × {SIZE[1]} pixels")
    count = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        size = fill(content, count)
        first = build(Path(folder), "output")
        again = build(Path(folder), "output")
        second = build(Path(folder), "second")
        published = sum(path.stat().st_size for path in (Path(folder) / "output/pictures").rglob("*.*"))
    row = {
        "pictures": count,
        "megabytes": round(size / 1e6, 1),
        "published_megabytes": round(published / 1e6, 1),
        "seconds": first["pictures"],
        "pictures_a_second": round(count / first["pictures"], 1),
        "unchanged_build_seconds": again["whole"],
        "second_output_pictures_seconds": second["pictures"],
        "peak_megabytes": first["peak"],
    }
    print(json.dumps(row, indent=1))
    return 0


def fill(content: Path, count: int) -> int:
    """Write articles with `count` pictures; return the bytes of these. Like photographs, they are soft and grainy."""
    chance = random.Random(4)
    noise = Image.frombytes("RGB", (SIZE[0] // 2, SIZE[1] // 2), chance.randbytes(SIZE[0] * SIZE[1] * 3 // 4)).resize(
        SIZE
    )
    total = 0
    for number in range(count):
        image = Image.new("RGB", SIZE, tuple(chance.randrange(256) for _ in range(3)))
        pen = ImageDraw.Draw(image)
        for _ in range(40):
            ends = [chance.randrange(SIZE[0]), chance.randrange(SIZE[1])]
            pen.ellipse([*ends, ends[0] + 300, ends[1] + 200], tuple(chance.randrange(256) for _ in range(3)))
        image = Image.blend(image.filter(ImageFilter.GaussianBlur(3)), noise, 0.06)
        file = io.BytesIO()
        image.save(file, "JPEG", quality=88)
        path = content / f"pictures/{number % 97:02}/{number}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.getvalue())
        total += len(file.getvalue())
        first = number - number % IN_ARTICLE
        article = content / f"story-{first}.md"
        if number == first:
            article.write_text(f"Title: Story {number}\nDate: 2024-05-02\nSlug: story-{number}\n", encoding="utf-8")
        with article.open("a", encoding="utf-8") as text:
            text.write(f"\n![Picture {number}]({{static}}/pictures/{number % 97:02}/{number}.jpg)\n")
    return total


def build(folder: Path, output: str) -> dict[str, float]:
    """Build the site; return the seconds of the whole and of the pictures' phase, and the peak of memory in MB."""
    call = [str(Path(sys.executable).with_name("pelican")), str(folder / "content"), "-o", str(folder / output)]
    call += ["-s", str(ROOT / "pelicanconf.py"), "--log-handler", "plain", "-e", f'CACHE_PATH="{folder / "cache"}"']
    begun = time.perf_counter()
    run = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - begun
    spent = re.search(r"^pictures +([\d.]+) s", run.stdout, re.MULTILINE)
    peak = re.search(r"^peak memory +([\d,]+) MB", run.stdout, re.MULTILINE)
    return {
        "whole": round(seconds, 2),
        "pictures": float(spent[1]) if spent else 0.0,
        "peak": float(peak[1].replace(",", "")) if peak else 0.0,
    }


if __name__ == "__main__":
    sys.exit(main())
