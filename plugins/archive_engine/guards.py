"""Guards that keep one file from delaying or stopping a build: a time limit, and collected warnings."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pelican.log import FatalLogger

from archive_engine.problems import TooSlow


@contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the body after so many seconds; never where timer signals are missing (Windows, threads)."""
    with time_limits() as arm:
        arm(seconds)
        yield


@contextmanager
def time_limits() -> Iterator[Callable[[float], None]]:
    """Yield a function that sets a time limit: TooSlow is raised so many seconds after its last call; 0 is no limit."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield lambda seconds: None
        return

    def stop(number: int, frame: Any) -> None:
        raise TooSlow

    def arm(seconds: float) -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)

    earlier = signal.signal(signal.SIGALRM, stop)
    try:
        yield arm
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def collect_warnings() -> Iterator[list[str]]:
    """Yield a list that collects the warnings logged in the body: they are not shown, and not fatal in a worker."""
    root, collector = logging.getLogger(), _Collector()
    handlers, fatal = root.handlers, FatalLogger.fatal_lvl
    root.handlers, FatalLogger.fatal_lvl = [collector], logging.CRITICAL + 1
    try:
        yield collector.lines
    finally:
        root.handlers, FatalLogger.fatal_lvl = handlers, fatal
