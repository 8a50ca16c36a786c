"""The project's commands as processes of their own: by their real command lines, or, quicker, forked from this process.

A forked command has imported its libraries already. Else it is as a started one: a process group of its own, its own
arguments, folder and output.
"""

import atexit
import faulthandler
import logging
import multiprocessing.util
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (below 0: the signal that ended it), what it printed, the seconds it took."""

    code: int
    text: str
    seconds: float


class Command:
    """A command that runs: the leader of a process group and of a session, in which all that it starts stays."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log
        self.began = time.monotonic()
        self._ended: Ended | None = None

    def is_running(self) -> bool:
        """Whether the command's own process has not ended."""
        if self._ended is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._end(status)
        return self._ended is None

    def wait(self, seconds: float = 300) -> Ended:
        """Return how the command ended. Raises TimeoutError when it runs for longer than `seconds`, and kills it.

        The error holds what it printed and, where it was forked, where each of its threads was.
        """
        limit = time.monotonic() + seconds
        pause = 0.001
        while self.is_running():
            if time.monotonic() > limit:
                self.kill_group(signal.SIGUSR1)  # ends what does not know it
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
        """Send a signal to the command's own process alone."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def find_processes(self) -> list[int]:
        """Return the ids of all living processes of this command, its own first, wherever they have gone."""
        found = [pid for pid in find_session(self.pid) if pid != self.pid]
        return [self.pid, *found] if self.is_running() else found

    def _end(self, status: int) -> None:
        # one that was killed at once has not made it
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
    """Start `pelican` or `newsarchive` in a folder. `prepare`, for forked ones alone, is called before it begins."""
    environment = os.environ | {"COLUMNS": "200"}
    if not is_forked:
        assert prepare is None
        with log.open("wb") as file:
            process = subprocess.Popen(
                [BIN / program, *arguments],
                cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file, start_new_session=True,
            )  # fmt: skip
        process.returncode = 0  # it is waited for here: Popen must neither wait nor warn
        return Command(process.pid, log)
    warm_up()
    log.unlink(missing_ok=True)
    pid = os.fork()
    if not pid:
        _run_forked(program, arguments, folder, log, environment, prepare)
    return Command(pid, log)


def run(program: str, arguments: Sequence[str], folder: Path, log: Path, *, is_forked: bool = True) -> Ended:
    """Run a command to its end."""
    return start(program, arguments, folder, log, is_forked=is_forked).wait()


def say_at_once(line: str) -> None:
    """Print a line, also where a pipe waits for it."""
    print(line, flush=True)


def warm_up() -> None:
    """Import what every command imports, once."""
    import pelican.plugins.neighbors
    import pelican.plugins.related_posts
    import pelican.plugins.sitemap  # noqa: F401
    import watchfiles  # noqa: F401

    import archive_engine  # noqa: F401
    import archive_pages  # noqa: F401
    import capture_import.cli  # noqa: F401
    import lunr_search  # noqa: F401


def find_session(leader: int) -> list[int]:
    """Return the ids of the living processes (no zombies) of a session. Linux alone says it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = path.read_bytes().rpartition(b")")[2].split()[:4]
        except OSError:
            continue
        if int(session) == leader and state not in (b"Z", b"X"):
            found.append(int(path.parent.name))
    return sorted(found)


def _run_forked(
    program: str,
    arguments: Sequence[str],
    folder: Path,
    log: Path,
    environment: Mapping[str, str],
    prepare: Callable[[], object] | None,
) -> None:
    code = 70
    try:
        atexit._clear()  # what this process does at its end is not the command's to do
        atexit.register(multiprocessing.util._exit_function)  # type: ignore[attr-defined]
        logging.getLogger().handlers.clear()  # pytest's
        os.setsid()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        faulthandler.register(signal.SIGUSR1, file=2, all_threads=True)
        # open as long as the process is
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False)  # noqa: SIM115
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = [str(BIN / program), *arguments]
        sys.path[:] = [path for path in sys.path if path not in ("", str(ROOT))]
        if prepare:
            prepare()
        code = _call(program)
        threading._shutdown()  # type: ignore[attr-defined]  # as the interpreter does when it ends
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - a fork must never return into its parent's code
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stderr.flush()
        os._exit(code)


def _call(program: str) -> int:
    try:
        if program == "pelican":
            from pelican import main as pelican_main

            pelican_main()
            return 0
        from capture_import.command import main as import_main

        return import_main()
    except SystemExit as error:
        if error.code is None or isinstance(error.code, int):
            return error.code or 0
        print(error.code, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        traceback.print_exc()
        return 130
