"""The scripts that the Makefile calls before anything is installed: they name what is missing and the remedy."""

import re
import sys

import pytest

from scripts.browser import find_browser
from scripts.node import find_node
from tests.scripts.scripts import ROOT, load_script


def test_a_python_that_is_too_old_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer.*is Python 3\.9.*make PYTHON="):
        load_script("check_python")


def test_the_python_that_is_asked_for_is_the_package_s_own():
    asked = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(map(int, asked.groups())) == load_script("check_python").OLDEST


def test_a_browser_that_the_environment_names_comes_first(monkeypatch, tmp_path):
    browser = tmp_path / "my-chromium"
    browser.touch()
    monkeypatch.setenv("NEWSARCHIVE_BROWSER", str(browser))
    assert find_browser() == str(browser)


def test_a_browser_that_is_named_but_not_there_is_skipped(monkeypatch, tmp_path):
    other = tmp_path / "chromium"
    other.touch(mode=0o755)
    monkeypatch.setenv("NEWSARCHIVE_BROWSER", str(tmp_path / "gone"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(other)


def test_node_of_the_machine_is_taken_where_there_is_one(monkeypatch, tmp_path):
    for tool in ("node", "npm"):
        (tmp_path / tool).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_node("npm") == [str(tmp_path / "npm")]


def test_every_command_that_the_readme_names_is_the_makefile_s():
    named = set(re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"html", "test", "serve", "publish"} <= named <= targets
