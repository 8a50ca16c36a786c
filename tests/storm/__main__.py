"""`python -m tests.storm`: chains of edits, killed builds, killed imports; a table, and a report as JSON."""

import argparse
import sys
from pathlib import Path

from tests.storm.builds import run_builds
from tests.storm.chains import run_chains
from tests.storm.imports import run_imports
from tests.storm.report import write_report


def main() -> int:
    """Run the requested parts; return 1 if there was a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument(
        "--chains", type=int, default=0, metavar="STEPS", help="steps of edits, each compared with a build from nothing"
    )
    parser.add_argument("--builds", type=int, default=0, metavar="N", help="how often builds are killed")
    parser.add_argument("--imports", type=int, default=0, metavar="N", help="how often imports are killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shrink", type=int, default=5, metavar="N", help="how many failing chains are made short")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="where the projects of failing chains stay, with both builds"
    )
    parser.add_argument("--report", type=Path, default=Path("build/storm.json"))
    call = parser.parse_args()
    report = {}
    if call.chains:
        report["chains"] = run_chains(call.chains, call.seed, most_shrunk=call.shrink, kept=call.keep)
    if call.builds:
        report["builds"] = run_builds(call.builds, call.seed)
    if call.imports:
        report["imports"] = run_imports(call.imports, call.seed)
    return write_report(report, call.report, "steps")


if __name__ == "__main__":
    sys.exit(main())
