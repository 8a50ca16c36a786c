"""What the containers' tests share."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


class _Peak:
    bytes = 0


@pytest.fixture
def peak_memory():
    """`with peak_memory() as peak: ...`, then `peak.bytes`: the most that was allocated at once, beyond what was
    before.
    """

    @contextmanager
    def run() -> Iterator[_Peak]:
        peak = _Peak()
        tracemalloc.start()
        try:
            yield peak
            peak.bytes = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return run
