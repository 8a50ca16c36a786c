"""What the reading asks of an executor."""

from concurrent.futures import Executor


class ReadingExecutor(Executor):
    """An executor that says how many tasks it does at once."""

    workers = 1

    def start(self) -> None:
        """Do a first task. Raises BrokenExecutor where there is nobody who could."""
        self.submit(int).result()

    def abandon(self) -> None:
        """Let go of all tasks: nobody waits for them any more."""
        self.shutdown(wait=False, cancel_futures=True)
