"""What a journey sets up: the project as a repository, and shells as a user or a runner has them."""

import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


_BASH = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")


def _list_variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}


def run_shell(commands: str, folder: Path, more: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run commands as a GitHub runner does: by bash, which ends at the first that fails."""
    return subprocess.run(
        [*_BASH, commands],
        cwd=folder,
        env=_list_variables() | GIT | (more or {}),
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


@contextmanager
def running_shell(commands: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run commands that do not end by themselves; end them, and all that they have started, after the body."""
    shell = subprocess.Popen([*_BASH, commands], cwd=folder, env=_list_variables(), start_new_session=True)
    try:
        yield shell
    finally:
        os.killpg(shell.pid, signal.SIGTERM)
        shell.wait()


def find_free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def make_repository(folder: Path) -> Path:
    """Return a repository whose only commit has the files of the working tree, also those not yet committed."""
    listed = run_well("git ls-files -z --cached --others --exclude-standard", ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    run_well("git init --quiet --initial-branch main && git add --all && git commit --quiet -m Project", folder)
    return folder
