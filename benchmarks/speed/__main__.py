"""`python -m benchmarks.speed`: measure the archive beside its peers, write build/bench.json.

The exit code is 1 if a bar is not met.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reference_data import ROOT, find_reference_data
from benchmarks.speed.build_rows import BuildRows
from benchmarks.speed.corpora import STORIES, STORIES_A_LAP, WEB, Corpus, prepare_corpus
from benchmarks.speed.decade_rows import decade_rows
from benchmarks.speed.names_rows import names_rows
from benchmarks.speed.picture_rows import picture_rows
from benchmarks.speed.rows import Row
from benchmarks.speed.search_rows import search_rows


def main() -> int:
    """Measure, write the rows, show them; return the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument(
        "--articles",
        type=int,
        nargs="+",
        default=[STORIES_A_LAP],
        help=f"numbers of story captures, one corpus for each ({STORIES_A_LAP} is the whole sample; more repeat it)",
    )
    parser.add_argument("--web", type=int, default=10_000, help="number of web articles; 0 leaves them out")
    parser.add_argument(
        "--decade", type=int, default=0, help="number of stories of ten years, a million in an hour or two; 0: none"
    )
    parser.add_argument(
        "--only", choices=["build", "decade", "names", "pictures", "search"], help="measure only this part"
    )
    arguments = parser.parse_args()
    data = find_reference_data(STORIES, WEB)
    if data is None:
        print("There is no reference data (../shared/data, or NEWSARCHIVE_REFERENCE_DATA): nothing to measure.")
        return 0
    folder = ROOT / "build/bench"
    wanted = [("web", arguments.web)] if arguments.web and arguments.only in (None, "build") else []
    wanted += [("stories", count) for count in arguments.articles if arguments.only not in ("pictures", "decade")]
    wanted += [("decade", arguments.decade)] if arguments.decade and arguments.only in (None, "build", "decade") else []
    # import before anything is measured; keep the files of earlier runs until the last figure (see BuildRows)
    corpora = [prepare_corpus(name, count, data, folder / "corpora") for name, count in wanted]
    runs = folder / "runs"
    runs.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=runs))
    rows: list[Row] = []
    try:
        for row in measure_all(corpora, work, arguments.only):
            rows.append(row)
            write_rows(rows)
    finally:
        shutil.rmtree(runs, ignore_errors=True)
    show(rows)
    return 0 if all(row["holds"] for row in rows) else 1


def measure_all(corpora: list[Corpus], work: Path, only: str | None) -> Iterator[Row]:
    """Yield the rows of pictures, of the build and of ten years, then those of names and search, of stories alone."""
    if only in (None, "pictures"):
        yield from picture_rows(work / "pictures")
    builds = BuildRows(work)
    if only in (None, "build"):
        for corpus in corpora:
            if corpus.name != "decade":
                yield from builds.measure(corpus.name, corpus.content)
        yield builds.measure_watching()
    for corpus in corpora:
        if corpus.name == "decade":
            yield from decade_rows(corpus.content, work / "decade", builds.colds.get("stories", [])[-1:])
    if only in (None, "names"):
        for corpus in corpora:
            if corpus.name == "stories":
                yield from names_rows(corpus.count, corpus.content, work / f"names-{corpus.count}")
    if only in (None, "search"):
        for corpus in corpora:
            if corpus.name == "stories":
                yield from search_rows(corpus.count, corpus.content, work / f"search-{corpus.count}")


def write_rows(rows: list[Row]) -> None:
    """Write the rows that are measured so far."""
    (ROOT / "build/bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def show(rows: list[Row]) -> None:
    """Show the rows as a table."""
    table = Table("work", "articles", "ours", "peer", "ratio", "bar", "holds")
    for row in rows:
        numbers = (row["ours"], row["peer"], row["ratio"], row["bar"])
        ours, peer, ratio, bar = (
            "" if number is None else f"{number:,.3g}" if number < 1000 else f"{number:,.0f}" for number in numbers
        )
        table.add_row(row["work"], f"{row['articles']:,}", ours, peer, ratio, bar, "yes" if row["holds"] else "no")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
