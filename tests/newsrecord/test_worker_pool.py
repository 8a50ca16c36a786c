"""A pool of worker processes ends, whatever its workers were doing when they died."""

import os
import signal
import struct
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import psutil
import pytest

from newsrecord.worker_pool import WorkerPool
from tests.waiting import PATIENCE_S, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the workers find their pool through a fork")

pools: list[WorkerPool] = []


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pools.append(WorkerPool(2, "fork", int))
    pools[-1].start()
    yield pools[-1]
    pools.pop().kill()


def send_half(sent: Path) -> None:
    """Send the length of a result without the result, create the file `sent`, and wait."""
    os.write(pools[-1]._results._writer.fileno(), struct.pack("!i", 1000))
    sent.write_text(str(os.getpid()))
    time.sleep(2 * PATIENCE_S)


def has_text(path: Path) -> bool:
    return path.exists() and bool(path.read_text())


def test_tasks_are_done(pool: WorkerPool) -> None:
    assert list(pool.map(abs, [-1, -2, -3])) == [1, 2, 3]
    workers = pool.processes()
    pool.shutdown()
    # the thread that watches the pool may be the one that is told how a worker ended
    wait_until(lambda: all(worker.exitcode is not None for worker in workers), "the workers' exit codes are not known")
    assert [worker.exitcode for worker in workers] == [0, 0]


def test_a_worker_that_dies_while_it_sends_breaks_the_pool(pool: WorkerPool, tmp_path: Path) -> None:
    half = pool.submit(send_half, tmp_path / "sent")
    other = pool.submit(time.sleep, 2 * PATIENCE_S)
    later = WorkerPool(1, "fork", int)  # its worker inherits all open files of this process
    later.start()
    wait_until(has_text, "nothing was sent", tmp_path / "sent")
    workers = [psutil.Process(process.pid) for each in (pool, later) for process in each.processes()]
    os.kill(int((tmp_path / "sent").read_text()), signal.SIGKILL)
    for future in (half, other):
        with pytest.raises(BrokenProcessPool):
            future.result(PATIENCE_S)
    assert later.submit(abs, -1).result() == 1
    later.shutdown()
    pool.shutdown()
    assert not psutil.wait_procs(workers, timeout=PATIENCE_S)[1]


def test_a_worker_that_died_before_the_pool_is_watched_breaks_it(tmp_path: Path) -> None:
    pools.append(WorkerPool(2, "fork", int))
    pool = pools[-1]
    half = pool.submit(send_half, tmp_path / "sent")
    wait_until(has_text, "nothing was sent", tmp_path / "sent")
    sender = int((tmp_path / "sent").read_text())
    os.kill(sender, signal.SIGKILL)
    wait_until(
        lambda: any(process.exitcode for process in pool.processes() if process.pid == sender), "no worker has ended"
    )
    with ThreadPoolExecutor(1) as thread:
        start = thread.submit(pool.start)
        try:
            for future in (start, half):
                with pytest.raises(BrokenProcessPool):
                    future.result(PATIENCE_S)
        finally:
            pools.pop().kill()


def test_a_pool_that_is_killed_while_a_worker_sends_ends(pool: WorkerPool, tmp_path: Path) -> None:
    half = pool.submit(send_half, tmp_path / "sent")
    wait_until(has_text, "nothing was sent", tmp_path / "sent")
    pool.kill()
    with pytest.raises(BrokenProcessPool):
        half.result(PATIENCE_S)
    pool.shutdown()


def test_a_pool_that_two_threads_kill_closes_its_pipe_once_at_a_time(
    pool: WorkerPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = pool._results._writer.close
    under_way: list[int] = []
    most: list[int] = []

    def close_slowly() -> None:
        under_way.append(1)
        most.append(len(under_way))
        time.sleep(0.05)
        close()
        under_way.pop()

    monkeypatch.setattr(pool._results._writer, "close", close_slowly)
    with ThreadPoolExecutor(4) as threads:
        for killed in [threads.submit(pool.kill) for _ in range(4)]:
            killed.result(PATIENCE_S)
    assert max(most) == 1
