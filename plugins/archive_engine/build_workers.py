"""The worker processes of one build: a pool on this machine, or an executor from the settings."""

import multiprocessing
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, as_completed, wait
from typing import Any, TypeVar

from archive_engine.worker_site import Site, set_site
from newsrecord.worker_pool import WorkerPool

Task = TypeVar("Task")
Result = TypeVar("Result")
# A function of the site (None: the worker process' own) and of one task.
Work = Callable[[Site | None, Task], Result]


class BuildWorkers:
    """The worker processes of one build, if it has any. A few tasks are done in the main process, which is quicker."""

    def __init__(self, site: Site, processes: int, make_executor: Callable[[], Executor] | None) -> None:
        self.site = site
        self.processes = processes
        self.make_executor = make_executor
        self.executor: Executor | None = None
        # `Any`: each call of `map` has its own type of result
        self._under_way: Collection[Future[Any]] = frozenset()

    def start(self, niceness: int = 0, *, is_shared: bool = False) -> None:
        """Start the worker processes, if this build has any. A higher niceness gives other processes priority.

        No store may be open: a connection to SQLite may not be used across a fork. `is_shared` says that the main
        process will do tasks, too (`share`), in the place of one worker.
        """
        if self.executor is not None:
            return
        if self.make_executor is not None:
            self.executor = self.make_executor()
            return
        processes = self.processes - is_shared
        if processes <= 0:
            return
        self.site.clear_tools()
        pool = WorkerPool(processes, _start_method(), set_site, self.site, niceness)
        self.executor = pool
        pool.start()

    def kill(self) -> None:
        """Kill the worker processes. Nothing is lost: each written file is complete, and the next build continues."""
        if isinstance(self.executor, WorkerPool):
            self.executor.kill()

    def stop(self) -> None:
        """Stop the worker processes; tasks that have not begun are cancelled."""
        executor, self.executor = self.executor, None
        if executor is None:
            return
        if not isinstance(executor, WorkerPool):
            for future in self._under_way:
                future.cancel()
            executor.shutdown(wait=True)
            return
        # The pool has to cancel its futures itself. If a future is cancelled from outside while the pool's thread
        # deals with a dead worker, that thread ends, and `shutdown` waits for the other workers for ever.
        executor.shutdown(wait=True, cancel_futures=True)
        for worker in executor.processes():
            worker.kill()

    def pids(self) -> list[int]:
        """Return the worker processes of this machine."""
        workers = self.executor.processes() if isinstance(self.executor, WorkerPool) else []
        return [worker.pid for worker in workers if worker.pid is not None]

    def submit(self, work: Work[Task, Result], task: Task) -> Future[Result]:
        """Give a task to a worker. If there are no workers, do it at once in this process."""
        if self.executor is None:
            future: Future[Result] = Future()
            try:
                future.set_result(work(self.site, task))
            except Exception as error:  # noqa: BLE001 - as a worker does: the result raises it
                future.set_exception(error)
            return future
        return self.executor.submit(work, self.site if self.make_executor is not None else None, task)

    def map(self, work: Work[Task, Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the result of each task as soon as it is done, in any order; a few tasks run at a time."""
        under_way: set[Future[Result]] = set()
        for task in tasks:
            under_way.add(self.submit(work, task))
            self._under_way = under_way
            if len(under_way) > 2 * self.processes:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                self._under_way = under_way
                yield from (future.result() for future in done)
        yield from (future.result() for future in as_completed(under_way))

    def share(self, work: Work[Task, Result], tasks: Iterable[Task], *, is_here: bool = False) -> Iterator[Result]:
        """Yield the result of each task, as `map` does; this process does the tasks for which no worker is free, or all
        of them (`is_here`).

        Each worker copies what it reads of this process' memory, as Python writes the counts of references into it.
        With one worker less there is one copy less. The workers of another executor do all tasks.
        """
        if is_here:
            yield from (work(self.site, task) for task in tasks)
            return
        if self.make_executor is not None:
            yield from self.map(work, tasks)
            return
        under_way: set[Future[Result]] = set()
        for task in tasks:
            if len(under_way) >= 2 * (self.processes - 1):
                # each worker has a second task to begin with while this process is at work
                yield work(self.site, task)
            else:
                under_way.add(self.submit(work, task))
                self._under_way = under_way
            done = {future for future in under_way if future.done()}
            under_way -= done
            yield from (future.result() for future in done)
        yield from (future.result() for future in as_completed(under_way))


def _start_method() -> str:
    # A forked process has the settings and plugins already; where there is no fork, they are sent.
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
