"""What the set-up says that it brings is what it brings."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from tests.scripts.scripts import ROOT

_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[.*\])?==", re.MULTILINE)


def list_packages(requirements: str) -> set[str]:
    return set(_PIN.findall((ROOT / requirements).read_text(encoding="utf-8")))


def measure(packages: set[str]) -> float:
    """Return the megabytes of installed packages; one that is for other systems or Pythons is not installed."""
    size = 0
    for name in packages:
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:
            continue
        size += sum(path.stat().st_size for file in files if (path := Path(file.locate())).is_file())
    return size / 1e6


@pytest.mark.parametrize(
    ("requirements", "before"), [("requirements.txt", ""), ("requirements-test.txt", "requirements.txt")]
)
def test_the_size_on_the_disk_is_said_before(requirements, before):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    rule = re.search(rf"^\S+: {re.escape(requirements)} .*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    said = re.search(r"(\d+) MB to fetch, (\d+) MB on disk", rule[1])
    brought = list_packages(requirements) - (list_packages(before) if before else set())
    assert measure(brought) == pytest.approx(int(said[2]), rel=0.15)
    assert 0 < int(said[1]) < int(said[2])
