"""Memory does not grow with the input: a worker that has read many pages holds no more than one that has read a few."""

import subprocess
import sys

import pytest

READ_LAPS = """
import gc
from capture_import.archive import minhash_arrays  # which a worker loads when it has read some, and keeps
from capture_import.containers.capture import Capture
from capture_import.pipeline.config import Options
from capture_import.fields.lexicons import load_lexicon
from capture_import.pipeline.reader import read_captures

load_lexicon("en").read_all()
SITES = ("gazette.example", "www.bbc.com", "www.derstandard.at", "www.nytimes.com", "unn.ua")

def page(number):
    words = " ".join(f"word{number}x{place}" for place in range(6_000))
    paragraphs = "".join(
        f"<p class='c{number} k{place}'>Keeper {number} lit lamp {place} on the mole, "
        f"and {place} boats came to see it.</p>"
        for place in range(12)
    )
    body = (
        f"<!doctype html><html lang='en'><head><title>Lamp {number}</title>"
        "<meta property='article:published_time' content='2023-03-03T10:00:00Z'>"
        f"<script>{words}</script></head><body><article><h1>Lamp {number}</h1>{paragraphs}</article></body></html>"
    )
    url = f"https://{SITES[number % len(SITES)]}/2023/03/03/{number}"
    return Capture(f"{number}.html", body.encode(), "text/html", "utf-8", url)

def resident():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

def read(first, last):
    for start in range(first, last, 20):
        pages = [page(number) for number in range(start, start + 20)]
        assert all(reading.article for reading in read_captures(pages, Options()))
    return resident()

after_some = read(0, 80)
print(after_some, read(80, 280))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="a process's memory is read from /proc")
def test_a_worker_that_has_read_four_times_the_pages_holds_no_more() -> None:
    """The 200 pages have 17 MB of text; if their trees were kept, they would take hundreds of megabytes."""
    told = subprocess.run([sys.executable, "-c", READ_LAPS], capture_output=True, text=True, check=True)
    after_some, after_many = map(int, told.stdout.split())
    assert after_many - after_some < 10_000_000
