"""Processes of this machine that read captures. Imported only when they are needed: multiprocessing loads slowly."""

import sys

from capture_import.pipeline.reading_executor import ReadingExecutor
from capture_import.pipeline.time_limit import allow_ending_process
from newsrecord.worker_pool import WorkerPool


class ProcessExecutor(WorkerPool, ReadingExecutor):
    """An executor of so many worker processes."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, "fork" if sys.platform == "linux" else "spawn", allow_ending_process)
        self.workers = workers

    def abandon(self) -> None:
        """Kill the processes, whatever they are doing."""
        self.kill()
        super().abandon()
