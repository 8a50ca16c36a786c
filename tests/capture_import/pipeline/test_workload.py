"""The number of processes: only as many as have something to read, and none for one small plain text."""

import os
from pathlib import Path

import pytest

from capture_import.pipeline.batches import BATCH_BYTES, BATCH_CAPTURES
from capture_import.pipeline.workload import count_workers_needed

TEXT = b"The lamp is lit\n\nThe harbour office lit the lamp on Friday.\n"
MOST = 4
PROCESSES = {
    "no file": ({}, 1),
    "one small text": ({"a.txt": TEXT}, 0),
    "one large text": ({"a.txt": TEXT * 2000}, 1),
    "a text of two batches": ({"a.txt": TEXT * (BATCH_BYTES // len(TEXT) + 1)}, 2),
    "one web page": ({"a.html": b"<!doctype html><p>The lamp is lit."}, 1),
    "some texts": ({f"{number}.txt": TEXT for number in range(BATCH_CAPTURES)}, 1),
    "more than a batch": ({f"{number}.txt": TEXT for number in range(BATCH_CAPTURES + 1)}, 2),
    "many batches": ({f"{number}.txt": TEXT for number in range(BATCH_CAPTURES * MOST)}, MOST),
    "a container": ({"a.zip": b"PK\x03\x04"}, MOST),
    "a container among texts": ({"a.txt": TEXT, "b.jsonl": b'{"a": 1}\n'}, MOST),
}


@pytest.mark.parametrize(("files", "processes"), PROCESSES.values(), ids=PROCESSES)
def test_no_process_is_started_that_has_nothing_to_read(
    files: dict[str, bytes], processes: int, tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    paths = [str(tmp_path / name) for name in files]
    assert count_workers_needed(paths, MOST) == processes
    assert count_workers_needed(paths, 1) == 0


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert count_workers_needed([str(tmp_path / "pipe"), str(tmp_path / "gone")], MOST) == 1
