"""`make` rebuilds a .venv that can't be used: the project was moved, or its set-up was interrupted."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.scripts.scripts import ROOT

# Replaces Python: makes a virtual environment like `python -m venv`, and installs nothing.
PYTHON = """#!/bin/sh
case "$*" in
"-m venv "*)
  mkdir -p "$3/bin"
  echo "VIRTUAL_ENV=\\"$PWD/$3\\"" > "$3/bin/activate"
  cp "$0" "$3/bin/python" ;;
esac
"""


def make(project: Path, target: str) -> str:
    run = subprocess.run(
        ["make", "--no-print-directory", target, "PYTHON=./python"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout + run.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "an archive"
    folder.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    (folder / "scripts").mkdir()
    (folder / "python").write_text(PYTHON)
    (folder / "python").chmod(0o755)
    (folder / "node_modules").mkdir()
    make(folder, "node_modules/.ready")
    (folder / "node_modules/.ready").touch()
    return folder


def test_a_moved_folder_is_set_up_again_with_one_line(project):
    assert make(project, "html") == ""
    moved = project.rename(project.with_name("moved archive"))
    (moved / ".venv/bin/stale").touch()
    said = make(moved, "html")
    assert said.startswith("This folder was moved: ") and said.count("\n") == 1
    assert str(moved) in (moved / ".venv/bin/activate").read_text() and not (moved / ".venv/bin/stale").exists()
    assert make(moved, "html") == ""


def test_a_copied_folder_is_set_up_again_and_the_original_is_unchanged(project):
    make(project, "html")
    copy = project.with_name("copy")
    shutil.copytree(project, copy)
    assert "This folder was moved" in make(copy, "html")
    assert make(project, "html") == ""


def test_a_set_up_that_was_interrupted_begins_again(project):
    make(project, "html")
    for name in (".ready", "bin/activate"):
        (project / ".venv" / name).unlink()
    (project / ".venv/bin/stale").touch()
    assert make(project, "html").startswith("Making .venv ")
    assert (project / ".venv/bin/activate").exists() and not (project / ".venv/bin/stale").exists()


def test_help_and_clean_set_nothing_up(project):
    make(project, "html")
    moved = project.rename(project.with_name("moved"))
    assert "make html" in make(moved, "help")
    assert str(moved) not in (moved / ".venv/bin/activate").read_text()
