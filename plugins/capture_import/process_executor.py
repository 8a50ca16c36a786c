"""Processes of this machine that read captures. Loaded where there is work for more than one."""

import ctypes
import multiprocessing
import signal
import sys
from concurrent.futures import ProcessPoolExecutor

from capture_import.executors import ReadingExecutor
from capture_import.time_limit import allow_ending_process

_PR_SET_PDEATHSIG = 1


class ProcessExecutor(ProcessPoolExecutor, ReadingExecutor):
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        method = "fork" if sys.platform == "linux" else "spawn"
        super().__init__(workers, multiprocessing.get_context(method), initializer=_begin_worker)
        self.workers = workers

    def abandon(self) -> None:
        """End the processes, whatever they are at."""
        for process in list((self._processes or {}).values()):
            process.kill()
        # The pool's thread would wait for ever for the rest of a result that a process was sending: it must read an
        # end of file, which it does when this last writer is closed (read in Python 3.11's and 3.14's executor).
        self._result_queue._writer.close()  # type: ignore[attr-defined]
        super().abandon()


def _begin_worker() -> None:
    allow_ending_process()
    # Ctrl-C at the terminal is for the command, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # A worker would outlive an import that is killed, waiting for captures for ever (prctl(2), PR_SET_PDEATHSIG).
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
