"""An import that is killed at any file and run again makes the same archive and report as an unbroken one."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsarchive.main import main
from tests.capture_import.cases import CASES, content_texts
from tests.waiting import wait_until

KILLED = Path(__file__).parent / "killed_import.py"
NAMES = ("revision", "versions-of-one-story", "one-headline-twice-a-day", "no-date", "full-shape")


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed") / "inbox"
    for name in NAMES:
        shutil.copytree(CASES / name / "captures", folder / name)
    return folder


@pytest.fixture(scope="module")
def unbroken(inbox: Path) -> dict[str, str]:
    content = inbox.parent / "unbroken"
    main(["import", str(inbox), "--content", str(content), "--workers", "1"])
    return content_texts(content)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("when", "files"), [*(("before", files) for files in range(10)), ("after", 2), ("after", 5), ("after", 8)]
)
def test_a_killed_import_is_finished_by_the_next(
    inbox: Path, unbroken: dict[str, str], tmp_path: Path, when: str, files: int
) -> None:
    content = tmp_path / "content"
    call = [sys.executable, str(KILLED), str(files), when, str(inbox), "--content", str(content), "--workers", "1"]
    killed = subprocess.run(call, capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    main(["import", str(inbox), "--content", str(content), "--workers", "1"])
    assert content_texts(content) == unbroken
    before = content_texts(content)
    main(["import", str(inbox), "--content", str(content), "--workers", "1"])
    assert content_texts(content) == before


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_worker_outlives_a_killed_import(inbox: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    call = [sys.executable, str(KILLED), "3", "before", str(inbox), "--content", str(content), "--workers", "2"]
    killed = subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    assert killed.returncode == -signal.SIGKILL
    mark = str(tmp_path).encode()
    wait_until(
        lambda: not any(mark in _read(path) for path in Path("/proc").glob("[0-9]*/cmdline")),
        "a worker of the killed import goes on",
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
