"""The time limit for reading one capture, set in the worker that reads it."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType

# Code in C handles no Python signals. After so many times the limit, in processor time, the kernel kills the worker,
# and the import goes on without the capture that it was reading.
_HARD_FACTOR = 3


class TimeLimitReached(Exception):
    """Reading took longer than the limit."""


_may_end_process = False


def allow_ending_process() -> None:
    """Allow the kernel to kill this process at the hard limit: it is a worker, which its executor replaces."""
    global _may_end_process
    _may_end_process = True


class time_limit:  # noqa: N801 - a context manager, called as a function is
    """Raise TimeLimitReached inside the block when it takes longer than `seconds` of processor time.

    Processor time does not depend on what else the machine does, so that a busy machine imports the same archive. After
    `allow_ending_process`, the kernel kills a process in which the exception has no effect.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._in_thread: AbstractContextManager[None] | None = None

    def __enter__(self) -> None:
        if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
            self._in_thread = _limit_in_thread(self._seconds)
            self._in_thread.__enter__()
            return
        _listen()
        signal.setitimer(signal.ITIMER_PROF, self._seconds, 1.0)
        if _may_end_process:
            signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds * _HARD_FACTOR)

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._in_thread:
            self._in_thread.__exit__(kind, raised, trace)
            return
        signal.setitimer(signal.ITIMER_PROF, 0)
        if _may_end_process:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


_is_listening = False


def _listen() -> None:
    """Set the handler of the timer's signal, once in a process: that takes longer than starting the timer."""
    global _is_listening
    if not _is_listening:
        signal.signal(signal.SIGPROF, _raise)
        _is_listening = True


def _raise(*_: object) -> None:
    raise TimeLimitReached


@contextmanager
def _limit_in_thread(seconds: float) -> Iterator[None]:
    """Limit a thread that is not the main one by the clock: an exception is raised in it. Workers of Dask use such
    threads.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(
        seconds, ctypes.pythonapi.PyThreadState_SetAsyncExc, (thread, ctypes.py_object(TimeLimitReached))
    )
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
