"""The project's workflow has read access to the repository and no other right; each of its actions has a version."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def test_there_is_a_workflow():
    assert WORKFLOWS


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read(workflow):
    text = workflow.read_text(encoding="utf-8")
    assert re.findall(r"^permissions:\n((?: .*\n)+)", text, re.MULTILINE) == ["  contents: read\n"]
    assert "permissions" not in re.sub(r"^permissions:", "", text, flags=re.MULTILINE)
    assert "secrets." not in text and "pull_request_target" not in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_the_hosts_own_and_has_a_version(workflow):
    used = re.findall(r"uses:\s*(\S+)", workflow.read_text(encoding="utf-8"))
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
