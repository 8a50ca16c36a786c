"""The rows of the build: our whole site with its search beside a bare Hugo site of the same articles."""

import os
import shutil
import statistics
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from archive_pages.names import LEAST
from benchmarks.reference_data import ROOT
from benchmarks.speed.cold_page import BITS_A_SECOND, LATENCY_MS, time_cold_pages
from benchmarks.speed.corpora import STORIES_A_LAP
from benchmarks.speed.hugo_site import write_hugo_site
from benchmarks.speed.rows import Row, make_row
from benchmarks.speed.run import Measured, measure
from benchmarks.speed.search_queries import short_queries
from benchmarks.speed.watching import time_edits
from newsrecord import markdown_to_article, text_to_slug

PEER = "Hugo 0.168, cold, bare theme"
OWN = "ours, cold"
COLD_PAGES = 25
LONG_WORD = 6
RUNS = 2  # runs of each build, ours and Hugo's in turns; the quicker one counts
# Titles of the articles that are added, one in each run.
ADDED = ("The harbour's old crane is lowered for the last time", "The harbour's new crane lifts its first load")
NEW = """Title: {title}
Date: {date}T23:50:00
Slug: {slug}
Lang: en
Category: Companies
Sections: Companies; Markets
Tags: Harbour; Oil; Economy
Authors: A. Writer
Summary: Three hundred people watched as the crane was moved.
Publisher: Bench

Three hundred people watched as the crane was moved on {date}.

It had been ninety years.
"""
# By corpus. A cold build and its memory are compared with those of Hugo, a build after an edit with our own cold build.
BARS = {
    "web": {"cold build with search": 1.6, "peak memory": 0.25},
    "stories": {"cold build with search": 1.0, "peak memory": 0.35},
    "many stories": {"cold build with search": 0.75, "peak memory": 0.35},
}
COMMON_BARS = {
    "nothing changed": 0.03,
    "one article added": 0.06,
    "pages rewritten for one article added": 60,
    "growth": 1.1,
    "an edit is shown while the demo is watched": 1,
    "results from a cold search page": 2.5,
}
MANY = 2 * STORIES_A_LAP


class ColdBuild(NamedTuple):
    """A cold build: the number of articles, and the seconds that it took."""

    articles: int
    seconds: float


def compare_growth(few: ColdBuild, many: ColdBuild) -> tuple[str, float]:
    """Return how much longer an article takes among many than among few, after the words that say so.

    >>> compare_growth(ColdBuild(100, 2.0), ColdBuild(300, 9.0))
    ('time for 300 over time for 100, over 3.00', 1.5)
    """
    times = many.articles / few.articles
    words = f"time for {many.articles:,} over time for {few.articles:,}, over {times:.2f}"
    return words, many.seconds / few.seconds / times


