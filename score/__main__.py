"""`python -m score`: read the pages with known answers with the import and with its peers, print the table, write
build/score.json.
"""

import argparse
import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from score import reuters, unn, wcxb
from score.measures import mean
from score.pages import FIELDS, SETS, Answer, KeyedPage, read_pages, score_page, score_set
from score.readers import READERS, load_readers, read_timed
from score.table import BARS, COLUMNS, Row, print_table

ROOT = Path(__file__).resolve().parents[1]
OTHER_BARS = {
    "unn": dict.fromkeys(unn.FIELDS, 1.0),
    "reuters": {"accounted": 0.999, "headline": 1.0, "date": 1.0, "address": 1.0, "authors": 1.0, "captures/s": 2000.0},
}


def find_reference_data() -> Path | None:
    """Give the folder of the reference data: where NEWSARCHIVE_REFERENCE_DATA points, else beside the project."""
    folder = Path(os.environ.get("NEWSARCHIVE_REFERENCE_DATA") or ROOT.parent / "shared" / "data")
    return folder if folder.is_dir() else None


def measure_pages(pages: list[KeyedPage], workers: int) -> dict[str, dict[str, dict[str, Answer]]]:
    """Give everybody's answers by set, reader and page.

    One reader after the other, all workers on it, so that rates compare.
    """
    answers: dict[str, dict[str, dict[str, Answer]]] = {name: {} for name in SETS}
    with ProcessPoolExecutor(workers, initializer=load_readers) as pool:
        for set_name in SETS:
            chosen = [page for page in pages if page.set_name == set_name]
            for reader in READERS if chosen else ():
                if reader == "ours_without_fundus" and set_name != "publishers":
                    continue
                found = pool.map(read_timed, [reader] * len(chosen), chosen, chunksize=4)
                answers[set_name][reader] = {page.name: answer for page, answer in zip(chosen, found, strict=True)}
    return answers


def make_rows(pages: list[KeyedPage], answers: dict[str, dict[str, dict[str, Answer]]]) -> list[Row]:
    """Give the table's rows, and one for the rate in each set, where the bar is trafilatura's own in the same run."""
    rows = []
    for set_name in SETS:
        chosen = [page for page in pages if page.set_name == set_name]
        if not chosen:
            continue
        figures = {reader: score_set(chosen, found) for reader, found in answers[set_name].items()}
        for field in FIELDS[set_name]:
            values = {name: figures[name][field] for name in COLUMNS if name in figures}
            rows += [Row(set_name, field, values, BARS[set_name][field])]
        rates = {
            name: 1 / mean([answer.seconds for answer in found.values()]) for name, found in answers[set_name].items()
        }
        rows.append(
            Row(
                set_name,
                "pages/s a core",
                {name: rates[name] for name in COLUMNS if name in rates},
                round(rates["trafilatura"], 3),
            )
        )
    return rows


def print_failures(
    pages: list[KeyedPage], answers: dict[str, dict[str, dict[str, Answer]]], reader: str, count: int
) -> None:
    """Print for each field pages on which a reader is wrong: what it found, and what the key says."""
    for set_name in SETS:
        found = answers[set_name].get(reader, {})
        for field in FIELDS[set_name]:
            wrong = [
                page
                for page in pages
                if page.set_name == set_name
                and page.name in found
                and mean(score_page(page, found[page.name]).get(field, [1.0])) < 0.995
            ]
            print(f"\n{set_name} {field}: {len(wrong)} pages are not wholly right")
            for page in wrong[:count]:
                answer, key = found[page.name], page.key
                shown = {
                    "headline": (answer.headline, key["title"]),
                    "date": (answer.date, key["date"]),
                    "authors": (answer.authors, key.get("authors")),
                    "tags": (answer.tags, key.get("tags")),
                }
                mine, theirs = shown.get(
                    field,
                    (
                        f"{len(answer.text)} characters",
                        "its snippets" if set_name == "general" else f"{sum(map(len, key['paragraphs']))} characters",
                    ),
                )
                print(f"  {page.name}: {answer.failure or mine!r}; key {theirs!r}")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, write. Gives 0 when measured, whatever the figures are; 2 where the reference data is missing."""
    parser = argparse.ArgumentParser(prog="python -m score", description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "score.json")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--failures", type=int, default=0, metavar="N", help="print N pages a field that the import has wrong"
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
    answers = measure_pages(pages, options.workers)
    rows = make_rows(pages, answers)
    for set_name, figures in (("unn", unn.score_shapes(data)), ("reuters", reuters.score_stories(data))):
        rows.extend(Row(set_name, field, {"ours": figures[field]}, bar) for field, bar in OTHER_BARS[set_name].items())
    print_table(rows)
    if options.failures:
        print_failures(pages, answers, "ours_without_fundus", options.failures)
        print_failures(pages, answers, "ours", options.failures)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps([row.as_json() for row in rows], indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
