"""`python -m tests.fuzz`: mutated captures imported, mutated Markdown built; a table, and a report as JSON."""

import argparse
import sys
from pathlib import Path

from tests.fuzz.captures import run_captures
from tests.fuzz.markdown import run_markdown
from tests.fuzz.parsers import run_parsers
from tests.storm.report import write_report


def main() -> int:
    """Run the requested parts; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--captures", type=int, default=0, metavar="N", help="how many mutated captures are imported")
    parser.add_argument(
        "--markdown", type=int, default=0, metavar="N", help="how many mutated Markdown files are built"
    )
    parser.add_argument(
        "--parsers", type=int, default=0, metavar="N", help="how many mutants each parser of our own is called with"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--first", type=int, default=0, metavar="N", help="the first Markdown file: a multiple of a batch's 250"
    )
    parser.add_argument("--report", type=Path, default=Path("build/fuzz.json"))
    parser.add_argument(
        "--keep", type=Path, default=Path("build/fuzz"), metavar="DIR", help="where the inputs of faults are kept"
    )
    call = parser.parse_args()
    report = {}
    if call.parsers:
        report["parsers"] = run_parsers(call.parsers, call.seed, call.keep)
    if call.captures:
        report["captures"] = run_captures(call.captures, call.seed, call.keep)
    if call.markdown:
        report["markdown"] = run_markdown(call.markdown, call.seed, call.keep, first=call.first)
    return write_report(report, call.report, "files")


if __name__ == "__main__":
    sys.exit(main())
