"""The rows of names and threads: what they add to a build, what they take on the disk, how many stories they help."""

import gc
import json
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from archive_engine.batching import cut
from archive_names.describing import describe_names
from benchmarks.reference_data import ROOT
from benchmarks.speed.build_rows import (
    MANY,
    RUNS,
    by_time,
    check,
    describe,
    measure_cold,
    pelican,
    read_times,
    say,
    weigh,
)
from benchmarks.speed.rows import Row, make_row
from benchmarks.speed.run import measure
from newsarchive.defaults import PLUGINS
from newsrecord import markdown_to_article, text_to_slug

PLUGIN = "archive_names"
WITHOUT = "ours without names and threads"
# All bars are upper limits; that of the cold build is for the ratio.
BARS = {
    "finding": 0.6,
    "cold build": 1.25,
    "bytes on disk an article": 10_000,
    "pages rewritten for one article added": 60,
    "untagged stories without a way on": 0.05,
}
MANY_BARS = {"bytes on disk an article": 9_200}
# Names are found in so many texts, and the time is told for so many characters.
TEXTS = 1500
CHARACTERS = 3000
# The added article tells so many people, organisations and places that have pages.
TOLD = {"people": 4, "organisations": 3, "places": 3}
# A page leads on by a name where it links the page of one, or of a tag that stands for it.
_WAY = re.compile(r'href="?(?:\.\./)*(?:person|organisation|place|thread|tag)/')
_THREAD = re.compile(r'href="?(?:\.\./)+thread/')
_NAME = re.compile(r'<li><a href="?(?:\./)?(?:person|organisation|place)/[^>]*>([^<&]+)</a>')
_NEWEST = re.compile(r'<p><small>[^<]*</small> <a href="?([^">\s]+)\.html')
_TAGS = re.compile("^Tags:", re.MULTILINE)
ADDED = """Title: {title}
Date: {day}T23:50:00
Slug: {slug}
Lang: en
Category: Companies
Authors: A. Writer; B. Writer
Publisher: Bench

{lede} {names} were there.
"""


def names_rows(count: int, corpus: Path, work: Path) -> Iterator[Row]:
    """Build the stories of a corpus without names and threads and with them, in turns; yield each row."""
    content = work / "content"
    shutil.copytree(corpus, content)
    whole = sum(1 for _ in content.rglob("*.md"))
    shutil.copytree(ROOT / "content/pages", content / "pages")
    bars = BARS | (MANY_BARS if count > MANY else {})
    say(f"names: {whole:,} articles")

    def row(kind: str, figure: str, ours: float, theirs: float | None = None) -> Row:
        return make_row(f"names: {kind}", whole, figure, ours, peer=theirs, peer_name=WITHOUT, bar=bars.get(kind))

    yield row("finding", f"ms of a processor for {CHARACTERS:,} characters", time_finding(content))
    builds = []
    for run in range(RUNS):
        plain = pelican(content, work / f"plain-{run}", work / f"plain-cache-{run}")
        left = json.dumps([plugin for plugin in PLUGINS if plugin != PLUGIN])
        without = measure_cold([*plain, f"PLUGINS={left}"], ROOT)  # it ends with the settings of -e
        with_names = measure_cold(pelican(content, work / f"output-{run}", work / f"cache-{run}"), ROOT)
        builds.append((with_names, without))
        say("\n".join(map(describe, builds[-1])))
    ours, theirs = (min(runs, key=by_time) for runs in zip(*builds, strict=True))
    figure = f"seconds, the quicker of {RUNS} runs in turns"
    processors = f"{figure} (of processors {ours.cpu_seconds:.1f}, without {theirs.cpu_seconds:.1f})"
    yield row("cold build", processors, ours.seconds, theirs.seconds)
    output, cache = work / "output-0", work / "cache-0"
    yield row("bytes on disk an article", "bytes", weigh(output) / whole)
    yield row("bytes on disk an article without", "bytes", weigh(work / "plain-0") / whole)
    yield row("untagged stories without a way on", "share of them", find_lost_share(content, output))
    # the first one may be the archive's first with a section, which the navigation of every page then names
    add_to_thread(content, output, 1)
    check(measure(pelican(content, output, cache), ROOT))
    before = read_times(output)
    page = output / add_to_thread(content, output, 2)
    check(measure(pelican(content, output, cache), ROOT))
    if not _THREAD.search(page.read_text("utf-8")):
        raise RuntimeError(f"{page} is in no thread")
    changed = [path for path, time in read_times(output).items() if path.suffix == ".html" and before.get(path) != time]
    yield row("pages rewritten for one article added", "pages, of ten names and a thread", len(changed))


def time_finding(content: Path) -> float:
    """Return the milliseconds of a processor in which names are found in CHARACTERS characters of text, the least of
    RUNS portions of up to TEXTS texts. Each text is read once, so that caches help no more than in a build.
    """
    articles = map(markdown_to_article, (path.read_text("utf-8") for path in list_stories(content)))
    texts = [(article.title, f"{article.title}\n{article.body}") for article in islice(articles, (RUNS + 1) * TEXTS)]
    gc.collect()
    gc.freeze()  # as a worker of the build does
    spent = []
    for portion in cut(texts, -(-len(texts) // (RUNS + 1))):
        started = time.process_time()
        for title, text in portion:
            describe_names(text, "en", title)
        seconds = time.process_time() - started
        spent.append(1000 * CHARACTERS * seconds / sum(len(text) for _, text in portion))
    gc.unfreeze()
    return min(spent[1:] or spent)  # the first portion's time includes that of reading the tables


def list_stories(content: Path) -> list[Path]:
    """Return the files of the stories, not of pages, in an order that mixes their days."""
    return sorted(content.glob("[0-9]*/*/*/*.md"), key=lambda path: path.name)


def find_lost_share(content: Path, output: Path) -> float:
    """Return the share of the stories without tags whose pages lead to no name's page and to no thread."""
    stories = ((path, path.read_text("utf-8").partition("\n\n")[0]) for path in list_stories(content))
    untagged = [path for path, metadata in stories if not _TAGS.search(metadata)]
    pages = ((output / path.relative_to(content)).with_suffix(".html") for path in untagged)
    return sum(not _WAY.search(page.read_text("utf-8")) for page in pages) / len(untagged)


def add_to_thread(content: Path, output: Path, number: int) -> str:
    """Add an article that continues the thread whose newest story is the newest of all; return the path of its page.

    It tells ten names that have pages, the first ones of each directory.
    """
    newest = _NEWEST.search((output / "threads.html").read_text("utf-8"))
    if newest is None:
        raise RuntimeError("there is no thread")
    story = content / f"{newest.group(1)}.md"
    article = markdown_to_article(story.read_text("utf-8"))
    title = f"Part {number}: {article.title}"  # a slug is cut at its end
    day = "-".join(story.relative_to(content).parts[:3])
    text = ADDED.format(
        title=title,
        slug=text_to_slug(title),
        day=day,
        lede=article.body.partition("\n")[0],
        names=", ".join(list_told(output)),
    )
    added = story.with_name(f"{text_to_slug(title)}.md")
    added.write_text(text, encoding="utf-8")
    return added.relative_to(content).with_suffix(".html").as_posix()


def list_told(output: Path) -> Sequence[str]:
    """Return names of people, organisations and places that have pages."""
    directories = (
        islice(_NAME.finditer((output / f"{directory}.html").read_text("utf-8")), most)
        for directory, most in TOLD.items()
    )
    return [found.group(1) for found in chain.from_iterable(directories)]
