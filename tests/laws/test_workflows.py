"""Workflows have no more rights than each job needs, and run only GitHub's own actions, each at one version."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = {
    path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
READS = {"contents": "read"}
# The rights of a job that needs others than to read the repository: configure-pages asks for the site's URL, and
# deploy-pages deploys the uploaded artifact, with a token that says which workflow it is.
RIGHTS = {
    ("pages.yml", "build"): {**READS, "pages": "read"},
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
}


def list_actions() -> list[str]:
    jobs = (job for workflow in WORKFLOWS.values() for job in workflow["jobs"].values())
    return [step["uses"] for job in jobs for step in job["steps"] if "uses" in step]


def test_there_are_workflows():
    assert set(WORKFLOWS) == {"ci.yml", "pages.yml"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_job_has_the_rights_that_it_needs_and_no_others(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == READS
    rights = {job: settings.get("permissions", READS) for job, settings in workflow["jobs"].items()}
    assert rights == {job: RIGHTS.get((name, job), READS) for job in workflow["jobs"]}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_uses_no_secret_and_no_text_of_a_pull_request_in_a_shell(name):
    text = (ROOT / ".github/workflows" / name).read_text(encoding="utf-8")
    assert "secrets." not in text and "pull_request_target" not in text
    steps = [step for job in WORKFLOWS[name]["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []
    assert all(step["with"]["persist-credentials"] is False for step in steps if "/checkout@" in step.get("uses", ""))


def test_an_action_is_the_hosts_own_and_has_one_version():
    versions = defaultdict(set)
    for action in list_actions():
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", action)
        name, version = action.split("@")
        versions[name].add(version)
    assert {name for name, used in versions.items() if len(used) > 1} == set()


def test_the_site_is_published_with_a_python_of_the_test_matrix():
    steps = WORKFLOWS["pages.yml"]["jobs"]["build"]["steps"]
    (python,) = (step["with"]["python-version"] for step in steps if "/setup-python@" in step.get("uses", ""))
    assert python in WORKFLOWS["ci.yml"]["jobs"]["test"]["strategy"]["matrix"]["python"]


def test_a_repository_without_pages_is_skipped_and_none_is_named():
    jobs = WORKFLOWS["pages.yml"]["jobs"]
    assert jobs["build"]["if"] == "github.event.repository.has_pages"
    assert jobs["deploy"]["needs"] == "build"
    text = (ROOT / ".github/workflows/pages.yml").read_text(encoding="utf-8")
    assert "github.io" not in text and "github.com" not in text and "repository ==" not in text


def test_the_workflow_of_a_new_archive_has_the_same_rights_and_actions():
    path = ROOT / "plugins/newsarchive/archive/pages.yml"
    template, own = yaml.safe_load(path.read_text(encoding="utf-8")), WORKFLOWS["pages.yml"]
    assert template["permissions"] == own["permissions"]
    assert template["jobs"].keys() == own["jobs"].keys()
    for name, job in own["jobs"].items():
        made = template["jobs"][name]
        assert made["permissions"] == job["permissions"]
        assert [step.get("uses") for step in made["steps"] if "uses" in step] == [
            step["uses"] for step in job["steps"] if "uses" in step
        ]
