"""What `make journeys` does: run the tests in tests/journeys/, which install things of their own.

`make test` leaves that folder out: its tests take minutes, a network and room on the disk.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JOURNEYS = ROOT / "tests" / "journeys"


def main() -> int:
    """Run all journeys; return the exit status."""
    if not list(JOURNEYS.rglob("test_*.py")):
        print(f"There is no journey yet: {JOURNEYS.relative_to(ROOT)}/README.md says what one is.")
        return 0
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--override-ini=norecursedirs=.* node_modules", JOURNEYS], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
