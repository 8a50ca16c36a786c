"""Where the reading of captures runs: in this process, in processes of this machine, or on a Dask cluster."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

from capture_import.time_limit import allow_ending_process


class InlineExecutor(Executor):
    """The plainest executor: does the work when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Call the function at once."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def make_executor(workers: int) -> Executor:
    """Give an executor of this machine: for one worker this process, else as many processes."""
    if workers == 1:
        return InlineExecutor()
    method = "fork" if sys.platform == "linux" else "spawn"
    return ProcessPoolExecutor(workers, multiprocessing.get_context(method), initializer=allow_ending_process)


def count_workers() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
