"""What `make check` does: run all checks that need no built site, several at once; print a line for each, then faults.

python scripts/check.py                 runs all
python scripts/check.py lint types      runs some; `--list` names them
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts.node import find_node  # noqa: E402

Command = list[str]
PYTEST = [sys.executable, "-m", "pytest", "--quiet", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]


def _tsc() -> Command:
    return [*find_node("node"), "node_modules/typescript/bin/tsc", "--project", "tsconfig.json"]


# The slowest first: as many run at once as the machine has processors.
CHECKS: dict[str, Callable[[], Command]] = {
    "types": lambda: [sys.executable, "-m", "mypy"],
    "doctests": lambda: [*PYTEST, "--doctest-modules", "plugins"],
    "laws": lambda: [*PYTEST, "tests/laws"],
    "browser-types": _tsc,
    "lint": lambda: [sys.executable, "-m", "ruff", "check", "--quiet"],
    "format": lambda: [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "--diff"],
}


def run_check(name: str) -> tuple[bool, str]:
    """Run one check and print its line; return whether it passed, and its output."""
    start = time.perf_counter()
    done = subprocess.run(
        CHECKS[name](),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - start
    print(f"{name:<14} {'ok' if not done.returncode else 'FAILED':<7} {seconds:5.1f} s", flush=True)
    return not done.returncode, done.stdout


def main(names: Iterable[str]) -> int:
    """Run the named checks, or all; return the exit status."""
    names = list(names)
    if "--list" in names:
        print("\n".join(CHECKS))
        return 0
    if unknown := set(names) - CHECKS.keys():
        print(f"No check is called {', '.join(sorted(unknown))}. There are: {', '.join(CHECKS)}", file=sys.stderr)
        return 2
    chosen = [name for name in CHECKS if name in names or not names]
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        results = list(pool.map(run_check, chosen))
    for name, (is_ok, output) in zip(chosen, results, strict=True):
        if not is_ok:
            print(f"\n--- {name}\n{output.rstrip()}", flush=True)
    return 0 if all(is_ok for is_ok, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
