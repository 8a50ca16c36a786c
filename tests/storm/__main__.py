"""`python -m tests.storm`: chains of edits, killed builds, killed imports; a table, and a report as JSON."""

import argparse
import json
import sys
from pathlib import Path

from tests.storm.chains import run_chains


def main() -> int:
    """Run what was asked for; return 1 where anything differed."""
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--chains", type=int, default=0, metavar="STEPS", help="steps of edits, each compared")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shrink", type=int, default=5, metavar="N", help="how many differences to make small")
    parser.add_argument("--report", type=Path, default=Path("build/storm.json"))
    call = parser.parse_args()
    report = {}
    if call.chains:
        report["chains"] = run_chains(call.chains, call.seed, most_shrunk=call.shrink)
    call.report.parent.mkdir(parents=True, exist_ok=True)
    call.report.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    faults = 0
    for name, part in report.items():
        faults += len(part["faults"])
        print(f"{name}: {part['steps']} in {part['seconds']} s, {len(part['faults'])} faults, seed {part['seed']}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
