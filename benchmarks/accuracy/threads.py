"""Threads beside the slugs that Reuters gave its stories: `python -m benchmarks.accuracy threads`.

A slug with 3 to 15 stories, all within 60 days, is a story as its newsroom told it. The rule is not shown the slugs.
The threads that it finds are compared with them by B-cubed F1 (Bagga and Baldwin 1998) over the stories of such slugs;
a story in no thread is a thread of its own. Links to stories outside these slugs count neither way.
"""

import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from archive_engine.interface import find_place, group_all, markup_to_lines
from archive_names.describing import describe_names
from archive_names.threads.grouper import ThreadGrouper
from archive_names.threads.marks import find_marks, url_to_slug
from benchmarks.accuracy.names import b_cubed, find_f1
from benchmarks.accuracy.reuters import ARCHIVE
from benchmarks.accuracy.table import ScoreRow
from newsarchive.main import main as newsarchive
from newsrecord import markdown_to_article

BAR = 0.55
FEWEST, MOST = 3, 15
SPAN = timedelta(days=60)


class MarkedStory(NamedTuple):
    """An imported story: its path, headline, moment, its publisher's slug, and its marks without that slug."""

    path: str
    headline: str
    moment: datetime
    slug: str
    marks: Sequence[int]


def import_stories(data: Path, folder: Path) -> Path:
    """Import the sample into a folder; return the folder of articles."""
    captures, content = folder / "captures", folder / "content"
    with tarfile.open(data / ARCHIVE) as archive:
        archive.extractall(captures, filter="data")
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        newsarchive(["import", str(captures), "--content", str(content)])
    return content


def read_stories(content: Path) -> Iterator[MarkedStory]:
    """Yield the stories of a folder of articles, in order of their paths."""
    for path in sorted(content.rglob("*.md")):
        article = markdown_to_article(path.read_text(encoding="utf-8"))
        text = markup_to_lines(article.body)
        names = describe_names(text, article.lang or "en", article.title)
        marks = find_marks(article.title, text, names, left_out=[*article.authors, article.publisher or ""])
        moment = article.date if isinstance(article.date, datetime) else datetime.fromisoformat(article.day.isoformat())
        slug = url_to_slug(article.source_url or "")
        yield MarkedStory(str(path.relative_to(content)), article.title, moment.replace(tzinfo=None), slug, marks)


def find_threads(stories: Sequence[MarkedStory]) -> list[list[int]]:
    """Return the threads of stories, as their numbers."""
    return group_all(ThreadGrouper(), [(find_place(story.moment, story.path), story.marks) for story in stories])


def list_told(stories: Sequence[MarkedStory]) -> dict[int, str]:
    """Return the slugs that are one story, by the numbers of their stories."""
    by_slug: defaultdict[str, list[int]] = defaultdict(list)
    for number, story in enumerate(stories):
        if story.slug:
            by_slug[story.slug].append(number)
    told = {}
    for slug, numbers in by_slug.items():
        moments = [stories[number].moment for number in numbers]
        if FEWEST <= len(numbers) <= MOST and max(moments) - min(moments) <= SPAN:
            told.update(dict.fromkeys(numbers, slug))
    return told


def score_threads(stories: Sequence[MarkedStory]) -> dict[str, float]:
    """Return precision, recall and F1, the number of threads, and the share of stories that are in one."""
    told = list_told(stories)
    threads = find_threads(stories)
    thread_of = {number: at for at, thread in enumerate(threads) for number in thread}
    precision, recall = b_cubed(told, {number: thread_of.get(number, f"alone {number}") for number in told})
    return {
        "stories": float(len(told)),
        "precision": precision,
        "recall": recall,
        "F1": find_f1(precision, recall),
        "threads": float(len(threads)),
        "in threads": len(thread_of) / len(stories),
    }


def score_rows(data: Path) -> list[ScoreRow]:
    """Return the row of `make score`; none where the reference data has no such set."""
    if not (data / ARCHIVE).exists():
        return []
    with tempfile.TemporaryDirectory() as folder:
        stories = list(read_stories(import_stories(data, Path(folder))))
    return [ScoreRow("threads", "F1", {"ours": score_threads(stories)["F1"]}, BAR)]


def print_threads(stories: Sequence[MarkedStory], most: int) -> None:
    """Print threads to be read: every so manyth one, with the days and headlines of its stories."""
    threads = find_threads(stories)
    for thread in threads[:: max(1, len(threads) // most)] if most else ():
        print()
        for number in thread:
            print(f"{stories[number].moment:%Y-%m-%d}  {stories[number].headline}")


def run(arguments: list[str], data: Path | None) -> int:
    """Score the sample, or a folder of articles that is given, and print some threads. Return 2 without stories.

    The arguments are `[CONTENT] [--print N]`.
    """
    most = int(arguments.pop(arguments.index("--print") + 1)) if "--print" in arguments[:-1] else 0
    folders = [argument for argument in arguments if argument != "--print"]
    if not folders and (data is None or not (data / ARCHIVE).exists()):
        print(f"The reference data has no {ARCHIVE}: name a folder of imported articles.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folders[0]) if folders or data is None else import_stories(data, Path(folder))
        stories = list(read_stories(content))
    started = time.process_time()
    figures = score_threads(stories) if list_told(stories) else {}
    figures["seconds"] = time.process_time() - started
    for name, figure in figures.items():
        print(f"{name:12}{figure:10.3f}")
    print_threads(stories, most)
    return 0
