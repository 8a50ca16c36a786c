"""All that is installed is pinned by version and hash, without a download URL."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted(ROOT.glob("requirements*.txt"))
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,-]+\])?==(\S+)", re.MULTILINE)


def read_project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_python_package_has_a_version_and_hashes_and_no_url(lock):
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries and all(PINNED.match(entry) and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in text


@pytest.mark.parametrize(
    "lock, extras",
    [
        ("requirements.txt", ["fundus", "words"]),
        ("requirements-test.txt", ["test"]),
        ("requirements-docs.txt", ["docs"]),
        ("requirements-documents.txt", ["documents"]),
        ("requirements-peers.txt", ["test", "peers"]),
    ],
)
def test_the_lock_has_every_dependency_of_the_project(lock, extras):
    project = read_project()
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    held = set(PINNED.findall((ROOT / lock).read_text(encoding="utf-8")))
    for requirement in asked:
        asked_for = Requirement(requirement)
        versions = [version for name, version in held if name == canonicalize_name(asked_for.name)]
        assert versions, f"{requirement}: run `make lock`"
        assert all(version in asked_for.specifier for version in versions), f"{requirement}: run `make lock`"


def test_every_browser_package_has_a_version_and_a_hash_and_no_url():
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") and "resolved" not in entry for entry in packages.values())
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version
