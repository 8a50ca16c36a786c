"""Waits for an event, however long a busy machine takes."""

import time
from collections.abc import Callable

# The time after which a test that hangs is ended. It measures nothing, and is far longer than a busy machine needs.
PATIENCE_S = 900


def wait_until(has_happened: Callable[..., object], what: str, *arguments: object) -> None:
    """Return when `has_happened(*arguments)` is true; raise TimeoutError with `what` if it never is."""
    given_up_at = time.monotonic() + PATIENCE_S
    while not has_happened(*arguments):
        if time.monotonic() > given_up_at:
            raise TimeoutError(what)
        time.sleep(0.01)
