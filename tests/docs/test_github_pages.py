"""docs/github-pages.md agrees with the program; tests/journeys/ runs its commands."""

import re
from pathlib import Path

import yaml

from newsarchive.host_limits import HOSTS
from scripts.write_reference import read_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/github-pages.md").read_text(encoding="utf-8")
# Messages of the program that the page quotes, by the files that contain their parts.
SAID = {
    "Do not publish this: a limit of the host is exceeded": ("plugins/newsarchive/publish.py",),
    "The build has stopped: it would remove": (
        "plugins/archive_engine/pelican_class.py",
        "plugins/archive_engine/manifest.py",
    ),
}


def test_the_limits_are_those_that_are_checked():
    limits = HOSTS["github-pages"]
    said = re.findall(r"^\| (?:a site of )?(\d+) (GB|MB|minutes) ?", PAGE, re.MULTILINE)
    units = {"GB": 2**30, "MB": 2**20, "minutes": 60}
    assert [int(number) * units[unit] for number, unit in said] == list(limits[1:])


def test_every_setting_that_is_named_exists():
    table = read_settings(ROOT)
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)\b", PAGE))
    known = {name for part in table.values() for name in part} | {"SITENAME"}
    assert {"ARCHIVE_PUBLISH_HOST", "ARCHIVE_PUBLISH_ON_REJECTED"} <= named <= known


def test_the_messages_that_are_quoted_are_those_of_the_program():
    for message, files in SAID.items():
        assert f"`{message}`" in PAGE
        source = "".join((ROOT / file).read_text(encoding="utf-8") for file in files)
        assert all(part in source for part in message.split(": "))


def test_the_names_of_the_caches_are_those_of_the_workflow():
    workflow = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8"))
    (cache,) = (step["with"] for step in workflow["jobs"]["build"]["steps"] if "/cache@" in step.get("uses", ""))
    keys = [cache["key"], *cache["restore-keys"].split("\n")]
    assert all(key.startswith("store-") for key in keys if key)
    assert "begin with `store-`" in PAGE
    assert all(f"`{path}/`" in PAGE for path in cache["path"].split())


def test_the_manual_start_that_the_page_asks_for_is_possible():
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "\n  workflow_dispatch:\n" in text and "press *Run workflow*" in PAGE
