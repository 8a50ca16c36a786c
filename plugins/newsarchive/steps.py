"""Runs the programs of a command. Ctrl-C goes to them; the command ends after them, without a traceback."""

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

# A shell's exit code for what a SIGINT has ended (POSIX: 128 + the signal's number).
INTERRUPTED = 128 + signal.SIGINT


class _Interrupts:
    """Counts the SIGINTs that this process gets. A handler, and not SIG_IGN, which the commands would inherit."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.count += 1


_interrupts = _Interrupts()


def listen() -> None:
    """Let Ctrl-C end the commands and not this script, from now on."""
    signal.signal(signal.SIGINT, _interrupts)


def run_step(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, **options: Any) -> int:
    """Run a command to its end and return its exit code. Raise SystemExit where Ctrl-C ended it or came before it."""
    listen()
    code = INTERRUPTED if _interrupts.count else subprocess.run(command, env=env, check=False, **options).returncode
    if _interrupts.count or code in (-signal.SIGINT, INTERRUPTED):
        sys.exit(INTERRUPTED)
    return code
