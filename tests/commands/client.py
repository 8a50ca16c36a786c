"""Runs a command and waits for its end. Tests call this module.

How a command starts from its own command line, and how it ends when it is killed, is tested elsewhere by tests that
start processes themselves.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from tests.commands.forked import ROOT
from tests.commands.server import Request
from tests.waiting import PATIENCE_S

Finished = subprocess.CompletedProcess[str]


class CommandServer:
    """The server of this process; it is started for the first command."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.commands.server"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, request: Request) -> int:
        """Return the exit code of a command. One that hangs is killed, and the TimeoutError names it."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        pid = self._read_number()
        is_late = threading.Event()

        def kill() -> None:
            is_late.set()
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGUSR1)  # the signal makes it print the stack of each thread
                time.sleep(1)
                os.killpg(pid, signal.SIGKILL)

        watch = threading.Timer(PATIENCE_S, kill)
        watch.start()
        try:
            code = self._read_number()
        finally:
            watch.cancel()
        if is_late.is_set():
            said = Path(request["stderr"]).read_text(encoding="utf-8", errors="backslashreplace")
            raise TimeoutError(f"ran for more than {PATIENCE_S} s: {request['program']}: {said[-6000:]}")
        return code

    def stop(self) -> None:
        """End the server."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(PATIENCE_S)

    def _read_number(self) -> int:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the server of commands has ended"
        return int(line)


@cache
def _start_server() -> CommandServer:
    server = CommandServer()
    atexit.register(server.stop)
    return server


def code_to_run(program: str) -> str:
    """Return Python code that runs `pelican` or `newsarchive` after other code, with the arguments of its process."""
    main = {"pelican": "pelican", "newsarchive": "newsarchive"}[program]
    return f"\nimport runpy, sys\nsys.argv[0] = {program!r}\nrunpy.run_module({main!r}, run_name='__main__')\n"


def run_command(
    program: str,
    arguments: Iterable[object],
    folder: Path,
    *,
    environment: Mapping[str, str] | None = None,
    first: str = "",
    python_path: Path | None = None,
    is_merged: bool = False,
) -> Finished:
    """Run `pelican` or `newsarchive` in `folder` to its end; return the finished process.

    `environment` is added to this process's; `first` is Python code that runs before the command. A command with either
    starts as a new Python process, since Python reads much of its environment at start-up, and `first` must run before
    anything is imported. Modules are also found in `python_path`. With `is_merged`, standard error is merged into
    standard output.
    """
    listed = list(map(str, arguments))
    whole = os.environ | {"COLUMNS": "200"} | (environment or {})
    if python_path:
        whole["PYTHONPATH"] = str(python_path)
    if environment or first:
        return subprocess.run(
            [sys.executable, "-c", first + code_to_run(program), *listed],
            cwd=folder,
            env=whole,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if is_merged else subprocess.PIPE,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    with tempfile.TemporaryDirectory() as kept:
        stdout, stderr = Path(kept, "stdout"), Path(kept, "stdout" if is_merged else "stderr")
        code = _start_server().run(
            {
                "program": program,
                "arguments": listed,
                "folder": str(folder),
                "environment": whole,
                "stdout": str(stdout),
                "stderr": str(stderr),
            }
        )
        said = [path.read_text(encoding="utf-8", errors="backslashreplace") for path in (stdout, stderr)]
    return Finished([program, *listed], code, said[0], "" if is_merged else said[1])
