"""Runs the project's commands as processes: from their real command lines or, faster, forked from this process.

A forked command has imported its libraries already. Otherwise it is like a new one: a process group of its own, its own
arguments, folder and output.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.commands.client import run_command
from tests.commands.forked import BIN, become_command, warm_up


@dataclass(frozen=True)
class Ended:
    """The end of a command: its exit code (negative: the signal that ended it), its output, the seconds it took."""

    code: int
    text: str
    seconds: float


class Command:
    """A running command: the leader of a process group and of a session, to which all its child processes belong."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log
        self.began = time.monotonic()
        self._ended: Ended | None = None

    def is_running(self) -> bool:
        """Whether the command's main process is running."""
        if self._ended is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._end(status)
        return self._ended is None

    def wait(self, seconds: float = 300) -> Ended:
        """Return how the command ended. If it runs longer than `seconds`, kill it and raise TimeoutError.

        The error has the command's output and, if it was forked, the stack of each of its threads.
        """
        limit = time.monotonic() + seconds
        pause = 0.001
        while self.is_running():
            if time.monotonic() > limit:
                self.kill_group(signal.SIGUSR1)  # the signal ends a process that does not handle it
                time.sleep(1)
                self.kill_group(signal.SIGKILL)
                text = self.log.read_text(errors="replace") if self.log.exists() else ""
                raise TimeoutError(f"ran for more than {seconds} s: {text[-6000:]}")
            time.sleep(pause)
            pause = min(0.01, pause * 1.5)
        assert self._ended is not None
        return self._ended

    def kill_group(self, number: int) -> None:
        """Send a signal to the command and all its processes."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill_main(self, number: int) -> None:
        """Send a signal only to the command's main process."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def find_processes(self) -> list[int]:
        """Return the ids of all running processes of this command, the main process first."""
        found = [pid for pid in find_session(self.pid) if pid != self.pid]
        return [self.pid, *found] if self.is_running() else found

    def _end(self, status: int) -> None:
        # a command that was killed at once has not made the log
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        self._ended = Ended(os.waitstatus_to_exitcode(status), text, time.monotonic() - self.began)


def start(
    program: str,
    arguments: Sequence[str],
    folder: Path,
    log: Path,
    *,
    is_forked: bool,
    prepare: Callable[[], object] | None = None,
) -> Command:
    """Start `pelican` or `newsarchive` in a folder. In a forked command `prepare` is called before it begins."""
    environment = os.environ | {"COLUMNS": "200"}
    if not is_forked:
        assert prepare is None
        with log.open("wb") as file:
            process = subprocess.Popen(
                [BIN / program, *arguments],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True,
            )  # fmt: skip
        process.returncode = 0  # this module waits for the process: Popen must neither wait nor warn
        return Command(process.pid, log)
    warm_up()
    log.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        become_command(program, arguments, folder, stdout=log, stderr=log, environment=environment, prepare=prepare)
    return Command(pid, log)


def run(program: str, arguments: Sequence[str], folder: Path, log: Path, *, is_forked: bool = True) -> Ended:
    """Run a command to its end."""
    if not is_forked:
        return start(program, arguments, folder, log, is_forked=False).wait()
    began = time.monotonic()
    done = run_command(program, arguments, folder, is_merged=True)
    return Ended(done.returncode, done.stdout, time.monotonic() - began)


def say_at_once(line: str) -> None:
    """Print a line without buffering, so that a reader of a pipe gets it at once."""
    print(line, flush=True)


def find_session(leader: int) -> list[int]:
    """Return the ids of the running processes of a session, without zombies. It works on Linux only."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_bytes().rpartition(b")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state not in (b"Z", b"X"):
            found.append(int(path.parent.name))
    return sorted(found)
