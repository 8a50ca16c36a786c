"""Worker processes any of which may be lost at any moment: the pool breaks then, and nobody waits for ever.

The workers of a `ProcessPoolExecutor` send their results through one pipe. Its thread waits for ever for the rest of a
result whose worker was killed while it sent it (read in Python 3.11 and 3.14). Here a second thread sees that a worker
was lost, ends the others and closes the pipe, so that the pool is broken as it is by a loss at any other moment.
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
_LOOK_AGAIN_S = 1.0  # some systems start workers one by one, as they are needed

_pools: "WeakSet[WorkerPool]" = WeakSet()


class WorkerPool(ProcessPoolExecutor):
    """Processes of this machine that end with this one, and by no Ctrl-C of their own.

    `begin` is called in each worker before its first task. `method` is how they start: `fork`, `spawn`.
    """

    def __init__(self, processes: int, method: str, begin: Callable[..., object], *arguments: Any) -> None:
        context = multiprocessing.get_context(method)
        first = (id(self), os.getpid(), begin, arguments)
        super().__init__(processes, mp_context=context, initializer=_begin, initargs=first)
        self._results: Any = self._result_queue  # shutdown() forgets it
        self._known: list[BaseProcess] = []
        _pools.add(self)

    def start(self) -> None:
        """Start the workers. Raises BrokenProcessPool when one is lost at once."""
        # a new process has this one's mask: Ctrl-C reaches none before it ignores it
        with interrupts_blocked():
            self.submit(_do_nothing).result()
        self.processes()
        threading.Thread(target=self._watch, daemon=True).start()

    def processes(self) -> list[BaseProcess]:
        """Return the processes that were started, those that have ended too."""
        self._known += [process for process in list((self._processes or {}).values()) if process not in self._known]
        return self._known

    def kill(self) -> None:
        """End the workers at once, whatever they are at: tasks that are not done raise BrokenProcessPool."""
        for process in self.processes():
            process.kill()
        self._results._writer.close()

    def _watch(self) -> None:
        while living := {process.sentinel: process for process in self.processes() if process.exitcode is None}:
            for sentinel in connection.wait(list(living), _LOOK_AGAIN_S):
                living[sentinel].join()  # type: ignore[index]
                if living[sentinel].exitcode:  # type: ignore[index]
                    self.kill()
                    return


@contextmanager
def interrupts_blocked() -> Iterator[None]:
    """Keep SIGINT from this thread, and from processes that it starts, until the body is left; then deliver it."""
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
        # a worker would outlive a parent that is killed, waiting for tasks for ever (prctl(2), PR_SET_PDEATHSIG)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # it was killed before this process could ask
    for pool in _pools:
        if id(pool) != own:
            # inherited by a fork: the pool could not be closed as long as this process is there
            pool._results._writer.close()
    begin(*arguments)


def _do_nothing() -> None:
    pass
