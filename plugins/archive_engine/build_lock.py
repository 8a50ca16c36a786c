"""One build at a time for each CACHE_PATH: a second one waits for the first, and says so."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

try:
    import fcntl
except ImportError:  # Windows: there, two builds at the same time are not prevented
    fcntl = None  # type: ignore[assignment]

_FILE = "build.lock"


@contextmanager
def one_build(cache: str, say: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of a cache within the body; if another build holds it, say so and wait for its end.

    The system releases the lock when the process ends, even if it is killed.
    """
    if fcntl is None:
        yield
        return
    os.makedirs(cache, exist_ok=True)
    lock = os.open(os.path.join(cache, _FILE), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another build of this archive is at work: waiting for its end.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
