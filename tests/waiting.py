"""Waiting for what must happen, however long a busy machine takes."""

import time
from collections.abc import Callable

# What a test that hangs is ended after: no measure of anything, far beyond what a busy machine takes.
PATIENCE_S = 900


def wait_until(has_happened: Callable[..., object], what: str, *arguments: object) -> None:
    """Return when `has_happened(*arguments)` is true; raise TimeoutError with `what` where it seems never to be."""
    given_up_at = time.monotonic() + PATIENCE_S
    while not has_happened(*arguments):
        if time.monotonic() > given_up_at:
            raise TimeoutError(what)
        time.sleep(0.01)
