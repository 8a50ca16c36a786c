"""``python -m bench --articles N``: the archive beside its peers, into build/bench.json; exit code 1 where a bar does
not hold.
"""

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.build_rows import build_rows
from bench.corpus import find_reference_data, write_corpus
from bench.search_rows import search_rows

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Measure, write the rows, show them; give the exit code."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--articles", type=int, default=21304, help="21304 is the Reuters sample; more are laps of it")
    parser.add_argument("--only", choices=["build", "search"], help="one part of the rows")
    arguments = parser.parse_args()
    data = find_reference_data()
    if data is None:
        print("There is no reference data (../shared/data, or NEWSARCHIVE_REFERENCE_DATA): nothing to measure.")
        return 0
    work = ROOT / "build/bench"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    rows = []
    try:
        if arguments.only != "search":
            for row in build_rows(arguments.articles, work, data):
                rows.append(row)
                write_rows(rows)
        else:
            write_corpus(work / "content", arguments.articles, data)
        if arguments.only != "build":
            for row in search_rows(arguments.articles, work / "content", work / "search"):
                rows.append(row)
                write_rows(rows)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    show(rows)
    return 0 if all(row["holds"] for row in rows) else 1


def write_rows(rows: list[dict[str, Any]]) -> None:
    """Write the rows that there are so far."""
    (ROOT / "build/bench.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def show(rows: list[dict[str, Any]]) -> None:
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
