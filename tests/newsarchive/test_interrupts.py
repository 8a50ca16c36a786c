"""Ctrl-C at `newsarchive build` and `publish`, once or twice, at the import or the build: exit code 130, no traceback,
no next step.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripts.scripts import ROOT

# Replaces a step: reports that it has begun, and ends at the second SIGINT like a program that cleans up.
STEP = """#!{python}
import os, signal, sys
left = [{needed}]
def end(number, frame):
    left[0] -= 1
    print("interrupted", flush=True)
    if not left[0]:
        os._exit({code})
signal.signal(signal.SIGINT, end)
print("begun {name}", flush=True)
while True:
    signal.pause()
"""
DONE = "#!{python}\nprint('done {name}', flush=True)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "captures").mkdir()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/python").symlink_to(sys.executable)
    return tmp_path


def put_step(project: Path, name: str, text: str, **words: object) -> None:
    path = project / "bin" / name
    path.write_text(text.format(python=project / "bin/python", name=name, **words))
    path.chmod(0o755)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("step", ["newsarchive", "pelican"])
@pytest.mark.parametrize("code", [130, 0])
@pytest.mark.parametrize("command", ["build", "publish"])
def test_ctrl_c_ends_the_command_without_a_traceback(command, code, step, count, project):
    put_step(project, "newsarchive", DONE)
    put_step(project, "pelican", DONE)
    put_step(project, step, STEP, needed=count, code=code)
    process = subprocess.Popen(
        [project / "bin/python", "-m", "newsarchive", command],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a group of its own, which gets the signal as from a terminal
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path != str(ROOT))},
    )
    lines = []
    for _ in range(count):
        while not (lines and lines[-1].startswith(("begun", "interrupted"))):
            lines.append(process.stdout.readline())
            assert lines[-1], lines
        os.killpg(process.pid, signal.SIGINT)
        lines.append(process.stdout.readline())
    rest = process.communicate(timeout=60)[0]
    assert process.returncode == 130, lines
    assert "Traceback" not in rest and ("done pelican" in rest) is False, rest
