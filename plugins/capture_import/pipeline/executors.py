"""The executors that read captures: in this process, in processes of this machine, or on a Dask cluster."""

import os
import re
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from capture_import.pipeline.reading_executor import ReadingExecutor

_SCHEDULER = re.compile(r"(?:(?:tcp|tls|ucx|wss?)://)?[^\s/]+:\d{1,5}/?")


class InlineExecutor(ReadingExecutor):
    """Runs a task in this process when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Call the function now; return a future that is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future passes on any exception
            future.set_exception(error)
        return future


def make_executor(workers: int, scheduler: str = "") -> ReadingExecutor:
    """Return the executor for a cluster (`scheduler` is its address), else for so many processes, for 0 this process.

    Raises ValueError where the address is none or Dask is not installed, OSError where no scheduler answers.
    """
    if scheduler:
        return ClusterExecutor(scheduler)
    if not workers:
        return InlineExecutor()
    # loads multiprocessing, which an import of one small text does not need
    from capture_import.pipeline.process_executor import ProcessExecutor  # noqa: PLC0415 - see above

    return ProcessExecutor(workers)


class ClusterExecutor(ReadingExecutor):
    """The workers of a Dask cluster."""

    def __init__(self, scheduler: str) -> None:
        if not _SCHEDULER.fullmatch(scheduler):
            raise ValueError("not an address such as tcp://host:8786")
        try:
            # an optional dependency, which takes a second to import
            from distributed import Client  # noqa: PLC0415 - see above
        except ImportError:
            raise ValueError("--scheduler needs Dask: pip install 'newsarchive[cluster]'") from None
        make_client: Any = Client  # distributed has no types
        self._client = make_client(scheduler, timeout="20s", set_as_default=False)
        self._executor: Executor = self._client.get_executor(pure=False)
        self.workers = sum(self._client.nthreads().values())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Have a worker of the cluster call the function."""
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Disconnect from the cluster, which keeps running."""
        self._executor.shutdown(wait)
        self._client.close()


def count_workers() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
