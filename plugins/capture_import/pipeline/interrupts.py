"""What Ctrl-C does to the command: at any moment, however often pressed, it ends with exit code 130 and one line.

Nothing heavy is imported here: this is what must be there before anything else is.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

INTERRUPTED = 130  # 128 + SIGINT, as shells have it
_LINE = "newsarchive: broken off; the same call goes on from here"
_SHOW_CURSOR = "\x1b[?25h"
_PATIENCE = 3

_times = 0
_is_told = False


def exit_when_interrupted() -> None:
    """Have Ctrl-C end the process at once. For as long as nothing is open: while modules are imported."""
    _handle(lambda _number, _frame: _exit())


def raise_when_interrupted() -> None:
    """Have the first Ctrl-C raise KeyboardInterrupt, the second do nothing, so that cleaning up is not interrupted, and
    the third end the process at once: nothing but a fault would keep it so long.
    """
    _handle(_raise)


def is_interrupted() -> bool:
    """Return whether Ctrl-C was pressed. It ends the workers, too, and an error of theirs may take its place."""
    return _times > 0


def ignore_interrupts() -> None:
    """Let Ctrl-C pass without effect: the command is done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def tell_interrupted() -> int:
    """Say that the command was broken off, once. Return its exit code."""
    global _is_told
    if not _is_told:
        _is_told = True
        sys.stderr.write(f"{_LINE}\n")
    return INTERRUPTED


def _handle(handler: Callable[[int, FrameType | None], None]) -> None:
    # what a shell runs in the background is begun with Ctrl-C ignored
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _raise(_number: int, _frame: FrameType | None) -> None:
    global _times
    _times += 1
    if _times == 1:
        raise KeyboardInterrupt
    if _times >= _PATIENCE:
        _exit()


def _exit() -> None:
    # not by print: the stream may be in the middle of another line
    text = (_SHOW_CURSOR if os.isatty(2) else "") + ("" if _is_told else f"{_LINE}\n")
    with suppress(OSError):
        os.write(2, text.encode())
    os._exit(INTERRUPTED)
