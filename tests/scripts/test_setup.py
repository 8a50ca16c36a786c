"""The scripts that the Makefile calls before anything is installed name what is missing and the remedy."""

import re
import sys

import pytest

from scripts import browser
from scripts.browser import find_browser
from scripts.node import find_node
from tests.scripts.scripts import ROOT, load_script


def test_a_python_that_is_too_old_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer.*is Python 3\.9.*make PYTHON="):
        load_script("check_python")


def test_the_required_python_is_that_of_the_package():
    asked = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(map(int, asked.groups())) == load_script("check_python").OLDEST


def test_a_browser_named_by_the_environment_has_priority(monkeypatch, tmp_path):
    browser = tmp_path / "my-chromium"
    browser.touch()
    monkeypatch.setenv("NEWSARCHIVE_BROWSER", str(browser))
    assert find_browser() == str(browser)


def test_a_named_browser_that_does_not_exist_is_skipped(monkeypatch, tmp_path):
    other = tmp_path / "chromium"
    other.touch(mode=0o755)
    monkeypatch.setenv("NEWSARCHIVE_BROWSER", str(tmp_path / "gone"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(other)


APT = """#!/bin/sh
for package in {packages}; do
  [ "$2" = install ] && [ "$5" = $package ] && touch {folder}/$5 && chmod +x {folder}/$5
done
exit 0
"""


@pytest.mark.parametrize(
    ("packages", "has_browser", "found"),
    [
        ("chromium-headless-shell chromium", True, "chromium-headless-shell"),
        ("chromium-headless-shell chromium", False, "chromium-headless-shell"),
        ("", True, "chromium"),
        ("chromium", False, "chromium"),
    ],
)
def test_a_headless_shell_is_installed_where_there_is_a_package(packages, has_browser, found, monkeypatch, tmp_path):
    if has_browser:
        (tmp_path / "chromium").touch(mode=0o755)
    apt = tmp_path / "apt-get"
    apt.write_text(APT.format(packages=packages, folder=tmp_path), encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.delenv("NEWSARCHIVE_BROWSER", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("shutil.which", lambda name: str(path) if (path := tmp_path / name).exists() else None)
    monkeypatch.setattr(browser, "_may_install_packages", lambda: True)
    monkeypatch.setattr(browser, "_playwright_browser", lambda: None)
    monkeypatch.setattr(browser, "MAC_APPS", ())
    browser.install_browser()
    assert find_browser() == str(tmp_path / found)


def test_the_machines_node_is_used_if_there_is_one(monkeypatch, tmp_path):
    for tool in ("node", "npm"):
        (tmp_path / tool).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_node("npm") == [str(tmp_path / "npm")]


def test_every_command_in_the_readme_is_a_target_of_the_makefile():
    named = set(re.findall(r"`?make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"html", "test", "serve", "publish"} <= named <= targets
