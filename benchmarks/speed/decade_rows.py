"""The rows of ten years of an agency: our build and its search alone, as no peer has a search at a million articles."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.reference_data import ROOT
from benchmarks.speed.build_rows import (
    ADDED,
    ColdBuild,
    add_article,
    check,
    compare_growth,
    describe,
    find_newest_day,
    measure_cold,
    pelican,
    say,
    weigh,
)
from benchmarks.speed.corpora import STORIES_A_LAP
from benchmarks.speed.first_searches import measure_first_searches
from benchmarks.speed.rows import Row, make_row
from benchmarks.speed.run import measure
from benchmarks.speed.search_queries import short_queries
from benchmarks.speed.search_rows import BYTE_QUERIES, find_quantile, sum_up, weigh_page_script
from benchmarks.speed.term_equality import count_equal
from newsrecord import markdown_to_article

MILLION = 1_000_000
# The bars for a million articles: of memory in bytes, of builds after an edit in seconds, of searches in kB.
BARS = {
    "peak memory": 4e9,
    "bytes on disk an article": 9000,
    "nothing changed": 12,
    "one article added": 20,
    "growth": 1.05,
    "bytes of a first search, median": 100,
    "bytes of a first search, p90": 180,
    "first ten results other than those of lunr.js": 0,
}


def decade_rows(corpus: Path, work: Path, few: Sequence[ColdBuild]) -> Iterator[Row]:
    """Build the articles of a corpus once, and again after nothing and one article; yield each row.

    `few` are cold builds of fewer stories, with which the time for an article is compared.
    """
    content, output, cache = (work / name for name in ("content", "output", "cache"))
    # links, as the files take as much of the disk as the site
    shutil.copytree(corpus, content, copy_function=os.link)
    shutil.copytree(ROOT / "content/pages", content / "pages")
    newest = find_newest_day(content)
    first, second = ADDED
    add_article(newest, first)  # the first one with tags brings an entry to the menu of every page
    stories = list(content.glob("[0-9]*/*/*/*.md"))
    whole = len(stories)
    bars = BARS if whole >= MILLION else {}
    say(f"decade: {whole:,} articles")

    def row(kind: str, figure: str, ours: float) -> Row:
        return make_row(f"decade: {kind}", whole, figure, ours, bar=bars.get(kind))

    build = pelican(content, output, cache)
    cold = measure_cold(build, ROOT)
    say(f"{cold.output}\n{describe(cold)}")
    yield row("cold build with search", f"seconds, one run (of processors {cold.cpu_seconds:.1f})", cold.seconds)
    for build_of_few in few:
        yield row("growth", *compare_growth(build_of_few, ColdBuild(whole, cold.seconds)))
    yield row("peak memory", "bytes, all processes", cold.peak_bytes)
    yield row("bytes on disk an article", "bytes", weigh(output) / whole)
    for kind in ("nothing changed", "one article added"):
        if kind == "one article added":
            add_article(newest, second)
        again = check(measure(build, ROOT))
        say(f"{again.output}\n{describe(again)}")
        yield row(kind, "seconds, one run", again.seconds)
    sample = sorted(stories)[:: max(1, whole // STORIES_A_LAP)]
    queries = short_queries([markdown_to_article(path.read_text("utf-8")).title for path in sample], BYTE_QUERIES)
    sent = measure_first_searches(output, queries)
    sizes = sum_up(sent, weigh_page_script(output))
    for name, at in (("median", 0.5), ("p90", 0.9)):
        yield row(f"bytes of a first search, {name}", "kB, gzip", find_quantile(sizes, at) / 1e3)
    different = len(queries) - count_equal(output, cache, queries, work)
    yield row("first ten results other than those of lunr.js", f"queries of {len(queries)}", different)
