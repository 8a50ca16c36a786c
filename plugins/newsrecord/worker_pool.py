"""A pool of worker processes that breaks when any of them dies, at any moment: no caller waits for ever.

The workers of a `ProcessPoolExecutor` send their results through one pipe. If a worker is killed while it sends one,
the pool's thread waits for the rest for ever (seen in the code of Python 3.11 and 3.14). Here a second thread notices
that a worker has died, kills the others and closes the pipe; the pool then breaks as it does by a death at any other
moment.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any
from weakref import WeakSet

_PR_SET_PDEATHSIG = 1
_LOOK_AGAIN_S = 1.0  # for workers that are started later, and for deaths that no sentinel tells

_pools: "WeakSet[WorkerPool]" = WeakSet()


class WorkerPool(ProcessPoolExecutor):
    """Processes of this machine that end when this one ends, and ignore Ctrl-C themselves.

    `begin(*arguments)` is called in each worker before its first task. `method` is how workers start: `fork` or
    `spawn`.
    """

    def __init__(self, processes: int, method: str, begin: Callable[..., object], *arguments: Any) -> None:
        context = multiprocessing.get_context(method)
        first = (id(self), os.getpid(), begin, arguments)
        super().__init__(processes, mp_context=context, initializer=_begin, initargs=first)
        self._results: Any = self._result_queue  # kept, since shutdown() sets it to None
        self._known: list[BaseProcess] = []
        self._ending = threading.Lock()
        _pools.add(self)

    def start(self) -> None:
        """Start the workers. Raises BrokenProcessPool when one dies at once."""
        # a new process inherits the signal mask: no Ctrl-C reaches it before it ignores SIGINT
        with interrupts_blocked():
            begun = self.submit(_do_nothing)
            threading.Thread(target=self._watch, daemon=True).start()
            begun.result()

    def processes(self) -> list[BaseProcess]:
        """Return all processes that were started, including those that have ended."""
        self._known += [process for process in list((self._processes or {}).values()) if process not in self._known]
        return self._known

    def kill(self) -> None:
        """Kill the workers, whatever they are doing: unfinished tasks raise BrokenProcessPool."""
        with self._ending:  # the thread that watches may do the same at this moment: a pipe can be closed only once
            for process in self.processes():
                process.kill()
            self._results._writer.close()

    def _watch(self) -> None:
        while True:
            # asked of each: a sentinel stays silent while a process that was forked meanwhile has its pipe open, too
            codes = [(process.exitcode, process.sentinel) for process in self.processes()]
            if any(code for code, _ in codes):
                self.kill()
                return
            living = [sentinel for code, sentinel in codes if code is None]
            if not living:
                return
            connection.wait(living, _LOOK_AGAIN_S)


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Block SIGINT in this thread and in the processes that it starts, until the `with` block ends; deliver it then."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(own: int, parent: int, begin: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # else a worker would outlive a killed parent and wait for tasks for ever (prctl(2), PR_SET_PDEATHSIG)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # the parent was killed before prctl was called
    for pool in _pools:
        if id(pool) != own:
            # another pool's pipe, inherited by the fork: while it is open here, that pool can't notice its end
            pool._results._writer.close()
    begin(*arguments)


def _do_nothing() -> None:
    pass
