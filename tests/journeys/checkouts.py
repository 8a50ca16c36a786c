"""What a journey sets up: the project as a repository, and shells as a user or a runner has them."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A commit needs an author; nothing of the machine's own configuration may change what git does.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Owner",
    "GIT_AUTHOR_EMAIL": "owner@halverin.example",
    "GIT_COMMITTER_NAME": "Owner",
    "GIT_COMMITTER_EMAIL": "owner@halverin.example",
}
# What a user's shell has not, while a test has it.
_NOT_THEIRS = ("PYTHONPATH", "VIRTUAL_ENV", "MAKEFLAGS", "MAKELEVEL", "PYTHONDONTWRITEBYTECODE", "CACHE_PATH")


def run_shell(commands: str, folder: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run commands as a GitHub runner does: by bash, which ends at the first that fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands],
        cwd=folder,
        env=environment | GIT | (more or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def run_well(commands: str, folder: Path, more: Mapping[str, str] | None = None) -> str:
    """Run commands that must not fail; return what they print."""
    ended = run_shell(commands, folder, more)
    assert ended.returncode == 0, f"{commands}\n{ended.stdout}"
    return ended.stdout


def make_repository(folder: Path) -> Path:
    """Return a repository whose only commit has the files of the working tree, also those not yet committed."""
    listed = run_well("git ls-files -z --cached --others --exclude-standard", ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    run_well("git init --quiet --initial-branch main && git add --all && git commit --quiet -m Project", folder)
    return folder
