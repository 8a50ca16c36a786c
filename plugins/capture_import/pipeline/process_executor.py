"""Processes of this machine that read captures. Loaded where there is work for more than one."""

import sys

from capture_import.pipeline.reading_executor import ReadingExecutor
from capture_import.pipeline.time_limit import allow_ending_process
from newsrecord.worker_pool import WorkerPool


class ProcessExecutor(WorkerPool, ReadingExecutor):
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, "fork" if sys.platform == "linux" else "spawn", allow_ending_process)
        self.workers = workers

    def abandon(self) -> None:
        """End the processes, whatever they are at."""
        self.kill()
        super().abandon()
