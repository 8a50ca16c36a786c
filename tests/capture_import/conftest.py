"""Fixtures that the tests of the import share."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest


class _Peak:
    bytes = 0


@pytest.fixture
def peak_memory() -> Callable[[], AbstractContextManager[_Peak]]:
    """Measure memory: `with peak_memory() as peak: ...`, then `peak.bytes` is the most that it allocated."""

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
