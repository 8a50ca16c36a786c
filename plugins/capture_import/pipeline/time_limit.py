"""A time limit for reading one capture, where it is read: in the worker."""

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A worker that is deep inside some library's C code hears no Python signal; after this many times the limit in
# processor time, the kernel ends it, and the import goes on without the capture that it was reading.
_HARD_FACTOR = 3


class TimeLimitReached(Exception):
    """Reading took longer than the limit."""


_may_end_process = False


def allow_ending_process() -> None:
    """Say that this process is a worker, which its executor can do without."""
    global _may_end_process
    _may_end_process = True


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached inside the block when it takes longer than `seconds` of the processor's time.

    What else the machine does counts for nobody, so that an import gives the same archive on a busy one. In a process
    that said so with `allow_ending_process`, one that hears no exception is ended by the kernel.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        with _limit_in_thread(seconds):
            yield
        return
    before = signal.signal(signal.SIGPROF, _raise)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    if _may_end_process:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds * _HARD_FACTOR)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        if _may_end_process:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, before)


def _raise(*_: object) -> None:
    raise TimeLimitReached


@contextmanager
def _limit_in_thread(seconds: float) -> Iterator[None]:
    """Limit by the clock a thread that is not the main one, as a cluster's workers use: it is handed an exception."""
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
