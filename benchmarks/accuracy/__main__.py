"""`python -m benchmarks.accuracy`: score the import and its peers on keyed pages, into build/score.json."""

import argparse
import json
import os
import sys
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path

from benchmarks.accuracy import forms, kinds, names, rates, reuters, threads, unn, wcxb
from benchmarks.accuracy.failures import print_failures
from benchmarks.accuracy.pages import FIELDS, SETS, Answer, KeyedPage, read_pages, score_set
from benchmarks.accuracy.reading import READERS, load_readers, read_timed
from benchmarks.accuracy.table import BARS, COLUMNS, RATE_BAR, ScoreRow, print_table
from benchmarks.reference_data import ROOT, find_reference_data

Answers = dict[str, dict[str, dict[str, Answer]]]


def measure_pages(pages: list[KeyedPage], pool: Executor) -> Answers:
    """Return the answers of all readers by set, reader and page.

    One reader after the other runs, with all workers.
    """
    answers: Answers = {name: {} for name in SETS}
    for set_name in SETS:
        chosen = [page for page in pages if page.set_name == set_name]
        for reader in READERS if chosen else ():
            if reader == "ours_without_fundus" and set_name != "publishers":
                continue
            found = pool.map(read_timed, [reader] * len(chosen), chosen, chunksize=4)
            answers[set_name][reader] = {page.name: answer for page, answer in zip(chosen, found, strict=True)}
    return answers


def make_rows(pages: list[KeyedPage], answers: Answers) -> list[ScoreRow]:
    """Return the rows of the table for pages with known answers."""
    rows = []
    for set_name in SETS:
        chosen = [page for page in pages if page.set_name == set_name]
        if not chosen:
            continue
        figures = {reader: score_set(chosen, found) for reader, found in answers[set_name].items()}
        for field in FIELDS[set_name]:
            values = {name: figures[name][field] for name in COLUMNS if name in figures}
            rows.append(ScoreRow(set_name, field, values, BARS[set_name][field]))
    return rows


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write. Return 0 whatever the figures are, 2 if the reference data is missing."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["names"]:
        return names.run(given[1:], find_reference_data())
    if given[:1] == ["threads"]:
        return threads.run(given[1:], find_reference_data())
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "score.json")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--failures", type=int, default=0, metavar="N", help="print N pages for each field that the import gets wrong"
    )
    options = parser.parse_args(arguments)
    data = find_reference_data()
    if data is None:
        print(
            "The reference data is not here: ../shared/data, or where NEWSARCHIVE_REFERENCE_DATA points.",
            file=sys.stderr,
        )
        return 2
    pages = read_pages(data) + wcxb.read_articles(data)
    with ProcessPoolExecutor(options.workers, initializer=load_readers) as pool:
        answers = measure_pages(pages, pool)
        kept = kinds.score_kinds(data, pool)
    rows = make_rows(pages, answers)
    for set_name, figures in (
        (wcxb.SET, kept),
        ("unn", unn.score_shapes(data)),
        ("reuters", reuters.score_stories(data)),
    ):
        rows += [
            ScoreRow(set_name, field, {"ours": figure}, BARS[set_name][field]) for field, figure in figures.items()
        ]
    for set_name, shares in forms.score_forms().items():
        rows += [ScoreRow(set_name, form, {"ours": share}, 1.0) for form, share in shares.items()]
    rows += names.score_rows(data)
    rows += threads.score_rows(data)
    if found := rates.measure_rates(data):
        rows.append(ScoreRow(wcxb.SET, "pages/s a core", found, RATE_BAR * found["trafilatura"]))
    print_table(rows)
    if options.failures:
        print_failures(pages, answers, "ours_without_fundus", options.failures)
        print_failures(pages, answers, "ours", options.failures)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps([row.as_json() for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
