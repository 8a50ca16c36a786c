"""What Ctrl-C does: at any moment, however often it is pressed, the command ends with exit code 130 and one line.

Nothing slow is imported here, since this must be in place before any other import.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_LINE = "newsarchive: interrupted; run the same command again to continue"
_SHOW_CURSOR = "\x1b[?25h"
_MOST_PRESSES = 3

_times = 0
_is_reported = False


def exit_when_interrupted() -> None:
    """Have Ctrl-C end the process at once. For the time in which modules are imported, and nothing is open."""
    _handle(lambda _number, _frame: _exit())


def raise_when_interrupted() -> None:
    """Have the first Ctrl-C raise KeyboardInterrupt, the second do nothing, the third end the process at once.

    The second would interrupt the clean-up. The third is for a clean-up that hangs.
    """
    _handle(_raise)


def is_interrupted() -> bool:
    """Return whether Ctrl-C was pressed. It may end workers, too, whose error then hides the KeyboardInterrupt."""
    return _times > 0


def ignore_interrupts() -> None:
    """Ignore Ctrl-C from now on, when the command is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def report_interrupt() -> int:
    """Print once that the command was interrupted. Return its exit code."""
    global _is_reported
    if not _is_reported:
        _is_reported = True
        sys.stderr.write(f"{_LINE}\n")
    return INTERRUPTED


def _handle(handler: Callable[[int, FrameType | None], None]) -> None:
    # a shell starts background commands with SIGINT ignored: leave it so
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _raise(_number: int, _frame: FrameType | None) -> None:
    global _times
    _times += 1
    if _times == 1:
        raise KeyboardInterrupt
    if _times >= _MOST_PRESSES:
        _exit()


def _exit() -> None:
    # not by print, which may be interrupted itself in the middle of a line
    text = (_SHOW_CURSOR if os.isatty(2) else "") + ("" if _is_reported else f"{_LINE}\n")
    with suppress(OSError):
        os.write(2, text.encode())
    os._exit(INTERRUPTED)
