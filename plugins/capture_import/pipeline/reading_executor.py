"""The interface of executors that read captures."""

from concurrent.futures import Executor


class ReadingExecutor(Executor):
    """An executor; `workers` is how many tasks it runs at once."""

    workers = 1

    def start(self) -> None:
        """Run a first task. Raises BrokenExecutor where no worker can."""
        self.submit(int).result()

    def abandon(self) -> None:
        """Cancel all tasks, without waiting for those that run."""
        self.shutdown(wait=False, cancel_futures=True)
