"""The handling of Ctrl-C: a build ends with exit code 130 and one line, and a second Ctrl-C does nothing."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


@dataclass(slots=True)
class Interrupts:
    """Whether Ctrl-C was pressed.

    It reaches the workers, too. What goes to a worker that has ended raises an error of its own, which may take the
    interrupt's place: a broken pool, a closed pipe.
    """

    is_pressed: bool = False

    def obey(self, _number: int, _frame: FrameType | None) -> None:
        """Handle the signal."""
        self.is_pressed = True
        raise KeyboardInterrupt


@contextmanager
def interrupts_raised() -> Iterator[Interrupts]:
    """Let Ctrl-C raise KeyboardInterrupt within the body, whatever it does outside."""
    interrupts = Interrupts()
    if threading.current_thread() is not threading.main_thread():
        yield interrupts
        return
    before = signal.signal(signal.SIGINT, interrupts.obey)
    try:
        yield interrupts
    finally:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)


def ignore_interrupts() -> None:
    """Ignore further Ctrl-C while the process stops after the first one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
