"""The console script `newsarchive`: Ctrl-C and the standard streams are seen to before anything heavy is imported."""

import sys

from capture_import.pipeline.interrupts import (
    exit_when_interrupted,
    ignore_interrupts,
    raise_when_interrupted,
    tell_interrupted,
)
from capture_import.pipeline.standard_streams import flush_standard_streams, guard_standard_streams


def main() -> int:
    """Run the command; return its exit status."""
    exit_when_interrupted()
    guard_standard_streams()
    from capture_import.cli import main as run  # noqa: PLC0415 -- takes a second, in which Ctrl-C may come

    try:
        try:
            raise_when_interrupted()
            return run()
        finally:
            ignore_interrupts()
            flush_standard_streams()
    except KeyboardInterrupt:
        return tell_interrupted()


if __name__ == "__main__":
    sys.exit(main())
