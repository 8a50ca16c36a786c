"""The results of a storm or a fuzzer: a report as JSON, a table on standard output, an exit code."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_report(report: Mapping[str, Mapping[str, Any]], path: Path, unit: str) -> int:
    """Write a report and print its table, one row for each part; return 1 if any part has faults, else 0.

    `unit` names what the `steps` of a part count.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{'':10}{unit:>7}{'faults':>8}{'seconds':>9}{'seed':>7}")
    for name, part in report.items():
        print(f"{name:10}{part['steps']:7}{len(part['faults']):8}{part['seconds']:9}{part['seed']:7}")
    print(f"written: {path}")
    return 1 if any(part["faults"] for part in report.values()) else 0
