"""A GitHub runner for one job: it does what the actions do, and runs the steps' own commands from the workflow."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.journeys.checkouts import run_shell, run_well


@dataclass
class Ran:
    """One run of a job: its exit code, what its commands printed, its summary, the uploaded site."""

    code: int = 0
    text: str = ""
    summary: str = ""
    site: Path | None = None


@dataclass
class Runner:
    """A runner that works in `workspace`, which every run empties, and keeps caches in `caches` between runs.

    `has_pages`: whether the repository has Pages; `base_url`: the site's URL, as configure-pages says it.
    """

    repository: Path
    workflow: Path
    folder: Path
    base_url: str
    has_pages: bool = True
    kept: tuple[str, ...] = ()  # folders of the workspace that a run finds as the last one left them, to save time
    _runs: int = 0
    caches: dict[str, Path] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.workspace = self.folder / "work/archive/archive"

    def run(self, name: str = "build") -> Ran | None:
        """Run a job; None if its condition is false."""
        job = yaml.safe_load(self.workflow.read_text(encoding="utf-8"))["jobs"][name]
        self._runs += 1
        if not self.evaluate(job["if"]):
            return None
        ran, new_cache = Ran(), None
        for step in job["steps"]:
            given = step.get("with", {})
            match step.get("uses", "").partition("@")[0]:
                case "":
                    self._run_commands(step, ran)
                case "actions/checkout":
                    self._check_out()
                case "actions/cache":
                    new_cache = self._restore(given)
                case "actions/upload-pages-artifact":
                    ran.site = self._upload(given["path"])
                case "actions/setup-python" | "actions/configure-pages":
                    pass
                case other:
                    raise AssertionError(f"The runner does not know the action {other}.")
            if ran.code:
                return ran
        if new_cache:  # as the action does: saved at the end of a job that has succeeded
            self._save(*new_cache)
        return ran

    def evaluate(self, expression: str) -> Any:
        """Return the value of an expression of the workflow; one that the runner does not know is an error."""
        values = {
            "github.event.repository.has_pages": self.has_pages,
            "github.run_id": str(1000 + self._runs),
            "github.run_attempt": "1",
            "steps.python.outputs.python-version": "3.11",
            "steps.pages.outputs.base_url": self.base_url,
        }
        if expression.startswith("hashFiles("):
            return "0" * 64
        return values[expression]

    def fill(self, text: str) -> str:
        """Return a text of the workflow with the values of its expressions."""
        return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda found: str(self.evaluate(found[1])), text)

    def _run_commands(self, step: dict[str, Any], ran: Ran) -> None:
        summary = self.folder / f"summary-{self._runs}.md"
        environment = {name: self.fill(value) for name, value in step.get("env", {}).items()}
        environment |= {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        ended = run_shell(step["run"], self.workspace, environment)
        ran.code = ended.returncode
        ran.text += ended.stdout
        ran.summary += summary.read_text(encoding="utf-8") if summary.exists() else ""

    def _check_out(self) -> None:
        put_aside = self.folder / "kept"
        put_aside.mkdir(parents=True, exist_ok=True)
        for name in self.kept:
            if (self.workspace / name).exists():
                (self.workspace / name).rename(put_aside / name)
        shutil.rmtree(self.workspace, ignore_errors=True)
        self.workspace.parent.mkdir(parents=True, exist_ok=True)
        run_well(
            f"git clone --quiet --depth 1 --branch main 'file://{self.repository}' '{self.workspace}'", self.folder
        )
        for name in self.kept:
            if (put_aside / name).exists():
                (put_aside / name).rename(self.workspace / name)

    def _restore(self, given: dict[str, str]) -> tuple[str, list[str]]:
        """Restore the newest cache under the key or one that begins as a restore key says; return key and paths."""
        for beginning in (self.fill(given["key"]), *self.fill(given["restore-keys"]).split()):
            found = [key for key in self.caches if key.startswith(beginning)]
            if found:
                subprocess.run(["tar", "-xPf", self.caches[found[-1]], "-C", self.workspace], check=True)
                break
        return self.fill(given["key"]), given["path"].split()

    def _save(self, key: str, paths: list[str]) -> None:
        if key not in self.caches:  # a cache is never changed
            self.caches[key] = self.folder / f"cache-{len(self.caches)}.tar"
            there = [path for path in paths if os.path.exists(self.workspace / path)]
            subprocess.run(["tar", "-cPf", self.caches[key], "-C", self.workspace, *there], check=True)

    def _upload(self, path: str) -> Path:
        """Return the site as the action packs it: links as files, and nothing hidden."""
        site = self.folder / f"site-{self._runs}"
        shutil.copytree(self.workspace / path, site, ignore=shutil.ignore_patterns(".*"))
        return site
