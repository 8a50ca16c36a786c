"""The commands that docs/owners.md has for lists, checks and exports, run on the demo as they stand there."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from newsarchive.main import main
from tests.newsarchive.contents import call

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/owners.md").read_text(encoding="utf-8")
CALLS = re.findall(r"^\.venv/bin/newsarchive ((?:list|stats|check|export)\b.*?)(?: >> .*)?$", GUIDE, re.MULTILINE)
OPTIONS = re.findall(r"--(\w+)`", GUIDE.partition("## Hand it on")[2].partition("\n- ")[0])


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    for name in ("captures", "content"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(".newsarchive"))
    return folder


def test_the_guide_has_these_commands():
    assert {line.split()[0] for line in CALLS} == {"list", "stats", "check", "export"}
    assert set(OPTIONS) >= {"csv", "jsonl", "sqlite", "bibtex", "ris", "csl", "zip", "zim"}


@pytest.mark.parametrize("line", CALLS)
def test_a_command_of_the_guide_does_its_work(line, demo, monkeypatch, capsys):
    monkeypatch.chdir(demo)
    assert call(main, *shlex.split(line)) in ((0, 1) if line.startswith("check") else (0,))
    said = capsys.readouterr()
    assert said.out or said.err


@pytest.mark.parametrize("option", [option for option in dict.fromkeys(OPTIONS) if option != "zim"])
def test_every_format_of_the_guide_is_written(option, demo, tmp_path, monkeypatch):
    monkeypatch.chdir(demo)
    assert call(main, "export", f"--{option}", tmp_path / "file") == 0
    assert (tmp_path / "file").stat().st_size > 10_000