class BuildRows:
    """The rows of all corpora. All builds are made below one folder, `work`.

    Nothing is deleted before the last run. After many files were deleted, a file system takes longer to make new ones
    for minutes (ext4 searches past the places of the deleted ones), and that would distort the figures.
    """

    def __init__(self, work: Path) -> None:
        self.work = work
        self.colds: dict[str, list[ColdBuild]] = {}
        """By corpus: its cold builds, each of another number of articles."""

    def measure(self, name: str, corpus: Path) -> Iterator[Row]:
        """Build the articles of a corpus with Hugo and with our build, in turns; yield each row when it is measured."""
        whole = sum(1 for _ in corpus.rglob("*.md"))
        work = self.work / f"{name}-{whole}"
        content = work / "content"
        shutil.copytree(corpus, content)
        say(f"{name}: {whole:,} articles")
        write_hugo_site(work / "hugo", content)
        shutil.copytree(ROOT / "content/pages", content / "pages")
        colds, hugos = [], []
        for run in range(RUNS):
            hugos.append(measure_cold(hugo(work / f"hugo-out-{run}"), work / "hugo"))
            say(f"Hugo: {describe(hugos[-1])}")
            colds.append(measure_cold(pelican(content, work / f"output-{run}", work / f"cache-{run}"), ROOT))
            say(f"{colds[-1].output}\n{describe(colds[-1])}")
        peer, cold = min(hugos, key=by_time), min(colds, key=by_time)
        output, cache = work / f"output-{RUNS - 1}", work / f"cache-{RUNS - 1}"
        bars = BARS["many stories" if name == "stories" and whole > MANY else name] | COMMON_BARS
        seconds = f"seconds, the quicker of {RUNS} runs in turns"

        def row(kind: str, figure: str, ours: float, theirs: float | None = None, peer_name: str = PEER) -> Row:
            work = f"{name}: {kind}"
            return make_row(work, whole, figure, ours, peer=theirs, peer_name=peer_name, bar=bars.get(kind))

        processors = f"{seconds} (of processors {cold.cpu_seconds:.1f}, Hugo {peer.cpu_seconds:.1f})"
        yield row("cold build with search", processors, cold.seconds, peer.seconds)
        yield row("peak memory", "bytes, all processes, of these runs", cold.peak_bytes, peer.peak_bytes)
        self.colds.setdefault(name, []).append(ColdBuild(whole, cold.seconds))
        yield row("bytes on disk an article", "bytes", weigh(output) / whole)
        floor = [sys.executable, "-m", "benchmarks.speed.floor", str(content), str(output), str(work / "floor")]
        figure = "seconds to only read and write the files"
        yield row("floor", figure, measure_cold(floor, ROOT).seconds)
        if name == "stories":
            seconds_of_pages = time_cold_pages(output, choose_queries(corpus, COLD_PAGES))
            figure = (
                f"seconds at {LATENCY_MS} ms and {BITS_A_SECOND / 1e6} Mbit/s, median of {COLD_PAGES} first searches"
            )
            yield row("results from a cold search page", figure, statistics.median(seconds_of_pages))

        def build() -> Measured:
            return check(measure(pelican(content, output, cache), ROOT))

        unchanged = min(build().seconds for _ in range(RUNS))
        yield row("nothing changed", seconds, unchanged, cold.seconds, OWN)
        newest = find_newest_day(content)
        added, pages = [], []
        for title in ADDED:
            before = read_times(output)
            add_article(newest, title)
            added.append(build())
            say(added[-1].output)
            pages.append(
                sum(path.suffix == ".html" and before.get(path) != time for path, time in read_times(output).items())
            )
        yield row("one article added", seconds, min(added, key=by_time).seconds, cold.seconds, OWN)
        # the first one may bring the first tag of the archive, and with it an entry to the menu of every page
        yield row("pages rewritten for one article added", "pages, for the second one", pages[-1])
        if len(self.colds[name]) > 1:
            yield row("growth", *compare_growth(self.colds[name][0], self.colds[name][-1]))

    def measure_watching(self) -> Row:
        """Return the row of the time until a page shows an edit."""
        kind = "an edit is shown while the demo is watched"
        articles = sum(1 for _ in (ROOT / "content").glob("[0-9]*/*/*/*.md"))
        return make_row(kind, articles, "seconds", time_edits(self.work / "watched"), bar=COMMON_BARS[kind])


def find_newest_day(content: Path) -> Path:
    """Return the folder of the newest articles."""
    return max(content.glob("[0-9]*/*/*"))


def add_article(day: Path, title: str) -> None:
    """Add an article to the folder of a day."""
    slug = text_to_slug(title)
    text = NEW.format(title=title, slug=slug, date="-".join(day.parts[-3:]))
    (day / f"{slug}.md").write_text(text, encoding="utf-8")


def choose_queries(corpus: Path, count: int) -> list[str]:
    """Return queries of headlines' words, each with a word that is too long for a stop word."""
    headlines = [markdown_to_article(path.read_text("utf-8")).title for path in sorted(corpus.glob("[0-9]*/*/*/*.md"))]
    queries = (query for query in short_queries(headlines, 4 * count) if max(map(len, query.split())) > LONG_WORD)
    return list(islice(queries, count))


def measure_cold(command: list[str], folder: Path) -> Measured:
    """Measure a command that writes all files, after earlier writes have reached the disk."""
    os.sync()
    return check(measure(command, folder))


def by_time(measured: Measured) -> float:
    """Return the figure by which runs are compared."""
    return measured.seconds


def describe(measured: Measured) -> str:
    """Return the figures of a run in words."""
    return f"{measured.seconds:.1f} s, {measured.cpu_seconds:.1f} s of processors, {measured.peak_bytes / 1e6:,.0f} MB"


def hugo(output: Path) -> list[str]:
    """Return the command that builds Hugo's site."""
    return [str(Path(sys.executable).with_name("hugo")), "--quiet", "--destination", str(output)]


def pelican(content: Path, output: Path, cache: Path) -> list[str]:
    """Return the command that builds our site, as a user would call it."""
    command = [
        sys.executable,
        "-m",
        "pelican",
        content,
        "-s",
        ROOT / "pelicanconf.py",
        "-o",
        output,
        "--cache-path",
        cache,
    ]
    # the demo's settings take pages of names from fewer stories on
    return list(map(str, [*command, "--fatal", "errors", "-e", f"ARCHIVE_NAMES_MIN_ARTICLES={LEAST}"]))


def weigh(output: Path) -> int:
    """Return the bytes of all files of a site."""
    return sum(path.stat().st_size for path in output.rglob("*") if path.is_file())


def read_times(folder: Path) -> dict[Path, int]:
    """Return the time of each file's last change."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def check(measured: Measured) -> Measured:
    """Return the measurement; raise RuntimeError if the command failed."""
    if measured.code:
        raise RuntimeError(measured.output)
    return measured


def say(text: str) -> None:
    """Print a line of progress."""
    print(text, flush=True)
