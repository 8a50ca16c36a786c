"""A short storm: a few kills of builds and imports. `make storm` has the long one."""

import sys

import pytest

from tests.storm.builds import run_builds
from tests.storm.imports import run_imports

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc for processes that are left")


def test_killed_builds_end_as_unbroken_ones() -> None:
    assert run_builds(3, 3)["faults"] == []


def test_killed_imports_end_as_unbroken_ones() -> None:
    assert run_imports(3, 3)["faults"] == []
