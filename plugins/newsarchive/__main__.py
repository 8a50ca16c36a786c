"""The console script `newsarchive`: handles Ctrl-C and the standard streams before any slow import."""

import sys

from capture_import.pipeline.interrupts import (
    exit_when_interrupted,
    ignore_interrupts,
    raise_when_interrupted,
    report_interrupt,
)
from capture_import.pipeline.standard_streams import flush_standard_streams, guard_standard_streams


def main() -> int:
    """Run the command; return its exit status."""
    exit_when_interrupted()
    guard_standard_streams()
    from newsarchive.main import main as run  # noqa: PLC0415 - takes a second, in which Ctrl-C may come

    try:
        try:
            raise_when_interrupted()
            return run()
        finally:
            ignore_interrupts()
            flush_standard_streams()
    except KeyboardInterrupt:
        return report_interrupt()


if __name__ == "__main__":
    sys.exit(main())
