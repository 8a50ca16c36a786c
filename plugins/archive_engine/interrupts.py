"""What Ctrl-C does to a build: it ends with exit code 130 and one line, and nobody is interrupted twice."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


@contextmanager
def interrupts_raised() -> Iterator[None]:
    """Have Ctrl-C raise KeyboardInterrupt within the body, whatever it does elsewhere."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, before)


def ignore_interrupts() -> None:
    """Let further Ctrl-C pass without effect: the first one is being obeyed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
