"""The console script: Ctrl-C at any moment, and standard streams that are closed, full or no longer read."""

import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.capture_import.cases import CASES, content_texts
from tests.storm.processes import find_session
from tests.waiting import PATIENCE_S, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal's Ctrl-C and its streams are others there")

LAMP = CASES / "full-shape" / "captures" / "harbour-lamp.txt"
COMMAND = [sys.executable, "-m", "newsarchive"]
BROKEN_OFF = ["newsarchive: interrupted; run the same command again to continue"]
# a shell starts background processes with SIGINT ignored
listen = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)


def test_the_script_enters_here() -> None:
    (script,) = entry_points(group="console_scripts", name="newsarchive")
    assert script.value == "newsarchive.__main__:main"


@pytest.mark.parametrize("module", ["argparse", "rich"])
def test_ctrl_c_while_modules_are_imported_ends_without_a_traceback(module: str, tmp_path: Path) -> None:
    code = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n"
    (tmp_path / f"{module}.py").write_text(code, encoding="utf-8")
    call = [*COMMAND, "import", str(LAMP), "--content", str(tmp_path / "content")]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(call, capture_output=True, text=True, check=False, env=environment, preexec_fn=listen)
    assert (done.stderr.splitlines(), done.returncode) == (BROKEN_OFF, 130)


# The command waits after it has written its first article, so that it can't end before it is interrupted.
WAITS = f"""
import sys, time
from newsarchive.__main__ import main
from capture_import.archive import content_store
write = content_store.ContentStore.write
def write_and_wait(*arguments):
    write(*arguments)
    print("HERE", flush=True)
    time.sleep({PATIENCE_S})
content_store.ContentStore.write = write_and_wait
sys.exit(main())
"""


@pytest.mark.parametrize(("times", "workers"), [(1, 2), (2, 1), (2, 2), (3, 2)])
def test_ctrl_c_ends_an_import_with_a_message(times: int, workers: int, tmp_path: Path) -> None:
    inbox, content = tmp_path / "inbox", tmp_path / "content"
    inbox.mkdir()
    for number in range(600):  # enough that workers read some of them
        (inbox / f"{number}.txt").write_text(LAMP.read_text().replace("1204", str(number)))
    call = [sys.executable, "-c", WAITS, "import", str(inbox), "--content", str(content), "--workers", str(workers)]
    process = subprocess.Popen(
        call,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=listen,  # noqa: PLW1509
    )
    assert process.stdout
    assert process.stdout.readline() == "HERE\n"
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=PATIENCE_S)
    assert told.splitlines() == BROKEN_OFF
    assert process.returncode == 130
    if sys.platform == "linux":
        wait_until(lambda: not find_session(process.pid), "a worker goes on")


def run_in_shell(redirections: str, tmp_path: Path, arguments: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Import a good and a bad capture in a shell with redirections; return the import's exit code and output."""
    inbox = tmp_path / "inbox"
    inbox.mkdir(exist_ok=True)
    shutil.copy(LAMP, inbox)
    (inbox / "empty.txt").touch()
    call = [*COMMAND, "import", str(inbox), "--content", str(tmp_path / "content"), *arguments]
    script = f'"$@" {redirections}'
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script, "-", *call], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "redirections",
    [
        "",
        ">&-",
        "2>&-",
        "<&- >&- 2>&-",
        "| head -c0",
        "2>&1 | head -n1",
        "2>&1 >/dev/null | head -c0",
        pytest.param(">/dev/full", marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")),
        pytest.param("2>/dev/full", marks=pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")),
    ],
)
def test_output_that_can_not_be_printed_stops_no_import(redirections: str, tmp_path: Path) -> None:
    done = run_in_shell(redirections, tmp_path)
    assert done.returncode == 1  # the empty capture was rejected
    lines = [line for line in done.stderr.splitlines() if not line.startswith(f"rejected {tmp_path}/inbox/empty.txt")]
    assert not lines
    assert len(content_texts(tmp_path / "content")) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_help_that_can_not_be_printed_ends_without_a_traceback() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        done = subprocess.run([*COMMAND, "--help"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("captures", [2, 600])
def test_a_report_that_can_not_be_written_is_an_error(captures: int, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(captures - 2):
        (inbox / f"{number}.txt").touch()
    done = run_in_shell("", tmp_path, ["--report", "/dev/full"])
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "newsarchive: /dev/full: No space left on device"
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
@pytest.mark.parametrize("command", [["list"], ["stats", "--json"], ["check"]])
def test_a_result_that_can_not_be_written_is_no_success(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("Title: A\nDate: 2024-05-02\n\nText.\n", encoding="utf-8")
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*COMMAND, *command], stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=tmp_path
        )
    assert (done.returncode, done.stderr.splitlines()) == (2, ["newsarchive: standard output: No space left on device"])


def test_a_character_that_the_output_lacks_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("Title: Маяк\nDate: 2024-05-02\n\nText.\n", encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [*COMMAND, "list"], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("a.md  \\u041c\\u0430\\u044f\\u043a\n")
