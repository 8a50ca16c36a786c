"""The worker processes of one build: a pool of this machine's, or an executor that the settings give."""

import multiprocessing
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from typing import Any, TypeVar

from archive_engine.worker_site import Site, set_site
from newsrecord.worker_pool import WorkerPool

Task = TypeVar("Task")
Result = TypeVar("Result")
# What `work` has: a function of the site (None: the process' own) and of one task.
Work = Callable[[Site | None, Task], Result]


class BuildWorkers:
    """The processes of one build, or none. A few tasks are done in the main process, which is quicker."""

    def __init__(self, site: Site, processes: int, make_executor: Callable[[], Executor] | None) -> None:
        self.site = site
        self.processes = processes
        self.make_executor = make_executor
        self.executor: Executor | None = None
        # any task's: `map` says which type its own have
        self._under_way: Collection[Future[Any]] = frozenset()

    def start(self, niceness: int = 0) -> None:
        """Start the worker processes, if this build has any; with a higher niceness they let other processes go first.

        No connection to the store may be open: none crosses a fork.
        """
        if self.executor is not None or (not self.processes and self.make_executor is None):
            return
        if self.make_executor is not None:
            self.executor = self.make_executor()
            return
        self.site.clear_tools()
        pool = WorkerPool(self.processes, _start_method(), set_site, self.site, niceness)
        self.executor = pool
        pool.start()

    def kill(self) -> None:
        """End the worker processes at once. Nothing is lost: each file is whole, and the next build goes on."""
        if isinstance(self.executor, WorkerPool):
            self.executor.kill()

    def stop(self) -> None:
        """Let the worker processes go; those that wait for a task do not get it."""
        executor, self.executor = self.executor, None
        if executor is None:
            return
        if not isinstance(executor, WorkerPool):
            for future in self._under_way:
                future.cancel()
            executor.shutdown(wait=True)
            return
        # The pool itself cancels: a future that is cancelled under it ends its thread while it deals with a dead
        # worker, and the other workers would be waited for for ever.
        executor.shutdown(wait=True, cancel_futures=True)
        for worker in executor.processes():
            worker.kill()

    def pids(self) -> list[int]:
        """Return the worker processes of this machine."""
        workers = self.executor.processes() if isinstance(self.executor, WorkerPool) else []
        return [worker.pid for worker in workers if worker.pid is not None]

    def submit(self, work: Work[Task, Result], task: Task, *, is_here: bool = False) -> Future[Result]:
        """Have a task done, by a worker where there are any, else (or where it is to be done here) at once."""
        if self.executor is None or is_here:
            future: Future[Result] = Future()
            try:
                future.set_result(work(self.site, task))
            except BaseException as error:  # noqa: BLE001 - as a worker does: the result raises it
                future.set_exception(error)
            return future
        return self.executor.submit(work, self.site if self.make_executor is not None else None, task)

    def map(self, work: Work[Task, Result], tasks: Iterable[Task], *, is_here: bool = False) -> Iterator[Result]:
        """Yield each task's result as it is done, in no certain order, with a few tasks at a time under way."""
        under_way: set[Future[Result]] = set()
        for task in tasks:
            under_way.add(self.submit(work, task, is_here=is_here))
            self._under_way = under_way
            if len(under_way) > 2 * self.processes:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                self._under_way = under_way
                yield from (future.result() for future in done)
        yield from (future.result() for future in as_completed(under_way))


def _start_method() -> str:
    # A forked process has the settings and plugins already; where there is no fork, they are sent.
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
