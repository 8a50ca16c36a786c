"""Workers: if one dies, only its capture is rejected; a slow one is stopped; a Dask cluster makes the same archive."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from capture_import.containers.capture import Capture
from capture_import.containers.limits import Limits
from capture_import.pipeline import process_executor, reader
from capture_import.pipeline.config import Options
from capture_import.pipeline.executors import make_executor
from capture_import.pipeline.reading_pool import ReadingPool
from capture_import.pipeline.time_limit import TimeLimitReached, time_limit
from newsarchive.main import main
from tests.capture_import.cases import CASES, content_texts
from tests.waiting import PATIENCE_S

LAMP = (CASES / "full-shape" / "captures" / "harbour-lamp.txt").read_bytes()


def captures(count: int) -> list[Capture]:
    return [Capture(f"{number}.txt", LAMP.replace(b"1204", str(number).encode())) for number in range(count)]


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_only_the_capture_of_a_worker_that_dies_is_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader._read

    def read_or_die(capture: Capture, options: Options) -> object:
        if capture.source == "3.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(capture, options)

    monkeypatch.setattr(reader, "_read", read_or_die)
    with ReadingPool(partial(make_executor, 2), Options()) as pool:
        tickets = [pool.submit(captures(6)), pool.submit(captures(2))]
        readings, others = map(pool.result, tickets)
    assert [reading.article is None for reading in readings] == [number == 3 for number in range(6)]
    assert "ended the process" in readings[3].reason
    assert all(reading.article for reading in others)


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
@pytest.mark.parametrize("killed", [2, 3])
def test_workers_that_are_killed_as_they_start_are_replaced(
    killed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process_executor, "allow_ending_process", partial(_die, tmp_path, killed))
    with ReadingPool(partial(make_executor, 2), Options()) as pool:
        assert all(reading.article for reading in pool.result(pool.submit(captures(3))))
    assert len(list(tmp_path.iterdir())) == killed


@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")
def test_an_import_whose_workers_are_always_killed_ends_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(process_executor, "allow_ending_process", partial(_die, tmp_path, 1000))
    call = ["import", str(CASES), "--content", str(tmp_path / "content"), "--workers", "2"]
    assert main(call) == 2
    assert capsys.readouterr().err.startswith("newsarchive: workers: they are killed as soon as they start")


def _die(folder: Path, times: int) -> None:
    """Kill the worker that calls this, `times` times in all; each one leaves a file."""
    for number in range(times):
        with suppress(FileExistsError):
            (folder / str(number)).touch(exist_ok=False)
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("workers", [0, 2])
def test_a_slow_capture_is_stopped(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader._read

    def read_slowly(capture: Capture, options: Options) -> object:
        while capture.source == "1.txt":
            pass
        return read(capture, options)

    monkeypatch.setattr(reader, "_read", read_slowly)
    reader.read_captures(captures(1), Options())  # so that loading does not count in the limit
    options = Options(limits=Limits(capture_seconds=1))
    with ReadingPool(partial(make_executor, workers), options) as pool:
        readings = pool.result(pool.submit(captures(3)))
    assert [reading.reason for reading in readings] == ["", "too slow: not read within 1 seconds", ""]


def test_a_limit_that_is_not_reached_leaves_nothing_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with time_limit(5):
        pass
    assert signal.getsignal(signal.SIGPROF) == before
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0


def test_time_in_which_others_work_does_not_count() -> None:
    with time_limit(0.2):
        time.sleep(0.5)


def test_the_limit_in_a_clusters_thread() -> None:
    def read_for_ever() -> None:
        with time_limit(0.2):
            while True:
                time.sleep(0.01)

    with ThreadPoolExecutor(1) as threads, pytest.raises(TimeLimitReached):
        threads.submit(read_for_ever).result(timeout=PATIENCE_S)


@pytest.mark.slow
def test_a_cluster_makes_the_same_archive(cluster: str, tmp_path: Path) -> None:
    assert main(["import", str(CASES), "--content", str(tmp_path / "cluster"), "--scheduler", cluster]) == 1
    main(["import", str(CASES), "--content", str(tmp_path / "here"), "--workers", "1"])
    assert content_texts(tmp_path / "cluster") == content_texts(tmp_path / "here")


def test_no_scheduler_at_the_address_is_a_wrong_call(tmp_path: Path) -> None:
    assert main(["import", str(CASES / "full-shape"), "--content", str(tmp_path), "--scheduler", "nowhere"]) == 2
