"""The tasks that the main process shares with its workers are all done, wherever that is."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

from archive_engine.build_workers import BuildWorkers
from archive_engine.worker_site import Site
from tests.waiting import wait_until

NOTHING = Site({}, None, [])


def _number_and_process(site: Site | None, number: int) -> tuple[int, int]:
    return number, os.getpid()


def _meet(site: Site | None, task: tuple[int, Path]) -> str:
    """In a worker, wait until the main process has done a task."""
    main, met = task
    if os.getpid() == main:
        met.touch()
        return "main"
    wait_until(met.exists, "the main process has done no task")
    return "worker"


def _fail_at_seven(site: Site | None, number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_main_process_stands_for_one_of_the_workers(processes: int) -> None:
    workers = BuildWorkers(NOTHING, processes, None)
    workers.start(is_shared=True)
    try:
        done = list(workers.share(_number_and_process, range(60)))
        pids = workers.pids()
    finally:
        workers.stop()
    assert sorted(number for number, _ in done) == list(range(60))
    assert len(pids) == processes - 1 and os.getpid() not in pids
    assert {process for _, process in done} <= {os.getpid(), *pids}


def test_the_main_process_works_while_its_workers_do(tmp_path: Path) -> None:
    met = tmp_path / "met"
    workers = BuildWorkers(NOTHING, 2, None)
    workers.start(is_shared=True)
    try:
        done = list(workers.share(_meet, [(os.getpid(), met)] * 4))
    finally:
        workers.stop()
    assert set(done) == {"main", "worker"}


def test_without_workers_all_tasks_are_shared_with_none() -> None:
    workers = BuildWorkers(NOTHING, 0, None)
    workers.start(is_shared=True)
    assert list(workers.share(_number_and_process, range(3))) == [(number, os.getpid()) for number in range(3)]


def test_the_workers_of_another_executor_do_all_tasks() -> None:
    workers = BuildWorkers(NOTHING, 2, lambda: ProcessPoolExecutor(1))
    workers.start(is_shared=True)
    try:
        processes = {process for _, process in workers.share(_number_and_process, range(20))}
    finally:
        workers.stop()
    assert len(processes) == 1 and os.getpid() not in processes


@pytest.mark.parametrize("executor", [None, lambda: ThreadPoolExecutor(1)])
def test_a_task_that_fails_is_told_wherever_it_was_done(executor: object) -> None:
    workers = BuildWorkers(NOTHING, 2, executor)
    workers.start(is_shared=True)
    try:
        with pytest.raises(ValueError, match="seven"):
            list(workers.share(_fail_at_seven, range(20)))
    finally:
        workers.stop()
