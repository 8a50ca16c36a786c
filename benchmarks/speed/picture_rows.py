"""The rows of pictures: in the import of a WARC, in a cold build, and in a second build, which encodes none."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.reference_data import ROOT
from benchmarks.speed.build_rows import pelican, say
from benchmarks.speed.picture_warc import ON_A_PAGE, write_picture_warc
from benchmarks.speed.rows import Row, make_row
from benchmarks.speed.run import Measured, measure

PAGES = 2000
# From about 400 pages on, each worker has loaded the libraries for many texts (50 MB, `near_duplicates`): with fewer
# pages, this step would count as growth.
FEW_PAGES = 1000
BUILT_PAGES = 40
# Megabytes for 1,000 pages more. A page has 120 kB of pictures and 1.3 kB of text. What grows are bounded caches of the
# worker that read it, until they are full: 4.2 kB a page by `tracemalloc`, half of it the words that `repairs` knows.
BARS = {
    "growth of the import's memory": 5,
    "pictures encoded in a second build": 0,
    "a second build beside the first": 0.25,
}


def picture_rows(
    work: Path, pages: int = PAGES, few_pages: int = FEW_PAGES, built_pages: int = BUILT_PAGES
) -> Iterator[Row]:
    """Yield the rows. The import reads `few_pages` and `pages` pages, to see memory grow; the build `built_pages`."""
    work.mkdir(parents=True)
    say(f"pictures: {pages:,} pages, {pages * ON_A_PAGE:,} pictures")
    few = _import(work, few_pages)
    many = _import(work, pages)
    count = pages * ON_A_PAGE
    yield _row("pictures a second in the import", pages, "pictures, all workers", count / many.seconds)
    yield _row("peak memory of the import", pages, "bytes, all processes", many.peak_bytes)
    grown = (many.peak_bytes - few.peak_bytes) / 1e6 / ((pages - few_pages) / 1000)
    yield _row("growth of the import's memory", pages, "MB for 1,000 pages more", grown)
    _import(work, built_pages)
    content, output, cache = work / f"content-{built_pages}", work / "output", work / "cache"
    cold = _build(content, output, cache)
    made = _list_made(cache)
    again = _build(content, output, cache)
    encoded = len(_list_made(cache) - made)
    whole = built_pages * ON_A_PAGE
    if len(made) != whole:
        raise RuntimeError(f"the build encoded {len(made)} of {whole} pictures:\n{cold.output}")
    yield _row("pictures a second in a cold build", built_pages, "pictures, all workers", whole / _read_seconds(cold))
    yield _row("pictures encoded in a second build", built_pages, "pictures", encoded)
    yield _row("seconds on pictures in a second build", built_pages, "seconds", _read_seconds(again))
    yield _row("a second build beside the first", built_pages, "ratio of seconds", again.seconds / cold.seconds)


def _row(work: str, articles: int, figure: str, ours: float) -> Row:
    return make_row(f"pictures: {work}", articles, figure, ours, bar=BARS.get(work))


def _import(work: Path, pages: int) -> Measured:
    """Import a WARC of so many pages; raise RuntimeError where not every picture of it is kept."""
    captures, content = work / f"pages-{pages}.warc.gz", work / f"content-{pages}"
    write_picture_warc(captures, pages)
    call = [str(Path(sys.executable).with_name("newsarchive")), "import", str(captures), "--content", str(content)]
    measured = measure(call, ROOT)
    kept = sum(1 for _ in (content / "pictures").rglob("*.jpg"))
    if measured.code or kept != pages * ON_A_PAGE:
        raise RuntimeError(f"the import kept {kept} of {pages * ON_A_PAGE} pictures:\n{measured.output}")
    return measured


def _build(content: Path, output: Path, cache: Path) -> Measured:
    measured = measure([str(part) for part in pelican(content, output, cache)], ROOT)
    if measured.code:
        raise RuntimeError(f"the build failed:\n{measured.output}")
    return measured


def _read_seconds(build: Measured) -> float:
    """Return the seconds that a build spent on pictures; 0 where it did not come to that phase."""
    spent = re.search(r"^pictures +([\d.]+) s", build.output, re.MULTILINE)
    return float(spent[1]) if spent else 0.0


def _list_made(cache: Path) -> set[tuple[Path, int]]:
    """Return the descriptions that a build wrote of the pictures that it encoded, each with its time."""
    return {(path, path.stat().st_mtime_ns) for path in (cache / "archive_pictures").rglob("*.json")}
