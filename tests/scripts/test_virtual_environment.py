"""`make` makes again what can't be used: a .venv that was moved or is half made, scripts minified from older text."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.scripts.scripts import ROOT

# Replaces Python: makes a virtual environment like `python -m venv`, and installs nothing.
PYTHON = """#!/bin/sh
echo "$*" >> calls
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
    shutil.copy(ROOT / "scripts/minify.py", folder / "scripts")
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


def test_the_searchs_scripts_are_minified_again_after_an_edit_and_after_npm_has_emptied_its_folder(project):
    script = project / "plugins/lunr_search/browser/page/start.js"
    script.parent.mkdir(parents=True)
    script.touch()
    calls = project / "calls"
    make(project, "setup")
    assert "scripts/minify.py" in calls.read_text().splitlines()
    for path in project.rglob("*"):
        os.utime(path, (1e9, 1e9))
    calls.write_text("")
    make(project, "setup")
    assert calls.read_text() == ""
    script.touch()
    make(project, "setup")
    assert calls.read_text() == "scripts/minify.py\n"
    calls.write_text("")
    make(project, "node_modules/.ready-test")
    assert calls.read_text().splitlines() == ["scripts/node.py --npm ci --ignore-scripts --silent", "scripts/minify.py"]
    calls.write_text("")
    make(project, "setup")
    assert calls.read_text() == ""


def test_help_and_clean_set_nothing_up(project):
    make(project, "html")
    moved = project.rename(project.with_name("moved"))
    assert "make html" in make(moved, "help")
    assert str(moved) not in (moved / ".venv/bin/activate").read_text()
