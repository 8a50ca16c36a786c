"""What keeps one file from holding up or ending a build: a time limit, and warnings that are collected."""

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
    """Raise TooSlow in the body when it takes longer; do nothing without timer signals (Windows, threads)."""
    with time_limits() as arm:
        arm(seconds)
        yield


@contextmanager
def time_limits() -> Iterator[Callable[[float], None]]:
    """Yield a function: TooSlow is raised in the body so many seconds after its last call; never after 0."""
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
    """Yield what Pelican's loggers warn of within the body, in place of it being shown, or being fatal in a worker."""
    root, collector = logging.getLogger(), _Collector()
    handlers, fatal = root.handlers, FatalLogger.fatal_lvl
    root.handlers, FatalLogger.fatal_lvl = [collector], logging.CRITICAL + 1
    try:
        yield collector.lines
    finally:
        root.handlers, FatalLogger.fatal_lvl = handlers, fatal
